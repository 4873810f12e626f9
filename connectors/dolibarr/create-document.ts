// Makes an order or invoice, unless there is one of its reference, and validates it where that is wanted.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { identityOf } from './auth.ts'
import { create, press } from './client.ts'
import {
  bodyLines,
  DraftLine,
  findDocument,
  idByRef,
  isOfKind,
  readDocument,
  statusOf,
  toSalesDocument,
  type Kind,
  type SalesDocument,
} from './documents.ts'
import { Day, momentOf, RecordId, Reference, textOf } from './values.ts'

export const HEAD = {
  reference: Reference('Reference', 'Your own number, such as HF-1001. A document of this reference is not made a second time.'),
  thirdParty: RecordId('Third party', 'Id of the customer in Dolibarr.'),
  customerReference: Type.Optional(Reference("Customer's reference", 'Shown to the customer, such as #1001.')),
  date: Day('Date', 'Of the document.'),
  validate: Type.Optional(Type.Boolean({ title: 'Validate', description: 'Gives it a number and its effect on stock. Default: yes.' })),
  warehouse: Type.Optional(
    Reference('Warehouse', 'Ref of the warehouse whose stock changes, where Dolibarr changes stock when such documents are validated.'),
  ),
}
export const DraftLines = Type.Array(DraftLine, { title: 'Lines', description: 'Products and texts.', minItems: 1, maxItems: 300 })

export const DocumentInput = Type.Object({ ...HEAD, lines: DraftLines, fields: SystemFields }, { additionalProperties: false })
type Head = Omit<Static<typeof DocumentInput>, 'lines' | 'fields'>

/** `body`: lines and what else the kind needs; asked for only where the document is made. */
export async function createDocument(
  context: ActionContext,
  kind: Kind,
  head: Head,
  body: () => Promise<object>,
): Promise<{ readonly document: SalesDocument; readonly created: boolean }> {
  const { reference, thirdParty, validate: isWanted = true } = head
  return await oneAtATime(JSON.stringify([identityOf(context.config), kind.path, reference]), async () => {
    const known = await findDocument(context, kind, reference)
    if (known && !isOfKind(kind, known))
      throw new AppError('vendor-rejected', {
        message: say`Reference ${reference} is taken by ${textOf(known.ref)}, which is no ${kind.name}.`,
        fix: 'Give credit notes references of their own, such as that of the refund.',
      })
    if (known && textOf(known.socid) !== thirdParty)
      throw new AppError('vendor-rejected', {
        message: say`Reference ${reference} is taken by ${kind.name} ${textOf(known.ref)}, of third party ${textOf(known.socid)} and not ${thirdParty}.`,
        fix: 'Give every source of documents references of its own, such as with the shop in front.',
      })
    const id = known ? String(known.id) : await create(context, kind.path, { ...headOf(context, head), ...(await body()) })
    const document = await readDocument(context, kind, id)
    if (!isWanted || statusOf(kind, document) !== 'draft') return { document: toSalesDocument(kind, document, context), created: !known }
    const warehouse = head.warehouse === undefined ? 0 : Number(await idByRef(context, 'warehouses', head.warehouse, 'warehouse'))
    await press(context, `${kind.path}/${id}/validate`, { idwarehouse: warehouse, notrigger: 0 })
    return { document: toSalesDocument(kind, await readDocument(context, kind, id), context), created: !known }
  })
}

const headOf = (context: ActionContext, { reference, thirdParty, customerReference, date }: Head): object => ({
  socid: Number(thirdParty),
  date: momentOf(date, context),
  ref_ext: reference,
  ...(customerReference !== undefined && { ref_client: customerReference }),
})

export const bodyOf = (context: ActionContext, lines: Static<typeof DraftLines>) => async (): Promise<object> => ({
  lines: await bodyLines(context, lines),
})
