// What is read of QuickBooks' answers.
// https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer and its neighbours
import { Type, type Static } from 'typebox'

const Text = Type.Optional(Type.String())
const Ref = Type.Optional(Type.Object({ value: Type.String() }))
const Time = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$' })
const MetaData = Type.Object({ CreateTime: Type.Optional(Time), LastUpdatedTime: Time })

export const QuickBooksCustomer = Type.Object({
  Id: Type.String(),
  SyncToken: Type.String(),
  DisplayName: Type.String(),
  CompanyName: Text,
  GivenName: Text,
  FamilyName: Text,
  PrimaryEmailAddr: Type.Optional(Type.Object({ Address: Text })),
  Active: Type.Optional(Type.Boolean()),
  CurrencyRef: Ref,
  MetaData,
})
export type QuickBooksCustomer = Static<typeof QuickBooksCustomer>
export const CustomerAnswer = Type.Object({ Customer: QuickBooksCustomer })

export const QuickBooksItem = Type.Object({
  Id: Type.String(),
  Name: Type.String(),
  Sku: Text,
  Type: Text,
  Active: Type.Optional(Type.Boolean()),
  UnitPrice: Type.Optional(Type.Number()),
  IncomeAccountRef: Ref,
  MetaData,
})
export type QuickBooksItem = Static<typeof QuickBooksItem>

export const QuickBooksAccount = Type.Object({
  Id: Type.String(),
  Name: Type.String(),
  AcctNum: Text,
  AccountType: Type.String(),
  AccountSubType: Text,
  CurrencyRef: Ref,
})

export const QuickBooksTaxCode = Type.Object({
  Id: Type.String(),
  SalesTaxRateList: Type.Optional(
    Type.Object({
      TaxRateDetail: Type.Optional(Type.Array(Type.Object({ TaxRateRef: Type.Object({ value: Type.String() }), TaxTypeApplicable: Text }))),
    }),
  ),
})
/** Per cent. */
export const QuickBooksTaxRate = Type.Object({ Id: Type.String(), RateValue: Type.Optional(Type.Number()) })

const Transaction = Type.Object({
  Id: Type.String(),
  DocNumber: Text,
  TxnDate: Type.String(),
  TotalAmt: Type.Optional(Type.Number()),
  CurrencyRef: Ref,
  TxnTaxDetail: Type.Optional(Type.Object({ TotalTax: Type.Optional(Type.Number()) })),
})
export type QuickBooksTransaction = Static<typeof Transaction>
export const SalesReceiptAnswer = Type.Object({ SalesReceipt: Transaction })
export const RefundReceiptAnswer = Type.Object({ RefundReceipt: Transaction })
export const JournalEntryAnswer = Type.Object({ JournalEntry: Transaction })
export const DepositAnswer = Type.Object({ Deposit: Transaction })
/** Invoices and credit memos: `Balance` is what is open. */
export const QuickBooksDocument = Type.Object({
  ...Transaction.properties,
  CustomerRef: Ref,
  DueDate: Text,
  Balance: Type.Optional(Type.Number()),
})
export type QuickBooksDocument = Static<typeof QuickBooksDocument>
export const InvoiceAnswer = Type.Object({ Invoice: QuickBooksDocument })
export const CreditMemoAnswer = Type.Object({ CreditMemo: QuickBooksDocument })

export const QuickBooksPayment = Type.Object({
  Id: Type.String(),
  TxnDate: Type.String(),
  TotalAmt: Type.Number(),
  UnappliedAmt: Type.Optional(Type.Number()),
  PaymentRefNum: Text,
  CurrencyRef: Ref,
})
export type QuickBooksPayment = Static<typeof QuickBooksPayment>
export const PaymentAnswer = Type.Object({ Payment: QuickBooksPayment })

/** Any record, as far as all of them are alike. A deleted one has only its id, and that it is deleted. */
export const AnyRecord = Type.Object({
  Id: Type.String(),
  status: Text,
  DocNumber: Text,
  PaymentRefNum: Text,
  DisplayName: Text,
  Name: Text,
  TxnDate: Text,
  TotalAmt: Type.Optional(Type.Number()),
  Balance: Type.Optional(Type.Number()),
  CustomerRef: Ref,
  CurrencyRef: Ref,
  MetaData,
})
export type AnyRecord = Static<typeof AnyRecord>

export const CompanyAnswer = Type.Object({ CompanyInfo: Type.Object({ CompanyName: Type.String() }) })
