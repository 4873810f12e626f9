// Writes a comment on an order, once: those that are there are looked through first.
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { read, write } from '../client.ts'
import { OrderId } from '../order-fields.ts'
import { Comment } from '../schemas.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    comment: Type.String({ title: 'Comment', description: 'Plain text.', minLength: 1, maxLength: 2_000 }),
    toCustomer: Type.Optional(Type.Boolean({ title: 'For the shopper', description: 'Shown in the account. Default: for staff only.' })),
    status: Type.Optional(
      Type.String({
        title: 'Status',
        description: 'New status of the order, such as picking: one that belongs to its state.',
        pattern: '^[a-z][a-z0-9_]{0,31}$',
      }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({ created: Type.Boolean({ title: 'Written now', description: 'False: it stood there already.' }) })

export const addOrderComment = {
  id: 'add-order-comment',
  label: 'Comment on an order',
  description: 'Writes a comment for staff or for the shopper. The same text is written once on an order.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { created: true },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`comment ${identityOf(context.config)} ${wanted.orderId}`, () => commentOnce(wanted, context))
  },
} as const satisfies Action

async function commentOnce(wanted: Static<typeof Input>, context: ActionContext): Promise<Static<typeof Output>> {
  const { orderId, comment, toCustomer = false, status } = wanted
  const path = `/orders/${orderId}/comments`
  // This list has no pages.
  const { items } = await read(context, path, Type.Object({ items: Type.Array(Comment) }))
  const isThere = items.some((known) => known.comment?.trim() === comment.trim() && (known.is_visible_on_front === 1) === toCustomer)
  if (isThere) return { created: false }
  const statusHistory = {
    comment,
    parent_id: Number(orderId),
    is_customer_notified: 0,
    is_visible_on_front: toCustomer ? 1 : 0,
    ...(status !== undefined && { status }),
  }
  await write(context, 'POST', path, Type.Literal(true), { statusHistory })
  return { created: true }
}
