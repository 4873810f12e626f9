// Writes a note on an order, once: the notes that are there are looked through first.
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { read, write } from '../client.ts'
import { Note } from '../schemas/order.ts'
import { OrderId } from './order-id.ts'

const Input = Type.Object(
  {
    orderId: OrderId,
    note: Type.String({ title: 'Note', description: 'Plain text, such as "Shipped with DHL, 00340…".', minLength: 1, maxLength: 2_000 }),
    toCustomer: Type.Optional(Type.Boolean({ title: 'For the shopper', description: 'Sends it by e-mail too. Default: for staff only.' })),
  },
  { additionalProperties: false },
)
const Output = Type.Object({ noteId: Type.String({ title: 'Note id' }) })

export const addOrderNote = {
  id: 'add-order-note',
  label: 'Add a note to an order',
  description: 'Writes a note for staff or for the shopper. The same text is written once on an order.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: { noteId: '281' },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    return await oneAtATime(`note ${identityOf(context.config)} ${wanted.orderId}`, () => noteOnce(wanted, context))
  },
} as const satisfies Action

async function noteOnce(
  { orderId, note, toCustomer = false }: Static<typeof Input>,
  context: ActionContext,
): Promise<Static<typeof Output>> {
  const path = `/orders/${orderId}/notes`
  // This list has no pages.
  const notes = await read(context, path, Type.Array(Note))
  const same = notes.find((known) => known.note.trim() === note.trim() && known.customer_note === toCustomer)
  const written = same ?? (await write(context, 'POST', path, Note, { note, customer_note: toCustomer }))
  return { noteId: String(written.id) }
}
