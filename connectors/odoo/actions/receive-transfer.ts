// Takes in what a store counted of a transfer between warehouses, and says what differs from what was sent. How many arrived altogether is said, not
// how many more, and what was taken in stands on the receipt: so a repetition finds nothing left to do.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf, readConfig } from '../auth.ts'
import { resolveName } from '../catalogue.ts'
import { textOf, type OdooRow } from '../client.ts'
import { DecimalText } from '../decimals.ts'
import { RECEIVED_TRANSFER_FIELDS } from '../retail.ts'
import { quantityText } from '../stock.ts'
import { mustFindDispatch } from '../store-transfer.ts'
import { bookDifferences, cancelOpen, isAllOfIt } from '../transfer-difference.ts'
import { amountOf, readTransfer, sumBySku, takeIn, type Quantities } from '../transfer-receipt.ts'

const Input = speaking(
  'transfer',
  Type.Object(
    {
      number: Type.String({
        title: 'Transfer',
        description: 'Number of the transfer out of the warehouse, such as WH/OUT/00012.',
        minLength: 1,
        maxLength: 120,
      }),
      lines: Type.Array(
        Type.Object(
          {
            sku: Type.String({ title: 'SKU', description: 'Internal Reference.', minLength: 1, maxLength: 120 }),
            quantity: DecimalText('Received', 'That the store counted, altogether. What was sent and is not named here did not arrive.'),
          },
          { additionalProperties: false },
        ),
        { title: 'Lines', minItems: 1, maxItems: 2_000 },
      ),
      differences: Type.Optional(
        Type.Unsafe<'keep' | 'book'>(
          Type.Union(
            [Type.Literal('keep', { title: 'Leave it in transit for a person' }), Type.Literal('book', { title: 'Book it to a location' })],
            {
              title: 'What was received and sent differently',
              description: 'keep: what is missing stays on a backorder of the receipt. book: it goes to the location for differences.',
              default: 'keep',
            },
          ),
        ),
      ),
      differenceLocation: Type.Optional(
        Type.String({
          title: 'Location for differences',
          description: 'Full name, such as Virtual Locations/Inventory adjustment. Needed where differences are booked.',
          maxLength: 200,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  RECEIVED_TRANSFER_FIELDS,
)
type Input = Static<typeof Input>

const text = (title: string, description: string) => Type.String({ title, description })
const Output = Type.Object({
  number: text('Transfer', 'As given.'),
  receipts: Type.Array(Type.String(), { title: 'Receipts', description: 'That the goods were taken in with, such as SHOP/IN/00013.' }),
  differences: Type.Array(
    Type.Object({
      sku: Type.String({ title: 'SKU' }),
      kind: text('Kind', '`missing`, `surplus`, or `not-sent` for what is not in the transfer at all and was not taken in.'),
      sent: text('Sent', 'Decimal text.'),
      received: text('Received', 'Decimal text.'),
      booked: Type.Boolean({ title: 'Booked', description: 'False: a person decides.' }),
    }),
    { title: 'Differences', description: 'Empty where all that was sent arrived, and nothing else.' },
  ),
  bookedWith: Type.Array(Type.String(), { title: 'Booked with', description: 'Transfers of the differences, such as SHOP/INT/00014.' }),
})
type Output = Static<typeof Output>

export const receiveTransfer = {
  id: 'receive-transfer',
  label: 'Receive a store transfer',
  description:
    'Validates the receipt of a transfer between warehouses with what the store counted. What differs from what was sent is told, and booked where that is wanted.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: Output,
  example: {
    number: 'WH/OUT/00012',
    receipts: ['SHOP/IN/00013'],
    differences: [{ sku: 'HF-TOTE', kind: 'missing', sent: '6', received: '5', booked: true }],
    bookedWith: ['SHOP/INT/00014'],
  },
  run(input, context) {
    const given = input as Input
    return oneAtATime(`stock.picking transfer ${identityOf(readConfig(context.config))} ${given.number}`, () => receive(given, context))
  },
} as const satisfies Action

async function receive({ number, lines, differences = 'keep', differenceLocation }: Input, context: ActionContext): Promise<Output> {
  const place = differences === 'book' ? await needPlace(context, differenceLocation) : undefined
  const dispatch = await mustFindDispatch(context, number)
  const counted = sumBySku(lines.map(({ sku, quantity }) => ({ sku, quantity })))
  const before = await readTransfer(context, dispatch)
  await takeIn(context, dispatch, before, missingOf(counted, before.sent, before.taken, number))
  const after = await readTransfer(context, dispatch)

  const differing = differencesOf(counted, after.sent)
  const bookable = new Map([...differing].filter(([sku]) => after.sent.has(sku)))
  const [receipt] = after.receipts
  const books = place !== undefined && receipt !== undefined && bookable.size > 0 && isAllOfIt(after)
  const bookedWith = books ? await bookDifferences(context, { dispatch, receipt, place, differences: bookable }) : []
  if (books) await cancelOpen(context, after)
  return {
    number,
    receipts: after.takenWith.map((row) => textOf(row['name']) ?? ''),
    differences: [...differing].map(([sku, difference]) => ({
      sku,
      kind: !after.sent.has(sku) ? 'not-sent' : difference.isNegative() ? 'missing' : 'surplus',
      sent: quantityText(amountOf(after.sent, sku)),
      received: quantityText(amountOf(counted, sku)),
      booked: books && bookable.has(sku),
    })),
    bookedWith: [...bookedWith],
  }
}

async function needPlace(context: ActionContext, name: string | undefined): Promise<OdooRow> {
  const place = await resolveName(context, 'location', name, '/differenceLocation')
  if (place) return place
  throw new AppError('action-input-invalid', {
    message: 'Differences are to be booked, and no location for them is given.',
    issues: [{ path: '/differenceLocation', code: 'required', message: 'Name a location.' }],
  })
}

/** Less what was taken in already, of what was sent. Throws `vendor-rejected` where that is more. */
function missingOf(counted: Quantities, sent: Quantities, taken: Quantities, number: string): Quantities {
  const more = new Map([...sent.keys()].map((sku) => [sku, amountOf(counted, sku).minus(amountOf(taken, sku))]))
  const fewer = [...more].filter(([, quantity]) => quantity.isNegative()).map(([sku]) => sku)
  if (fewer.length === 0) return more
  throw new AppError('vendor-rejected', {
    message: say`More of ${fewer.join(', ')} was taken in for ${number} already than the store counted now.`,
    fix: 'Count the goods again, and move what is too many in Odoo by hand; then discard this.',
  })
}

/** Received less sent, where that is not nothing. */
function differencesOf(counted: Quantities, sent: Quantities): Quantities {
  const skus = new Set([...sent.keys(), ...counted.keys()])
  return new Map([...skus].map((sku) => [sku, amountOf(counted, sku).minus(amountOf(sent, sku))] as const).filter(([, n]) => !n.isZero()))
}
