// The part of Vendure's Admin API that the simulated shop serves.
import { buildSchema } from 'graphql'

export const SCHEMA = buildSchema(`
  scalar DateTime
  scalar Money
  enum SortOrder { ASC DESC }
  input DateOperators { after: DateTime before: DateTime eq: DateTime }
  input BooleanOperators { eq: Boolean }
  input StringOperators { eq: String }
  input OrderFilterParameter { updatedAt: DateOperators active: BooleanOperators code: StringOperators }
  input OrderSortParameter { updatedAt: SortOrder createdAt: SortOrder }
  input OrderListOptions { take: Int skip: Int filter: OrderFilterParameter sort: OrderSortParameter }
  input ProductVariantFilterParameter { sku: StringOperators }
  input ProductVariantSortParameter { createdAt: SortOrder }
  input ProductVariantListOptions { take: Int skip: Int filter: ProductVariantFilterParameter sort: ProductVariantSortParameter }
  input OrderLineInput { orderLineId: ID! quantity: Int! }
  input ConfigArgInput { name: String! value: String! }
  input ConfigurableOperationInput { code: String! arguments: [ConfigArgInput!]! }
  input FulfillOrderInput { lines: [OrderLineInput!]! handler: ConfigurableOperationInput! }
  input StockLevelInput { stockLocationId: ID! stockOnHand: Int! }
  input UpdateProductVariantInput { id: ID! stockLevels: [StockLevelInput!] }

  type CurrentUser { id: ID! identifier: String! }
  type InvalidCredentialsError implements ErrorResult { errorCode: String! message: String! }
  type ItemsAlreadyFulfilledError implements ErrorResult { errorCode: String! message: String! }
  type FulfillmentStateTransitionError implements ErrorResult { errorCode: String! message: String! }
  interface ErrorResult { errorCode: String! message: String! }
  union AuthenticationResult = CurrentUser | InvalidCredentialsError
  union AddFulfillmentToOrderResult = Fulfillment | ItemsAlreadyFulfilledError
  union TransitionFulfillmentToStateResult = Fulfillment | FulfillmentStateTransitionError

  type Customer { id: ID! firstName: String! lastName: String! emailAddress: String! phoneNumber: String }
  type RefundLine { orderLineId: ID! quantity: Int! }
  type Refund { id: ID! total: Money! state: String! reason: String lines: [RefundLine!]! }
  type Payment { id: ID! method: String! amount: Money! state: String! transactionId: String refunds: [Refund!]! }
  type TaxLine { description: String! taxRate: Float! }
  type Discount { description: String! amount: Money! }
  type OrderTaxSummary { description: String! taxRate: Float! taxTotal: Money! }
  type StockLevel { stockLocationId: ID! stockOnHand: Int! stockAllocated: Int! }
  type ProductVariant { id: ID! sku: String! name: String! enabled: Boolean! price: Money! currencyCode: String! stockLevels: [StockLevel!]! }
  type OrderLine {
    id: ID! quantity: Int! orderPlacedQuantity: Int! unitPrice: Money! proratedLinePrice: Money! proratedLinePriceWithTax: Money!
    taxLines: [TaxLine!]! discounts: [Discount!]! productVariant: ProductVariant!
  }
  type Surcharge { id: ID! description: String! price: Money! priceWithTax: Money! taxLines: [TaxLine!]! }
  type ShippingMethod { code: String! name: String! }
  type ShippingLine { id: ID! price: Money! discountedPrice: Money! discountedPriceWithTax: Money! shippingMethod: ShippingMethod! }
  type OrderAddress {
    fullName: String company: String streetLine1: String streetLine2: String city: String province: String postalCode: String countryCode: String
    phoneNumber: String
  }
  type FulfillmentLine { orderLineId: ID! quantity: Int! }
  type Fulfillment { id: ID! state: String! trackingCode: String! method: String! lines: [FulfillmentLine!]! }
  type Order {
    id: ID! code: String! state: String! active: Boolean! createdAt: DateTime! updatedAt: DateTime! orderPlacedAt: DateTime currencyCode: String!
    totalWithTax: Money! total: Money! subTotal: Money! couponCodes: [String!]! customer: Customer payments: [Payment!] taxSummary: [OrderTaxSummary!]!
    lines: [OrderLine!]! surcharges: [Surcharge!]! shippingLines: [ShippingLine!]! shippingAddress: OrderAddress billingAddress: OrderAddress
    fulfillments: [Fulfillment!]
  }
  type OrderList { items: [Order!]! totalItems: Int! }
  type ProductVariantList { items: [ProductVariant!]! totalItems: Int! }
  type Channel { code: String! defaultCurrencyCode: String! }
  type Query {
    activeChannel: Channel!
    order(id: ID!): Order
    orders(options: OrderListOptions): OrderList!
    productVariants(options: ProductVariantListOptions): ProductVariantList!
  }
  type Mutation {
    login(username: String!, password: String!, rememberMe: Boolean): AuthenticationResult!
    addFulfillmentToOrder(input: FulfillOrderInput!): AddFulfillmentToOrderResult!
    transitionFulfillmentToState(id: ID!, state: String!): TransitionFulfillmentToStateResult!
    updateProductVariants(input: [UpdateProductVariantInput!]!): [ProductVariant]!
  }
`)
