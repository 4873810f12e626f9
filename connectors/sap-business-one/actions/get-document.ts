// Finds an order, delivery, invoice, return or credit memo by its reference, with its lines and what of them is open.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { entityPath } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { findDocument, FoundDocument, KINDS, SALES_DOCUMENT, toSalesDocument, type KindName } from '../documents.ts'
import { reads, withOwnFields } from '../user-fields.ts'
import { decimalText, Figure, MaybeText, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { DOCUMENT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    document: Type.Unsafe<KindName>(
      Type.Union(
        Object.entries(KINDS).map(([id, { name }]) => Type.Literal(id, { title: name })),
        { title: 'Kind' },
      ),
    ),
    reference: Text('Reference', 'As it was given when the document was made.', 100),
    customer: Type.Optional(
      Text('Customer', 'Code of the business partner. Tells documents apart where references stand in the field of customers.', 15),
    ),
  },
  { additionalProperties: false },
)

const Lines = Type.Object({
  DocumentLines: Type.Array(
    Type.Object({
      ItemCode: MaybeText,
      ItemDescription: MaybeText,
      Quantity: Figure,
      RemainingOpenQuantity: Figure,
      WarehouseCode: MaybeText,
      LineStatus: MaybeText,
    }),
  ),
})
const Output = Type.Object({
  ...FoundDocument.properties,
  lines: Type.Array(
    Type.Object({
      item: Type.String({ title: 'Item' }),
      description: Type.String({ title: 'Description' }),
      quantity: Type.String({ title: 'Quantity' }),
      open: Type.String({ title: 'Open', description: 'Not taken by a following document' }),
      warehouse: Type.String({ title: 'Warehouse' }),
    }),
    { title: 'Lines' },
  ),
})

export const getDocument = {
  id: 'get-document',
  label: 'Get a sales document',
  description: 'Finds an order, delivery, invoice, return or credit memo by its reference, with its lines and what of them is open.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: speaking('order', Output, DOCUMENT_FIELDS),
  example: {
    ...SALES_DOCUMENT,
    lines: [{ item: 'HF-1010', description: 'Harbour mug, navy', quantity: '2', open: '1', warehouse: 'WH1' }],
  },
  discover: reads({ fields: 'document' }),
  async run(input, context): Promise<Static<typeof Output>> {
    const { document: name, reference, customer } = parseInput(Input, input)
    const kind = KINDS[name]
    const { found, fields } = await withOwnFields(context, 'document', async ({ names, valuesOf }) => {
      const document = await findDocument(context, kind, { reference, customer }, names)
      return { found: document, fields: document && valuesOf(document) }
    })
    if (!found) throw new AppError('vendor-rejected', { message: say`SAP Business One has no ${kind.name} ${reference}.` })
    const { DocumentLines } = await read(context, entityPath(kind.set, found.DocEntry), Lines, { $select: 'DocumentLines' })
    return {
      ...toSalesDocument(found, context),
      ...fields,
      lines: DocumentLines.map((line) => ({
        item: line.ItemCode ?? '',
        description: line.ItemDescription ?? '',
        quantity: decimalText(line.Quantity),
        open: decimalText(line.LineStatus === 'bost_Close' ? 0 : line.RemainingOpenQuantity),
        warehouse: line.WarehouseCode ?? '',
      })),
    }
  },
} as const satisfies Action
