// Cancelling an order, and editing its lines: begin, change, commit.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/orderCancel, …/orderEditBegin, …/orderEditCommit
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, MONEY_FIELDS, MoneyBag, nullable, PageInfo, UserErrors } from './document.ts'

const text = nullable(Type.String())

export const ORDER_STATE = document(
  'TillflowOrderState',
  `query TillflowOrderState($id: ID!) { order(id: $id) { id name cancelledAt cancelReason displayFinancialStatus } }`,
  Type.Object({
    order: nullable(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        cancelledAt: text,
        cancelReason: text,
        displayFinancialStatus: text,
      }),
    ),
  }),
)

export const CANCEL_ORDER = document(
  'TillflowCancelOrder',
  `mutation TillflowCancelOrder(
  $id: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refundMethod: OrderCancelRefundMethodInput, $notify: Boolean, $note: String
) {
  orderCancel(orderId: $id, reason: $reason, restock: $restock, refundMethod: $refundMethod, notifyCustomer: $notify, staffNote: $note) {
    job { id done }
    orderCancelUserErrors { field message code }
  }
}`,
  Type.Object({
    orderCancel: nullable(
      Type.Object({
        job: nullable(Type.Object({ id: Type.String(), done: Type.Boolean() })),
        orderCancelUserErrors: CodedUserErrors,
      }),
    ),
  }),
)

const EditableLine = Type.Object({
  id: Type.String(),
  sku: text,
  title: Type.String(),
  currentQuantity: Type.Integer(),
  variant: nullable(Type.Object({ id: Type.String() })),
})
export type EditableLine = Static<typeof EditableLine>

export const EDITABLE_ORDER = document(
  'TillflowEditableOrder',
  `query TillflowEditableOrder($id: ID!, $after: String) {
  order(id: $id) {
    id name cancelledAt currencyCode
    currentTotalPriceSet ${MONEY_FIELDS}
    totalOutstandingSet ${MONEY_FIELDS}
    lineItems(first: 100, after: $after) {
      nodes { id sku title currentQuantity variant { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({
    order: nullable(
      Type.Object({
        id: Type.String(),
        name: Type.String(),
        cancelledAt: text,
        currencyCode: Type.String(),
        currentTotalPriceSet: MoneyBag,
        totalOutstandingSet: MoneyBag,
        lineItems: Type.Object({ nodes: Type.Array(EditableLine), pageInfo: PageInfo }),
      }),
    ),
  }),
)

export const BEGIN_EDIT = document(
  'TillflowBeginEdit',
  `mutation TillflowBeginEdit($id: ID!) {
  orderEditBegin(id: $id) { calculatedOrder { id } userErrors { field message } }
}`,
  Type.Object({
    orderEditBegin: nullable(Type.Object({ calculatedOrder: nullable(Type.Object({ id: Type.String() })), userErrors: UserErrors })),
  }),
)

export const EDIT_QUANTITY = document(
  'TillflowEditQuantity',
  `mutation TillflowEditQuantity($id: ID!, $line: ID!, $quantity: Int!, $restock: Boolean) {
  orderEditSetQuantity(id: $id, lineItemId: $line, quantity: $quantity, restock: $restock) { userErrors { field message } }
}`,
  Type.Object({ orderEditSetQuantity: nullable(Type.Object({ userErrors: UserErrors })) }),
)

const Added = Type.Object({ calculatedLineItem: nullable(Type.Object({ id: Type.String() })), userErrors: UserErrors })

export const EDIT_ADD_VARIANT = document(
  'TillflowEditAddVariant',
  `mutation TillflowEditAddVariant($id: ID!, $variant: ID!, $quantity: Int!) {
  orderEditAddVariant(id: $id, variantId: $variant, quantity: $quantity, allowDuplicates: false) {
    calculatedLineItem { id }
    userErrors { field message }
  }
}`,
  Type.Object({ orderEditAddVariant: nullable(Added) }),
)

export const EDIT_ADD_ITEM = document(
  'TillflowEditAddItem',
  `mutation TillflowEditAddItem($id: ID!, $title: String!, $price: MoneyInput!, $quantity: Int!, $taxable: Boolean, $ships: Boolean) {
  orderEditAddCustomItem(id: $id, title: $title, price: $price, quantity: $quantity, taxable: $taxable, requiresShipping: $ships) {
    calculatedLineItem { id }
    userErrors { field message }
  }
}`,
  Type.Object({ orderEditAddCustomItem: nullable(Added) }),
)

/** Shopify takes it for lines that were added in the same edit. */
export const EDIT_DISCOUNT = document(
  'TillflowEditDiscount',
  `mutation TillflowEditDiscount($id: ID!, $line: ID!, $discount: OrderEditAppliedDiscountInput!) {
  orderEditAddLineItemDiscount(id: $id, lineItemId: $line, discount: $discount) { userErrors { field message } }
}`,
  Type.Object({ orderEditAddLineItemDiscount: nullable(Type.Object({ userErrors: UserErrors })) }),
)

export const COMMIT_EDIT = document(
  'TillflowCommitEdit',
  `mutation TillflowCommitEdit($id: ID!, $notify: Boolean, $note: String) {
  orderEditCommit(id: $id, notifyCustomer: $notify, staffNote: $note) { order { id } userErrors { field message } }
}`,
  Type.Object({
    orderEditCommit: nullable(Type.Object({ order: nullable(Type.Object({ id: Type.String() })), userErrors: UserErrors })),
  }),
)
