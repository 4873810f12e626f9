// Returns: what can be returned, which there are, making one, and processing what came back.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnCreate, …/returnProcess, …/returnClose
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, MONEY_FIELDS, MoneyBag, nullable, PageInfo } from './document.ts'

const text = nullable(Type.String())

const ReturnLine = Type.Object({
  id: Type.String(),
  quantity: Type.Integer(),
  processableQuantity: Type.Integer(),
  processedQuantity: Type.Integer(),
  unprocessedQuantity: Type.Integer(),
  returnReasonNote: Type.String(),
  customerNote: text,
  returnReasonDefinition: nullable(Type.Object({ handle: Type.String(), name: Type.String() })),
  fulfillmentLineItem: Type.Optional(
    Type.Object({ id: Type.String(), lineItem: Type.Object({ id: Type.String(), sku: text, title: Type.String() }) }),
  ),
})
export type ReturnLine = Static<typeof ReturnLine>

const Return = Type.Object({
  id: Type.String(),
  name: Type.String(),
  status: Type.String(),
  createdAt: Type.String(),
  closedAt: text,
  order: Type.Object({ id: Type.String(), name: Type.String() }),
  returnLineItems: Type.Object({ nodes: Type.Array(ReturnLine), pageInfo: PageInfo }),
  exchangeLineItems: Type.Object({
    nodes: Type.Array(
      Type.Object({
        id: Type.String(),
        quantity: Type.Integer(),
        processableQuantity: Type.Integer(),
        processedQuantity: Type.Integer(),
        variantId: text,
      }),
    ),
    pageInfo: PageInfo,
  }),
  refunds: Type.Object({
    nodes: Type.Array(Type.Object({ id: Type.String(), totalRefundedSet: MoneyBag })),
    pageInfo: PageInfo,
  }),
})
export type Return = Static<typeof Return>
const RETURN_FIELDS = `id name status createdAt closedAt
    order { id name }
    returnLineItems(first: 50) {
      nodes {
        id quantity processableQuantity processedQuantity unprocessedQuantity returnReasonNote customerNote
        returnReasonDefinition { handle name }
        ... on ReturnLineItem { fulfillmentLineItem { id lineItem { id sku title } } }
      }
      pageInfo { hasNextPage endCursor }
    }
    exchangeLineItems(first: 50) {
      nodes { id quantity processableQuantity processedQuantity variantId } pageInfo { hasNextPage endCursor }
    }
    refunds(first: 10) { nodes { id totalRefundedSet ${MONEY_FIELDS} } pageInfo { hasNextPage endCursor } }`

export const GET_RETURN = document(
  'TillflowGetReturn',
  `query TillflowGetReturn($id: ID!) {
  return(id: $id) {
    ${RETURN_FIELDS}
    reverseFulfillmentOrders(first: 5) {
      nodes {
        id
        lineItems(first: 50) {
          nodes { id totalQuantity fulfillmentLineItem { id } dispositions { quantity type location { id } } }
        }
      }
    }
  }
}`,
  Type.Object({
    return: nullable(
      Type.Object({
        ...Return.properties,
        reverseFulfillmentOrders: Type.Object({
          nodes: Type.Array(
            Type.Object({
              id: Type.String(),
              lineItems: Type.Object({
                nodes: Type.Array(
                  Type.Object({
                    id: Type.String(),
                    totalQuantity: Type.Integer(),
                    fulfillmentLineItem: nullable(Type.Object({ id: Type.String() })),
                    dispositions: Type.Array(
                      Type.Object({
                        quantity: Type.Integer(),
                        type: Type.String(),
                        location: nullable(Type.Object({ id: Type.String() })),
                      }),
                    ),
                  }),
                ),
              }),
            }),
          ),
        }),
      }),
    ),
  }),
)

