// What is read of Xero's answers. https://developer.xero.com/documentation/api/accounting/invoices and its neighbours
import { Type, type Static } from 'typebox'

const Text = Type.Optional(Type.String())
const Numeric = Type.Optional(Type.Number())

export const XeroContact = Type.Object({ ContactID: Text, ContactNumber: Text, Name: Text })

const InvoicePayment = Type.Object({ PaymentID: Type.String(), Date: Text, Amount: Type.Number(), Reference: Text })

export const XeroInvoice = Type.Object({
  InvoiceID: Type.String(),
  InvoiceNumber: Text,
  Type: Type.Union([Type.Literal('ACCREC'), Type.Literal('ACCPAY'), Type.String()]),
  Status: Type.String(),
  Reference: Text,
  Contact: XeroContact,
  Date: Text,
  DueDate: Text,
  CurrencyCode: Type.String(),
  SubTotal: Numeric,
  TotalTax: Numeric,
  Total: Type.Number(),
  AmountDue: Numeric,
  AmountPaid: Numeric,
  UpdatedDateUTC: Type.String(),
  Payments: Type.Optional(Type.Array(InvoicePayment)),
})
export type XeroInvoice = Static<typeof XeroInvoice>
export const Invoices = Type.Object({ Invoices: Type.Array(XeroInvoice) })

export const XeroCreditNote = Type.Object({
  CreditNoteID: Type.String(),
  CreditNoteNumber: Text,
  Type: Type.String(),
  Status: Type.String(),
  Reference: Text,
  Contact: Type.Optional(XeroContact),
  Date: Text,
  CurrencyCode: Type.String(),
  TotalTax: Numeric,
  Total: Type.Number(),
  RemainingCredit: Numeric,
  UpdatedDateUTC: Type.String(),
  Payments: Type.Optional(Type.Array(InvoicePayment)),
  Allocations: Type.Optional(
    Type.Array(
      Type.Object({
        Amount: Type.Number(),
        Invoice: Type.Optional(Type.Object({ InvoiceID: Text })),
        IsDeleted: Type.Optional(Type.Boolean()),
      }),
    ),
  ),
})
export type XeroCreditNote = Static<typeof XeroCreditNote>
export const CreditNotes = Type.Object({ CreditNotes: Type.Array(XeroCreditNote) })

export const XeroPayment = Type.Object({
  PaymentID: Type.String(),
  Date: Type.String(),
  Amount: Type.Number(),
  Reference: Text,
  Status: Type.String(),
  UpdatedDateUTC: Type.String(),
  Account: Type.Optional(Type.Object({ AccountID: Text, Code: Text })),
  Invoice: Type.Optional(Type.Object({ InvoiceID: Text, InvoiceNumber: Text, Type: Text, CurrencyCode: Text })),
})
export type XeroPayment = Static<typeof XeroPayment>
export const Payments = Type.Object({ Payments: Type.Array(XeroPayment) })

export const XeroBankTransaction = Type.Object({
  BankTransactionID: Type.String(),
  Type: Type.String(),
  Status: Type.String(),
  Reference: Text,
  Date: Text,
  CurrencyCode: Text,
  Total: Type.Number(),
  BankAccount: Type.Optional(Type.Object({ AccountID: Text, Code: Text })),
})
export type XeroBankTransaction = Static<typeof XeroBankTransaction>
export const BankTransactions = Type.Object({ BankTransactions: Type.Array(XeroBankTransaction) })

export const XeroManualJournal = Type.Object({
  ManualJournalID: Type.String(),
  Narration: Type.String(),
  Status: Type.String(),
  Date: Text,
})
export type XeroManualJournal = Static<typeof XeroManualJournal>
export const ManualJournals = Type.Object({ ManualJournals: Type.Array(XeroManualJournal) })

export const Accounts = Type.Object({
  Accounts: Type.Array(
    Type.Object({
      AccountID: Type.String(),
      Code: Text,
      Name: Type.String(),
      Type: Type.String(),
      TaxType: Text,
      Status: Text,
      CurrencyCode: Text,
    }),
  ),
})
export const Organisations = Type.Object({ Organisations: Type.Array(Type.Object({ Name: Type.String(), BaseCurrency: Type.String() })) })

export const Allocations = Type.Object({ Allocations: Type.Array(Type.Object({ Amount: Type.Number() })) })

export const XeroWholeContact = Type.Object({
  ContactID: Type.String(),
  ContactNumber: Text,
  ContactStatus: Text,
  Name: Text,
  FirstName: Text,
  LastName: Text,
  EmailAddress: Text,
  TaxNumber: Text,
  IsCustomer: Type.Optional(Type.Boolean()),
  IsSupplier: Type.Optional(Type.Boolean()),
  Addresses: Type.Optional(
    Type.Array(
      Type.Object({ AddressType: Text, AddressLine1: Text, AddressLine2: Text, City: Text, Region: Text, PostalCode: Text, Country: Text }),
    ),
  ),
  Phones: Type.Optional(Type.Array(Type.Object({ PhoneType: Text, PhoneNumber: Text, PhoneAreaCode: Text, PhoneCountryCode: Text }))),
  UpdatedDateUTC: Type.String(),
})
export type XeroWholeContact = Static<typeof XeroWholeContact>
export const Contacts = Type.Object({ Contacts: Type.Array(XeroWholeContact) })
