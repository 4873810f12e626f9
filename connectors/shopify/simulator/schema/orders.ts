// Orders, their payments and their fulfilment.
export const ORDERS_SDL = `
extend type QueryRoot {
  order(id: ID!): Order
  orders(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: OrderSortKeys = PROCESSED_AT, query: String, savedSearchId: ID): OrderConnection!
  fulfillmentOrder(id: ID!): FulfillmentOrder
  fulfillmentOrders(includeClosed: Boolean = false, first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: FulfillmentOrderSortKeys = ID, query: String): FulfillmentOrderConnection!
}
extend type Mutation {
  fulfillmentCreate(fulfillment: FulfillmentInput!, message: String): FulfillmentCreatePayload
  fulfillmentOrderLineItemsPreparedForPickup(input: FulfillmentOrderLineItemsPreparedForPickupInput!): FulfillmentOrderLineItemsPreparedForPickupPayload
  tagsAdd(id: ID!, tags: [String!]!): TagsAddPayload
}

type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }
type Order implements Node & HasMetafields {
  metafields(namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MetafieldConnection!
  id: ID!
  legacyResourceId: UnsignedInt64!
  name: String!
  number: Int!
  createdAt: DateTime!
  processedAt: DateTime!
  updatedAt: DateTime!
  cancelledAt: DateTime
  closedAt: DateTime
  cancelReason: OrderCancelReason
  displayFinancialStatus: OrderDisplayFinancialStatus
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
  currencyCode: CurrencyCode!
  presentmentCurrencyCode: CurrencyCode!
  email: String
  phone: String
  note: String
  sourceName: String
  tags: [String!]!
  test: Boolean!
  taxesIncluded: Boolean!
  paymentGatewayNames: [String!]!
  customAttributes: [Attribute!]!
  retailLocation: Location
  customer: Customer
  billingAddress: MailingAddress
  shippingAddress: MailingAddress
  subtotalPriceSet: MoneyBag
  totalDiscountsSet: MoneyBag
  totalShippingPriceSet: MoneyBag!
  totalTaxSet: MoneyBag
  totalTipReceivedSet: MoneyBag!
  totalPriceSet: MoneyBag!
  currentTotalPriceSet: MoneyBag!
  currentTotalTaxSet: MoneyBag!
  currentTotalDutiesSet: MoneyBag
  totalRefundedSet: MoneyBag!
  totalOutstandingSet: MoneyBag!
  originalTotalDutiesSet: MoneyBag
  taxLines: [TaxLine!]!
  discountApplications(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): DiscountApplicationConnection!
  shippingLines(includeRemovals: Boolean = false, first: Int, after: String, last: Int, before: String, reverse: Boolean = false): ShippingLineConnection!
  lineItems(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): LineItemConnection!
  fulfillments(first: Int, query: String): [Fulfillment!]!
  refunds(first: Int): [Refund!]!
  returns(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, query: String): ReturnConnection!
  suggestedRefund(shippingAmount: Money, refundShipping: Boolean, refundLineItems: [RefundLineItemInput!], refundDuties: [RefundDutyInput!], suggestFullRefund: Boolean = false, refundMethodAllocation: RefundMethodAllocation = ORIGINAL_PAYMENT_METHODS): SuggestedRefund
  transactions(first: Int, capturable: Boolean, manuallyResolvable: Boolean): [OrderTransaction!]!
  fulfillmentOrders(displayable: Boolean = false, first: Int, after: String, last: Int, before: String, reverse: Boolean = false, query: String): FulfillmentOrderConnection!
}
enum OrderSortKeys { CREATED_AT ID PROCESSED_AT UPDATED_AT }
enum OrderCancelReason { CUSTOMER DECLINED FRAUD INVENTORY STAFF OTHER }
enum OrderDisplayFinancialStatus { PENDING AUTHORIZED PARTIALLY_PAID PARTIALLY_REFUNDED VOIDED PAID REFUNDED EXPIRED }
enum OrderDisplayFulfillmentStatus { UNFULFILLED PARTIALLY_FULFILLED FULFILLED RESTOCKED PENDING_FULFILLMENT OPEN IN_PROGRESS ON_HOLD SCHEDULED REQUEST_DECLINED }

type OrderTransaction implements Node {
  id: ID! kind: OrderTransactionKind! status: OrderTransactionStatus! gateway: String paymentId: String processedAt: DateTime amountSet: MoneyBag! amountRoundingSet: MoneyBag location: Location
}
enum OrderTransactionKind { SALE CAPTURE AUTHORIZATION VOID REFUND CHANGE EMV_AUTHORIZATION SUGGESTED_REFUND }
enum OrderTransactionStatus { SUCCESS FAILURE PENDING ERROR AWAITING_RESPONSE UNKNOWN }

type MailingAddress implements Node {
  id: ID! firstName: String lastName: String name: String company: String address1: String address2: String city: String
  province: String provinceCode: String zip: String country: String countryCodeV2: CountryCode phone: String
}
type TaxLine { title: String! rate: Float priceSet: MoneyBag! channelLiable: Boolean }

type DiscountAllocation { allocatedAmountSet: MoneyBag! discountApplication: DiscountApplication! }
type DiscountApplicationConnection { nodes: [DiscountApplication!]! pageInfo: PageInfo! }
interface DiscountApplication { index: Int! targetType: DiscountApplicationTargetType! }
type DiscountCodeApplication implements DiscountApplication { index: Int! targetType: DiscountApplicationTargetType! code: String! }
type AutomaticDiscountApplication implements DiscountApplication { index: Int! targetType: DiscountApplicationTargetType! title: String! }
type ManualDiscountApplication implements DiscountApplication { index: Int! targetType: DiscountApplicationTargetType! title: String! }
type ScriptDiscountApplication implements DiscountApplication { index: Int! targetType: DiscountApplicationTargetType! title: String! }
enum DiscountApplicationTargetType { LINE_ITEM SHIPPING_LINE }

type ShippingLineConnection { nodes: [ShippingLine!]! pageInfo: PageInfo! }
type ShippingLine {
  id: ID code: String title: String! source: String originalPriceSet: MoneyBag! discountedPriceSet: MoneyBag!
  taxLines: [TaxLine!]! discountAllocations: [DiscountAllocation!]!
}

type LineItemConnection { nodes: [LineItem!]! pageInfo: PageInfo! }
type LineItem implements Node {
  id: ID! sku: String name: String! title: String! variantTitle: String vendor: String quantity: Int! currentQuantity: Int! unfulfilledQuantity: Int!
  isGiftCard: Boolean! requiresShipping: Boolean! taxable: Boolean! variant: ProductVariant customAttributes: [Attribute!]!
  originalUnitPriceSet: MoneyBag! taxLines(first: Int): [TaxLine!]! discountAllocations: [DiscountAllocation!]!
}

type FulfillmentOrderConnection { nodes: [FulfillmentOrder!]! pageInfo: PageInfo! }
type FulfillmentOrder implements Node {
  id: ID! orderId: ID! orderName: String! status: FulfillmentOrderStatus! requestStatus: FulfillmentOrderRequestStatus!
  orderProcessedAt: DateTime! createdAt: DateTime! updatedAt: DateTime! fulfillAt: DateTime deliveryMethod: DeliveryMethod destination: FulfillmentOrderDestination
  assignedLocation: FulfillmentOrderAssignedLocation!
  lineItems(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): FulfillmentOrderLineItemConnection!
}
enum FulfillmentOrderSortKeys { ID UPDATED_AT }
type DeliveryMethod implements Node { id: ID! methodType: DeliveryMethodType! presentedName: String }
enum DeliveryMethodType { LOCAL NONE PICKUP_POINT PICK_UP RETAIL SHIPPING }
type FulfillmentOrderDestination implements Node {
  id: ID! firstName: String lastName: String company: String address1: String address2: String city: String province: String zip: String
  countryCode: CountryCode phone: String email: String
}
enum FulfillmentOrderStatus { OPEN IN_PROGRESS CANCELLED INCOMPLETE CLOSED SCHEDULED ON_HOLD }
enum FulfillmentOrderRequestStatus { UNSUBMITTED SUBMITTED ACCEPTED REJECTED CANCELLATION_REQUESTED CANCELLATION_ACCEPTED CANCELLATION_REJECTED CLOSED }
type FulfillmentOrderAssignedLocation { name: String! location: Location }
type FulfillmentOrderLineItemConnection { nodes: [FulfillmentOrderLineItem!]! pageInfo: PageInfo! }
type FulfillmentOrderLineItem implements Node {
  id: ID! totalQuantity: Int! remainingQuantity: Int! sku: String productTitle: String! variantTitle: String lineItem: LineItem!
}

type Fulfillment implements Node {
  id: ID! name: String! status: FulfillmentStatus! displayStatus: FulfillmentDisplayStatus createdAt: DateTime! updatedAt: DateTime! location: Location
  trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
  fulfillmentLineItems(first: Int, after: String, last: Int, before: String, reverse: Boolean = false): FulfillmentLineItemConnection!
}
enum FulfillmentStatus { PENDING OPEN SUCCESS CANCELLED ERROR FAILURE }
enum FulfillmentDisplayStatus { CANCELED FULFILLED IN_TRANSIT DELIVERED }
type FulfillmentTrackingInfo { company: String number: String url: URL }
type FulfillmentLineItemConnection { nodes: [FulfillmentLineItem!]! pageInfo: PageInfo! }
type FulfillmentLineItem implements Node { id: ID! quantity: Int lineItem: LineItem! }

input FulfillmentInput { trackingInfo: FulfillmentTrackingInput notifyCustomer: Boolean = false lineItemsByFulfillmentOrder: [FulfillmentOrderLineItemsInput!]! }
input FulfillmentTrackingInput { number: String url: URL company: String numbers: [String!] urls: [URL!] }
input FulfillmentOrderLineItemsInput { fulfillmentOrderId: ID! fulfillmentOrderLineItems: [FulfillmentOrderLineItemInput!] }
input FulfillmentOrderLineItemInput { id: ID! quantity: Int! }
type FulfillmentCreatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }

input FulfillmentOrderLineItemsPreparedForPickupInput { lineItemsByFulfillmentOrder: [PreparedFulfillmentOrderLineItemsInput!]! }
input PreparedFulfillmentOrderLineItemsInput { fulfillmentOrderId: ID! }
type FulfillmentOrderLineItemsPreparedForPickupPayload { userErrors: [FulfillmentOrderLineItemsPreparedForPickupUserError!]! }
type FulfillmentOrderLineItemsPreparedForPickupUserError { code: FulfillmentOrderLineItemsPreparedForPickupUserErrorCode field: [String!] message: String! }
enum FulfillmentOrderLineItemsPreparedForPickupUserErrorCode { NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER FULFILLMENT_ORDER_INVALID UNABLE_TO_PREPARE_QUANTITY }

type TagsAddPayload { node: Node userErrors: [UserError!]! }
`
