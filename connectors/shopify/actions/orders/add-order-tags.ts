// Adds tags to an order, such as `exported`. Shopify keeps each tag once, so a repetition changes nothing.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { ADD_TAGS } from '../../documents/tags.ts'
import { orderGid, OrderId } from '../../gid.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    // A comma would make two tags of one.
    tags: Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '^[^,]*$' }), {
      title: 'Tags',
      description: 'At most 40 characters each, without commas; tags that are there already stay.',
      minItems: 1,
      maxItems: 50,
    }),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  orderId: Type.String({ title: 'Order id' }),
  name: Type.String({ title: 'Order number' }),
  tags: Type.Array(Type.String(), { title: 'Tags', description: 'All tags of the order now' }),
})

export const addOrderTags = {
  id: 'add-order-tags',
  label: 'Tag an order',
  description: 'Adds tags to an order, for instance to mark it as exported.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { orderId: 'gid://shopify/Order/6151042531042', name: '#1042', tags: ['exported', 'vip'] },
  async run(input, context) {
    const { orderId, tags } = parseInput(Input, input)
    const answer = await graphql(context, ADD_TAGS, { id: orderGid(orderId), tags })
    const payload = payloadOf(answer.tagsAdd, 'tag the order')
    refuseUserErrors('tag the order', payload.userErrors)
    if (!payload.node) throw new AppError('vendor-answer-invalid', { message: 'Shopify tagged the order without answering with it.' })
    const { id, name, tags: all } = payload.node
    return { orderId: id, name, tags: all } satisfies Static<typeof Output>
  },
} as const satisfies Action
