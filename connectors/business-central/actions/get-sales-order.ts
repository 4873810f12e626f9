// A sales order by its external document number, with what was shipped and invoiced of each line.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { quoted } from '#connectors/kit/odata/filter.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { find } from '../client.ts'
import { ExternalDocument, ExternalNumber, FoundDocument, KINDS, SALES_DOCUMENT, toSalesDocument } from '../documents.ts'
import { reads, withOwn } from '../own-fields.ts'
import { decimalText } from '../values.ts'

const Input = Type.Object({ externalNumber: ExternalNumber }, { additionalProperties: false })
const { set, lines } = KINDS.order

const ExternalOrder = Type.Object({
  ...ExternalDocument.properties,
  fullyShipped: Type.Boolean(),
  [lines]: Type.Array(
    Type.Object({
      id: Type.String(),
      lineObjectNumber: Type.String(),
      description: Type.String(),
      quantity: Type.Number(),
      shippedQuantity: Type.Number(),
      invoicedQuantity: Type.Number(),
    }),
  ),
})

const Line = Type.Object({
  item: Type.String({ title: 'Item', description: 'Or account' }),
  description: Type.String({ title: 'Description' }),
  quantity: Type.String({ title: 'Quantity' }),
  shipped: Type.String({ title: 'Shipped' }),
  invoiced: Type.String({ title: 'Invoiced' }),
  fields: SystemFieldsRead,
})

const Output = Type.Object({
  ...FoundDocument.properties,
  fullyShipped: Type.Boolean({ title: 'Shipped completely' }),
  lines: Type.Array(Line, { title: 'Lines' }),
})

export const getSalesOrder = {
  id: 'get-sales-order',
  label: 'Get a sales order',
  description: 'Finds an order by its external document number. One that was shipped and invoiced completely is gone.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    ...SALES_DOCUMENT,
    fullyShipped: false,
    lines: [{ item: 'HF-1010', description: 'Harbour mug, navy', quantity: '2', shipped: '1', invoiced: '0' }],
  },
  discover: reads({ fields: set, 'lines.fields': lines }),
  async run(input, context): Promise<Static<typeof Output>> {
    const { externalNumber } = parseInput(Input, input)
    const found = await find(context, set, ExternalOrder, `externalDocumentNumber eq ${quoted(externalNumber)}`, { expand: lines })
    if (!found) throw new AppError('vendor-rejected', { message: say`Business Central has no sales order ${externalNumber}.` })
    const [order = toSalesDocument(found)] = await withOwn(context, set, [toSalesDocument(found)])
    const ofLines = await withOwn(context, lines, found[lines])
    return {
      ...order,
      fullyShipped: found.fullyShipped,
      lines: ofLines.map((line) => ({
        item: line.lineObjectNumber,
        description: line.description,
        quantity: decimalText(line.quantity),
        shipped: decimalText(line.shippedQuantity),
        invoiced: decimalText(line.invoicedQuantity),
        ...(line.fields && { fields: line.fields }),
      })),
    }
  },
} as const satisfies Action
