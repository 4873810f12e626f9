// Creates a sale once: looks for the reference first, because Tryton itself does not keep references unique.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { openTryton, type Tryton } from '../client.ts'
import { SALE_EXAMPLE, SaleInput, SaleOutput } from '../sale-input.ts'
import { findSale, readSale, saleValues, toOutput } from '../sale.ts'
import { textOf, type TrytonRow } from '../values.ts'

export const createSale = {
  id: 'create-sale',
  label: 'Create sale',
  description:
    'Creates a sale and takes it on to its shipment and invoice. Sending the same reference again gives the sale that is there already.',
  effect: 'write',
  safety: 'look-up-first',
  input: SaleInput,
  output: SaleOutput,
  example: SALE_EXAMPLE,
  async run(input, context) {
    const sale = parseInput(SaleInput, input)
    return await oneAtATime(`sale ${identityOf(context.config)} ${sale.reference}`, () => createOnce(sale, context))
  },
} as const satisfies Action

async function createOnce(sale: SaleInput, context: ActionContext): Promise<SaleOutput> {
  const tryton = await openTryton(context)
  const found = await findSale(tryton, sale.reference)
  const row = found ?? (await readSale(tryton, await tryton.create('sale.sale', await saleValues(tryton, context.config, sale))))
  if (textOf(row['state']) === 'draft') checkTotal(sale, row)
  return toOutput(await takeOn(tryton, row, sale.until ?? 'processing'))
}

/** From each state the button that leads to the next one. */
const STEPS = [
  ['draft', 'quote', 'quotation'],
  ['quotation', 'confirm', 'confirmed'],
  ['confirmed', 'process', 'processing'],
] as const

/** A sale that somebody has taken further, or cancelled, stays as it is. */
async function takeOn(tryton: Tryton, row: TrytonRow, until: NonNullable<SaleInput['until']>): Promise<TrytonRow> {
  let state = textOf(row['state'])
  let pressed = false
  for (const [from, button, to] of STEPS) {
    if (state === until) break
    if (state !== from) continue
    await tryton.press('sale.sale', button, row.id)
    state = to
    pressed = true
  }
  return pressed ? await readSale(tryton, row.id) : row
}

function checkTotal({ expectedTotal, tolerance = '0' }: SaleInput, row: TrytonRow): void {
  if (expectedTotal === undefined) return
  const { totalAmount, currency, id } = toOutput(row)
  if (new Decimal(expectedTotal).minus(totalAmount).abs().lte(tolerance)) return
  throw new AppError('vendor-rejected', {
    message: say`Tryton computes a total of ${totalAmount} ${currency}, and the order says ${expectedTotal}. The sale ${id} stays a draft.`,
    fix: 'Compare prices and taxes with the sale in Tryton. Correct it there, or delete it and correct the mapping; then replay.',
    details: { sale: id, computed: totalAmount, expected: String(expectedTotal) },
  })
}
