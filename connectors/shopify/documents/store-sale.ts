// An order of a till as it was paid: with its place, tips, tenders and the rounding of cash.
import { Type, type Static } from 'typebox'
import { document, MONEY_FIELDS, MoneyBag, nullable, PageInfo } from './document.ts'

const text = nullable(Type.String())

export const TillTax = Type.Object({ title: Type.String(), rate: nullable(Type.Number()), priceSet: MoneyBag })
export const TILL_TAX_FIELDS = `{ title rate priceSet ${MONEY_FIELDS} }`

const Line = Type.Object({
  id: Type.String(),
  sku: text,
  name: Type.String(),
  quantity: Type.Integer(),
  isGiftCard: Type.Boolean(),
  originalUnitPriceSet: MoneyBag,
  discountAllocations: Type.Array(Type.Object({ allocatedAmountSet: MoneyBag })),
  taxLines: Type.Array(TillTax),
})
export type TillLine = Static<typeof Line>

const TillTransaction = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  status: Type.String(),
  gateway: text,
  amountSet: MoneyBag,
  amountRoundingSet: nullable(MoneyBag),
})
export type TillTransaction = Static<typeof TillTransaction>

const TillOrder = Type.Object({
  id: Type.String(),
  name: Type.String(),
  sourceName: text,
  processedAt: Type.String(),
  cancelledAt: text,
  test: Type.Boolean(),
  taxesIncluded: Type.Boolean(),
  currencyCode: Type.String(),
  retailLocation: nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  totalTipReceivedSet: MoneyBag,
  totalShippingPriceSet: MoneyBag,
  transactions: Type.Array(TillTransaction),
  taxLines: Type.Array(TillTax),
  lineItems: Type.Object({ nodes: Type.Array(Line), pageInfo: PageInfo }),
})
export type TillOrder = Static<typeof TillOrder>

export const GET_TILL_ORDER = document(
  'TillflowGetTillOrder',
  `query TillflowGetTillOrder($id: ID!) {
  shop { ianaTimezone }
  order(id: $id) {
    id name sourceName processedAt cancelledAt test taxesIncluded currencyCode
    retailLocation { id name }
    totalTipReceivedSet ${MONEY_FIELDS}
    totalShippingPriceSet ${MONEY_FIELDS}
    transactions(first: 50) { id kind status gateway amountSet ${MONEY_FIELDS} amountRoundingSet ${MONEY_FIELDS} }
    taxLines ${TILL_TAX_FIELDS}
    lineItems(first: 100) {
      nodes {
        id sku name quantity isGiftCard
        originalUnitPriceSet ${MONEY_FIELDS}
        discountAllocations { allocatedAmountSet ${MONEY_FIELDS} }
        taxLines ${TILL_TAX_FIELDS}
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
  Type.Object({ shop: Type.Object({ ianaTimezone: Type.String() }), order: nullable(TillOrder) }),
)
