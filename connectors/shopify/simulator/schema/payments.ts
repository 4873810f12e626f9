// Shopify Payments: payouts and what moved the balance.
export const PAYMENTS_SDL = `
scalar BigInt

extend type QueryRoot { shopifyPaymentsAccount: ShopifyPaymentsAccount }

type ShopifyPaymentsAccount implements Node {
  id: ID! activated: Boolean! balance: [MoneyV2!]!
  payouts(transactionType: ShopifyPaymentsPayoutTransactionType, first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: PayoutSortKeys = ISSUED_AT, query: String, savedSearchId: ID): ShopifyPaymentsPayoutConnection!
  balanceTransactions(hideTransfers: Boolean = false, first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: BalanceTransactionSortKeys = PROCESSED_AT, query: String, savedSearchId: ID): ShopifyPaymentsBalanceTransactionConnection!
}
enum PayoutSortKeys { ID ISSUED_AT STATUS }
enum BalanceTransactionSortKeys { ID PROCESSED_AT }
enum ShopifyPaymentsPayoutTransactionType { DEPOSIT WITHDRAWAL }
enum ShopifyPaymentsPayoutStatus { SCHEDULED IN_TRANSIT PAID FAILED CANCELED }
enum ShopifyPaymentsTransactionType { CHARGE REFUND ADJUSTMENT TRANSFER }
enum ShopifyPaymentsSourceType { CHARGE REFUND ADJUSTMENT TRANSFER }
enum ShopifyPaymentsBalanceTransactionPayoutStatus { SCHEDULED IN_TRANSIT PAID FAILED CANCELED PENDING ACTION_REQUIRED }
type ShopifyPaymentsPayoutConnection { nodes: [ShopifyPaymentsPayout!]! pageInfo: PageInfo! }
type ShopifyPaymentsPayout implements Node {
  id: ID! legacyResourceId: UnsignedInt64! issuedAt: DateTime! status: ShopifyPaymentsPayoutStatus! transactionType: ShopifyPaymentsPayoutTransactionType!
  externalTraceId: String net: MoneyV2! summary: ShopifyPaymentsPayoutSummary!
}
type ShopifyPaymentsPayoutSummary {
  adjustmentsFee: MoneyV2! adjustmentsGross: MoneyV2! chargesFee: MoneyV2! chargesGross: MoneyV2! refundsFee: MoneyV2! refundsFeeGross: MoneyV2!
  reservedFundsFee: MoneyV2! reservedFundsGross: MoneyV2!
}
type ShopifyPaymentsBalanceTransactionConnection { nodes: [ShopifyPaymentsBalanceTransaction!]! pageInfo: PageInfo! }
type ShopifyPaymentsBalanceTransaction implements Node {
  id: ID! type: ShopifyPaymentsTransactionType! test: Boolean! transactionDate: DateTime! amount: MoneyV2! fee: MoneyV2! net: MoneyV2!
  sourceType: ShopifyPaymentsSourceType sourceId: BigInt sourceOrderTransactionId: BigInt adjustmentReason: String
  associatedOrder: ShopifyPaymentsAssociatedOrder associatedPayout: ShopifyPaymentsBalanceTransactionAssociatedPayout!
}
type ShopifyPaymentsAssociatedOrder { id: ID! name: String! }
type ShopifyPaymentsBalanceTransactionAssociatedPayout { id: ID status: ShopifyPaymentsBalanceTransactionPayoutStatus }
`
