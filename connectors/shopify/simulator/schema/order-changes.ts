// Refunds, cancellation, order editing and returns.
export const ORDER_CHANGES_SDL = `
extend type QueryRoot {
  refund(id: ID!): Refund
  job(id: ID!): Job
}
extend type Mutation {
  refundCreate(input: RefundInput!): RefundCreatePayload
  orderCancel(orderId: ID!, refund: Boolean, refundMethod: OrderCancelRefundMethodInput, restock: Boolean!, reason: OrderCancelReason!, notifyCustomer: Boolean = false, staffNote: String = null): OrderCancelPayload
  orderEditBegin(id: ID!): OrderEditBeginPayload
  orderEditSetQuantity(id: ID!, lineItemId: ID!, quantity: Int!, restock: Boolean, locationId: ID): OrderEditSetQuantityPayload
  orderEditAddVariant(id: ID!, variantId: ID!, locationId: ID, quantity: Int!, allowDuplicates: Boolean = false): OrderEditAddVariantPayload
  orderEditAddLineItemDiscount(id: ID!, lineItemId: ID!, discount: OrderEditAppliedDiscountInput!): OrderEditAddLineItemDiscountPayload
  orderEditAddCustomItem(id: ID!, title: String!, locationId: ID, price: MoneyInput!, quantity: Int!, taxable: Boolean, requiresShipping: Boolean): OrderEditAddCustomItemPayload
  orderEditCommit(id: ID!, notifyCustomer: Boolean, staffNote: String): OrderEditCommitPayload
}

type Refund implements Node {
  id: ID! note: String createdAt: DateTime processedAt: DateTime! updatedAt: DateTime! totalRefundedSet: MoneyBag! order: Order! return: Return
  refundLineItems(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): RefundLineItemConnection!
  refundShippingLines(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): RefundShippingLineConnection!
  transactions(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): OrderTransactionConnection!
}
type RefundShippingLineConnection { nodes: [RefundShippingLine!]! pageInfo: PageInfo! }
type RefundShippingLine implements Node { id: ID! shippingLine: ShippingLine! subtotalAmountSet: MoneyBag! taxAmountSet: MoneyBag! }
type RefundLineItemConnection { nodes: [RefundLineItem!]! pageInfo: PageInfo! }
type RefundLineItem {
  id: ID quantity: Int! restockType: RefundLineItemRestockType! restocked: Boolean! lineItem: LineItem! priceSet: MoneyBag! subtotalSet: MoneyBag! totalTaxSet: MoneyBag!
}
type OrderTransactionConnection { nodes: [OrderTransaction!]! pageInfo: PageInfo! }
enum RefundLineItemRestockType { RETURN CANCEL LEGACY_RESTOCK NO_RESTOCK }
enum RefundMethodAllocation { ORIGINAL_PAYMENT_METHODS STORE_CREDIT }
type SuggestedRefund { amountSet: MoneyBag! maximumRefundableSet: MoneyBag! suggestedTransactions: [SuggestedOrderTransaction!]! }
type SuggestedOrderTransaction {
  gateway: String kind: SuggestedOrderTransactionKind! amountSet: MoneyBag! maximumRefundableSet: MoneyBag parentTransaction: OrderTransaction
}
enum SuggestedOrderTransactionKind { SUGGESTED_REFUND }
input RefundInput {
  currency: CurrencyCode orderId: ID! note: String notify: Boolean shipping: ShippingRefundInput processedAt: DateTime refundLineItems: [RefundLineItemInput!]
  transactions: [OrderTransactionInput!] allowOverRefunding: Boolean = false
}
input ShippingRefundInput { amount: Money fullRefund: Boolean }
input RefundLineItemInput { lineItemId: ID! quantity: Int! restockType: RefundLineItemRestockType locationId: ID }
input RefundDutyInput { dutyId: ID! }
input OrderTransactionInput { amount: Money! gateway: String! kind: OrderTransactionKind! orderId: ID! parentId: ID }
type RefundCreatePayload { order: Order refund: Refund userErrors: [UserError!]! }

type Job { id: ID! done: Boolean! }
input OrderCancelRefundMethodInput { originalPaymentMethodsRefund: Boolean }
type OrderCancelPayload { job: Job orderCancelUserErrors: [OrderCancelUserError!]! }
type OrderCancelUserError { code: OrderCancelUserErrorCode field: [String!] message: String! }
enum OrderCancelUserErrorCode { NO_REFUND_PERMISSION NOT_FOUND INVALID INTERNAL_ERROR }

type CalculatedOrder implements Node { id: ID! originalOrder: Order! }
type OrderEditBeginPayload { calculatedOrder: CalculatedOrder userErrors: [UserError!]! }
type OrderEditSetQuantityPayload { calculatedOrder: CalculatedOrder userErrors: [UserError!]! }
type CalculatedLineItem { id: ID! }
input OrderEditAppliedDiscountInput { description: String fixedValue: MoneyInput percentValue: Float }
type OrderEditAddVariantPayload { calculatedOrder: CalculatedOrder calculatedLineItem: CalculatedLineItem userErrors: [UserError!]! }
type OrderEditAddCustomItemPayload { calculatedOrder: CalculatedOrder calculatedLineItem: CalculatedLineItem userErrors: [UserError!]! }
type OrderEditAddLineItemDiscountPayload { calculatedOrder: CalculatedOrder calculatedLineItem: CalculatedLineItem userErrors: [UserError!]! }
type OrderEditCommitPayload { order: Order successMessages: [String!] userErrors: [UserError!]! }
`