/** The returns of an order that can be told apart; the newest first. An order has a handful at most. */
export const ORDERS_WITH_RETURNS = document(
  'TillflowOrdersWithReturns',
  `query TillflowOrdersWithReturns($query: String, $first: Int!, $after: String) {
  orders(query: $query, first: $first, after: $after, sortKey: UPDATED_AT) {
    nodes { id updatedAt returns(first: 20, reverse: true) { nodes { id } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({
    orders: Type.Object({
      nodes: Type.Array(
        Type.Object({
          id: Type.String(),
          updatedAt: Type.String(),
          returns: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String() })) }),
        }),
      ),
      pageInfo: PageInfo,
    }),
  }),
)

export const GET_RETURNS = document(
  'TillflowGetReturns',
  `query TillflowGetReturns($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Return { ${RETURN_FIELDS} } }
}`,
  Type.Object({ nodes: Type.Array(nullable(Return)) }),
)

export const RETURNABLE = document(
  'TillflowReturnable',
  `query TillflowReturnable($id: ID!) {
  order(id: $id) { id name returns(first: 10) { nodes { ${RETURN_FIELDS} } } }
  returnableFulfillments(orderId: $id, first: 20) {
    nodes {
      returnableFulfillmentLineItems(first: 50) { nodes { quantity fulfillmentLineItem { id lineItem { id sku } } } }
    }
  }
}`,
  Type.Object({
    order: nullable(Type.Object({ id: Type.String(), name: Type.String(), returns: Type.Object({ nodes: Type.Array(Return) }) })),
    returnableFulfillments: Type.Object({
      nodes: Type.Array(
        Type.Object({
          returnableFulfillmentLineItems: Type.Object({
            nodes: Type.Array(
              Type.Object({
                quantity: Type.Integer(),
                fulfillmentLineItem: Type.Object({ id: Type.String(), lineItem: Type.Object({ id: Type.String(), sku: text }) }),
              }),
            ),
          }),
        }),
      ),
    }),
  }),
)

export const RETURN_REASONS = document(
  'TillflowReturnReasons',
  `query TillflowReturnReasons { returnReasonDefinitions(first: 100) { nodes { id handle name deleted } } }`,
  Type.Object({
    returnReasonDefinitions: Type.Object({
      nodes: Type.Array(Type.Object({ id: Type.String(), handle: Type.String(), name: Type.String(), deleted: Type.Boolean() })),
    }),
  }),
)

export const CREATE_RETURN = document(
  'TillflowCreateReturn',
  `mutation TillflowCreateReturn($input: ReturnInput!) {
  returnCreate(returnInput: $input) { return { ${RETURN_FIELDS} } userErrors { field message code } }
}`,
  Type.Object({ returnCreate: nullable(Type.Object({ return: nullable(Return), userErrors: CodedUserErrors })) }),
)

export const RETURN_OUTCOME = document(
  'TillflowReturnOutcome',
  `query TillflowReturnOutcome(
  $id: ID!, $lines: [SuggestedOutcomeReturnLineItemInput!]!, $exchange: [SuggestedOutcomeExchangeLineItemInput!]!
) {
  return(id: $id) {
    suggestedFinancialOutcome(returnLineItems: $lines, exchangeLineItems: $exchange) {
      financialTransfer {
        ... on RefundReturnOutcome { suggestedTransactions { amountSet ${MONEY_FIELDS} parentTransaction { id } } }
      }
    }
  }
}`,
  Type.Object({
    return: nullable(
      Type.Object({
        suggestedFinancialOutcome: nullable(
          Type.Object({
            financialTransfer: nullable(
              Type.Object({
                suggestedTransactions: Type.Optional(
                  Type.Array(Type.Object({ amountSet: MoneyBag, parentTransaction: nullable(Type.Object({ id: Type.String() })) })),
                ),
              }),
            ),
          }),
        ),
      }),
    ),
  }),
)

export const PROCESS_RETURN = document(
  'TillflowProcessReturn',
  `mutation TillflowProcessReturn($input: ReturnProcessInput!) {
  returnProcess(input: $input) { return { ${RETURN_FIELDS} } userErrors { field message code } }
}`,
  Type.Object({ returnProcess: nullable(Type.Object({ return: nullable(Return), userErrors: CodedUserErrors })) }),
)

export const CLOSE_RETURN = document(
  'TillflowCloseReturn',
  `mutation TillflowCloseReturn($id: ID!) {
  returnClose(id: $id) { return { ${RETURN_FIELDS} } userErrors { field message code } }
}`,
  Type.Object({ returnClose: nullable(Type.Object({ return: nullable(Return), userErrors: CodedUserErrors })) }),
)
