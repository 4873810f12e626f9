// Shipments, invoices and credit memos are made once: each carries our key in a comment for staff, and those of the order are looked through
// for it first.
import { Type, type Static } from 'typebox'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf } from './auth.ts'
import { searchAll, write } from './client.ts'
import { SalesDocument } from './schemas.ts'

export const MadeOnce = Type.Object({
  id: Type.String({ title: 'Id', description: 'Of what was made.' }),
  created: Type.Boolean({ title: 'Made now', description: 'False: an earlier try had made it.' }),
})

interface Wanted {
  readonly orderId: string
  /** Where the order's documents of this kind are searched. */
  readonly list: '/shipments' | '/invoices' | '/creditmemos'
  readonly verb: 'ship' | 'invoice' | 'refund'
  readonly note: string | undefined
  readonly body: Readonly<Record<string, unknown>>
}

export async function documentOnce(context: ActionContext, wanted: Wanted): Promise<Static<typeof MadeOnce>> {
  return await oneAtATime(`${wanted.verb} ${identityOf(context.config)} ${wanted.orderId}`, () => lookThenMake(context, wanted))
}

async function lookThenMake(context: ActionContext, { orderId, list, verb, note, body }: Wanted): Promise<Static<typeof MadeOnce>> {
  const mark = `[Tillflow ${context.idempotencyKey}]`
  const documents = await searchAll(context, list, SalesDocument, { field: 'order_id', value: orderId, condition: 'eq' })
  const known = documents.find(({ comments = [] }) => comments.some(({ comment }) => comment?.includes(mark)))
  if (known) return { id: String(known.entity_id), created: false }
  const comment = { comment: note === undefined ? mark : `${note} ${mark}`, is_visible_on_front: 0 }
  const id = await write(context, 'POST', `/order/${orderId}/${verb}`, DocumentId, { ...body, comment })
  return { id: String(id), created: true }
}

/** A number by the description, often text in fact. */
const DocumentId = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[0-9]+$' })])
