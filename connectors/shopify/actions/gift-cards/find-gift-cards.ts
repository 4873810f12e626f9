// Gift cards by a search, a page at a time.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { RetailGiftCard, toRetailGiftCard } from '../../canonical-gift-card.ts'
import { graphql } from '../../client.ts'
import { FIND_GIFT_CARDS } from '../../documents/gift-card.ts'
import { RETAIL_GIFT_CARD } from '../../examples/gift-cards.ts'
import { customerGid, CustomerId, numberOf } from '../../gid.ts'
import { choice, nullable } from '../../schemas/parts.ts'

const Input = Type.Object(
  {
    lastCharacters: Type.Optional(
      Type.String({
        title: 'Last characters',
        description: 'The last four of the code. Never give a whole code.',
        pattern: '^[A-Za-z0-9]{4}$',
      }),
    ),
    customerId: Type.Optional({ ...CustomerId, description: 'Of this customer' }),
    status: Type.Optional(choice(['enabled', 'disabled', 'expired'], { title: 'Status' })),
    balance: Type.Optional(choice(['full', 'partial', 'empty', 'full_or_partial'], { title: 'Balance' })),
    createdSince: Type.Optional(
      Type.String({ title: 'Created since', description: 'ISO instant', pattern: '^\\d{4}-\\d{2}-\\d{2}T[0-9:.]+(Z|[+-]\\d{2}:\\d{2})$' }),
    ),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: 250, default: 50 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  giftCards: Type.Array(RetailGiftCard, { title: 'Gift cards' }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export const findGiftCards = {
  id: 'find-gift-cards',
  label: 'Find gift cards',
  description: 'Finds gift cards by customer, state, balance or the last characters of their code, a page at a time.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { giftCards: [RETAIL_GIFT_CARD], hasMore: false, nextCursor: null },
  paging: { items: 'giftCards', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { lastCharacters, customerId, status, balance, createdSince, limit, cursor } = parseInput(Input, input)
    const terms = [
      ...(lastCharacters === undefined ? [] : [lastCharacters]),
      ...(customerId === undefined ? [] : [`customer_id:${numberOf(customerGid(customerId))}`]),
      ...(status === undefined ? [] : [`status:${status}`]),
      ...(balance === undefined ? [] : [`balance_status:${balance}`]),
      ...(createdSince === undefined ? [] : [`created_at:>='${createdSince}'`]),
    ]
    const { giftCards } = await graphql(context, FIND_GIFT_CARDS, {
      query: terms.length === 0 ? null : terms.join(' AND '),
      first: limit ?? 50,
      after: cursor ?? null,
    })
    const { hasNextPage, endCursor } = giftCards.pageInfo
    return {
      giftCards: giftCards.nodes.map(toRetailGiftCard),
      hasMore: hasNextPage,
      nextCursor: hasNextPage ? endCursor : null,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
