// Returns and exchanges.
export const RETURNS_SDL = `
extend type QueryRoot {
  return(id: ID!): Return
  returnableFulfillments(orderId: ID!, first: Int, after: String, last: Int, before: String, reverse: Boolean = false): ReturnableFulfillmentConnection!
  returnReasonDefinitions(ids: [ID!], handles: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: ReturnReasonDefinitionSortKeys = ID, query: String): ReturnReasonDefinitionConnection!
}
extend type Mutation {
  returnCreate(returnInput: ReturnInput!): ReturnCreatePayload
  returnProcess(input: ReturnProcessInput!): ReturnProcessPayload
  returnClose(id: ID!): ReturnClosePayload
}

enum ReturnStatus { CANCELED CLOSED OPEN REQUESTED DECLINED }
type ReturnConnection { nodes: [Return!]! pageInfo: PageInfo! }
type Return implements Node {
  id: ID! name: String! status: ReturnStatus! createdAt: DateTime! closedAt: DateTime totalQuantity: Int! order: Order!
  returnLineItems(processingStatus: ReturnProcessingStatusFilterInput, first: Int, after: String, last: Int, before: String, reverse: Boolean = false): ReturnLineItemTypeConnection!
  exchangeLineItems(includeRemovedItems: Boolean = false, processingStatus: ReturnProcessingStatusFilterInput, first: Int, after: String, last: Int, before: String, reverse: Boolean = false): ExchangeLineItemConnection!
  refunds(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): RefundConnection!
  reverseFulfillmentOrders(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): ReverseFulfillmentOrderConnection!
  suggestedFinancialOutcome(returnLineItems: [SuggestedOutcomeReturnLineItemInput!]!, exchangeLineItems: [SuggestedOutcomeExchangeLineItemInput!]!): SuggestedReturnFinancialOutcome
}
enum ReturnProcessingStatusFilterInput { PROCESSED }
type RefundConnection { nodes: [Refund!]! pageInfo: PageInfo! }
type ReturnLineItemTypeConnection { nodes: [ReturnLineItemType!]! pageInfo: PageInfo! }
interface ReturnLineItemType implements Node {
  id: ID! quantity: Int! processableQuantity: Int! processedQuantity: Int! unprocessedQuantity: Int! returnReasonNote: String! customerNote: String
  returnReasonDefinition: ReturnReasonDefinition
}
type ReturnLineItem implements Node & ReturnLineItemType {
  id: ID! quantity: Int! processableQuantity: Int! processedQuantity: Int! unprocessedQuantity: Int! returnReasonNote: String! customerNote: String
  returnReasonDefinition: ReturnReasonDefinition fulfillmentLineItem: FulfillmentLineItem!
}
type ExchangeLineItemConnection { nodes: [ExchangeLineItem!]! pageInfo: PageInfo! }
type ExchangeLineItem implements Node { id: ID! quantity: Int! processableQuantity: Int! processedQuantity: Int! unprocessedQuantity: Int! variantId: ID lineItems: [LineItem!] }
type ReverseFulfillmentOrderConnection { nodes: [ReverseFulfillmentOrder!]! pageInfo: PageInfo! }
type ReverseFulfillmentOrder implements Node { id: ID! lineItems(first: Int): ReverseFulfillmentOrderLineItemConnection! }
type ReverseFulfillmentOrderLineItemConnection { nodes: [ReverseFulfillmentOrderLineItem!]! }
type ReverseFulfillmentOrderLineItem implements Node {
  id: ID! totalQuantity: Int! fulfillmentLineItem: FulfillmentLineItem dispositions: [ReverseFulfillmentOrderDisposition!]!
}
type ReverseFulfillmentOrderDisposition implements Node { id: ID! quantity: Int! type: ReverseFulfillmentOrderDispositionType! location: Location }
enum ReverseFulfillmentOrderDispositionType { RESTOCKED PROCESSING_REQUIRED NOT_RESTOCKED MISSING }
type SuggestedReturnFinancialOutcome { maximumRefundable: MoneyBag! financialTransfer: ReturnOutcomeFinancialTransfer }
union ReturnOutcomeFinancialTransfer = InvoiceReturnOutcome | RefundReturnOutcome
type RefundReturnOutcome { amount: MoneyBag! suggestedTransactions: [SuggestedOrderTransaction!]! }
type InvoiceReturnOutcome { amount: MoneyBag! }
input SuggestedOutcomeReturnLineItemInput { id: ID! quantity: Int! }
input SuggestedOutcomeExchangeLineItemInput { id: ID! quantity: Int! }

type ReturnableFulfillmentConnection { nodes: [ReturnableFulfillment!]! pageInfo: PageInfo! }
type ReturnableFulfillment implements Node { id: ID! fulfillment: Fulfillment! returnableFulfillmentLineItems(first: Int): ReturnableFulfillmentLineItemConnection! }
type ReturnableFulfillmentLineItemConnection { nodes: [ReturnableFulfillmentLineItem!]! }
type ReturnableFulfillmentLineItem { quantity: Int! fulfillmentLineItem: FulfillmentLineItem! }
enum ReturnReasonDefinitionSortKeys { HANDLE ID NAME }
type ReturnReasonDefinitionConnection { nodes: [ReturnReasonDefinition!]! pageInfo: PageInfo! }
type ReturnReasonDefinition implements Node { id: ID! handle: String! name: String! deleted: Boolean! }

input ReturnInput {
  exchangeLineItems: [ExchangeLineItemInput!] orderId: ID! returnLineItems: [ReturnLineItemInput!]! returnShippingFee: ReturnShippingFeeInput unprocessed: Boolean = false
}
input ReturnLineItemInput { quantity: Int! returnReasonDefinitionId: ID returnReasonNote: String = "" fulfillmentLineItemId: ID! }
input ExchangeLineItemInput { variantId: ID quantity: Int! }
input ReturnShippingFeeInput { amount: MoneyInput! }
type ReturnCreatePayload { return: Return userErrors: [ReturnUserError!]! }
type ReturnUserError { code: ReturnErrorCode field: [String!] message: String! }
enum ReturnErrorCode { INTERNAL_ERROR BLANK INVALID NOT_FOUND INVALID_STATE CREATION_FAILED LESS_THAN_OR_EQUAL_TO GREATER_THAN }
input ReturnProcessInput {
  returnId: ID! returnLineItems: [ReturnProcessReturnLineItemInput!] = [] exchangeLineItems: [ReturnProcessExchangeLineItemInput!] = [] note: String
  notifyCustomer: Boolean = false financialTransfer: ReturnProcessFinancialTransferInput
}
input ReturnProcessReturnLineItemInput { id: ID! quantity: Int! dispositions: [ReverseFulfillmentOrderDisposeInput!] }
input ReverseFulfillmentOrderDisposeInput { reverseFulfillmentOrderLineItemId: ID! quantity: Int! locationId: ID dispositionType: ReverseFulfillmentOrderDispositionType! }
input ReturnProcessExchangeLineItemInput { id: ID! quantity: Int! }
input ReturnProcessFinancialTransferInput { issueRefund: ReturnProcessRefundInput }
input ReturnProcessRefundInput { allowOverRefunding: Boolean = false orderTransactions: [ReturnRefundOrderTransactionInput!]! }
input ReturnRefundOrderTransactionInput { transactionAmount: MoneyInput! parentId: ID! }
type ReturnProcessPayload { return: Return userErrors: [ReturnUserError!]! }
type ReturnClosePayload { return: Return userErrors: [ReturnUserError!]! }
`
