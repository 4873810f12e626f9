// A supplier's invoice or credit note against its purchase order: compared with it, entered once as a draft, compared with what Odoo computes.
import { Decimal } from 'decimal.js'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ActionContext } from '#connectors/kit/contract.ts'
import type { VendorBillInput, VendorBillOutput } from './actions/create-vendor-bill.ts'
import { resolveNames } from './catalogue.ts'
import { create, idOf, nameOf, readOne, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { fromWire, toWire } from './decimals.ts'
import { matchLines, mustFindPurchaseOrder, readPurchaseLines, readSupplierSkus } from './purchase-order.ts'

/** With its order, whoever told it. */
type Ordered = VendorBillInput & { readonly number: string }
type Matched = ReturnType<typeof matchLines<VendorBillInput['lines'][number]>>

const FIELDS = ['ref', 'state', 'currency_id', 'amount_untaxed', 'amount_tax', 'amount_total']
const MOVE = { invoice: 'in_invoice', 'credit-note': 'in_refund' } as const
const WORDS = { invoice: 'invoice', 'credit-note': 'credit note' } as const

/** The order of the invoice that a credit note names. Throws `vendor-rejected` where Odoo has no such bill, or those of several suppliers. */
export async function orderOfCredited(context: ActionContext, { reference, invoiceReference, kind }: VendorBillInput): Promise<string> {
  if (kind !== 'credit-note' || invoiceReference === undefined || invoiceReference === '') {
    throw new AppError('action-input-invalid', {
      message: 'Say which purchase order is invoiced, or which invoice a credit note is for.',
      issues: [{ path: '/number', code: 'required', message: 'Give the number of the purchase order.' }],
    })
  }
  const domain: Domain = [
    ['ref', '=', invoiceReference],
    ['move_type', '=', 'in_invoice'],
  ]
  const [bill, another] = await searchRead(context, 'account.move', domain, { fields: ['invoice_origin'], limit: 2 })
  const number = textOf(bill?.['invoice_origin'])
  if (number !== undefined && !another) return number
  throw new AppError('vendor-rejected', {
    message: another
      ? say`The credit note ${reference} is for ${invoiceReference}, and several bills in Odoo have this number.`
      : say`The credit note ${reference} is for ${invoiceReference}, and Odoo has no bill of an order with this number.`,
    fix: 'Enter the invoice first, then replay; or make the credit note in Odoo and discard this.',
  })
}

/** Throws `vendor-rejected` where it is of another supplier, in another currency, or does not go with the order. */
export async function enterVendorBill(input: Ordered, context: ActionContext): Promise<VendorBillOutput> {
  const { number, reference, date, dueDate, kind = 'invoice' } = input
  const order = await mustFindPurchaseOrder(context, number)
  const partnerId = idOf(order['partner_id']) ?? 0
  await refuseOthers(context, input, order, partnerId)
  const [found] = await findBills(context, MOVE[kind], partnerId, reference)
  if (found) return compared(found, input, false)
  const lines = (await readPurchaseLines(context, [order.id])).get(order.id) ?? []
  const matched = matchLines(number, lines, input.lines, await readSupplierSkus(context, order, lines, input.lines))
  refuseDifferences(input, matched)
  const company = idOf(order['company_id'])
  const charges = await chargeValues(context, input, company)
  const credited = input.invoiceReference === undefined ? [] : await findBills(context, 'in_invoice', partnerId, input.invoiceReference)
  const id = await create(context, 'account.move', {
    move_type: MOVE[kind],
    ref: reference,
    partner_id: partnerId,
    invoice_origin: number,
    currency_id: idOf(order['currency_id']),
    ...(company !== undefined && { company_id: company }),
    ...(date !== undefined && { invoice_date: date }),
    ...(dueDate !== undefined && { invoice_date_due: dueDate }),
    ...(kind === 'credit-note' && credited[0] && { reversed_entry_id: credited[0].id }),
    invoice_line_ids: [
      ...matched.map(({ line, given }) => ({
        product_id: line.productId,
        name: line.name,
        purchase_line_id: line.id,
        quantity: toWire(given.quantity),
        price_unit: toWire(given.unitPrice),
        tax_ids: [[6, 0, line.taxIds]],
      })),
      ...charges,
    ].map((values) => [0, 0, values]),
  })
  return compared(await readOne(context, 'account.move', id, FIELDS), input, true)
}

const findBills = (context: ActionContext, type: 'in_invoice' | 'in_refund', partnerId: number, reference: string) =>
  searchRead(
    context,
    'account.move',
    [
      ['ref', '=', reference],
      ['move_type', '=', type],
      ['partner_id', '=', partnerId],
    ],
    { fields: FIELDS, limit: 1 },
  )

/** An invoice that names somebody else's order, or is in another currency than the order. */
async function refuseOthers(
  context: ActionContext,
  { number, reference, supplierVat, currency }: Ordered,
  order: OdooRow,
  partnerId: number,
): Promise<void> {
  const ordered = nameOf(order['currency_id'])
  if (currency !== undefined && ordered !== undefined && currency !== ordered) {
    throw new AppError('vendor-rejected', {
      message: say`${reference} is in ${currency}, and the order ${number} is in ${ordered}.`,
      fix: 'Ask the supplier for one in the currency of the order, or make the bill in Odoo; then discard this.',
    })
  }
  if (supplierVat === undefined || supplierVat === '') return
  const partner = await readOne(context, 'res.partner', partnerId, ['name', 'vat'])
  const known = textOf(partner['vat'])
  if (known === undefined || plain(known) === plain(supplierVat)) return
  throw new AppError('vendor-rejected', {
    message: say`${reference} is of a supplier with the VAT number ${supplierVat}, and the order ${number} is with ${textOf(partner['name']) ?? ''}, whose number is ${known}.`,
    fix: 'Ask the supplier which order is meant; or correct the VAT number in Odoo, then replay.',
  })
}

const plain = (vat: string) => vat.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

async function chargeValues(context: ActionContext, { charges = [] }: VendorBillInput, company: number | undefined) {
  const product = await resolveNames(
    context,
    'product',
    charges.map(({ sku }, index) => ({ name: sku, path: `/charges/${index}/sku` })),
    company,
  )
  // Without taxes of their own Odoo takes those of the product.
  return charges.map(({ sku, description, amount }) => ({
    product_id: product(sku).id,
    ...(description !== undefined && description !== '' && { name: description }),
    quantity: 1,
    price_unit: toWire(amount),
  }))
}

function refuseDifferences(input: Ordered, matched: Matched): void {
  const { kind = 'invoice' } = input
  const issues: Issue[] = []
  const counted = new Map<number, Decimal>()
  let off = new Decimal(0)
  for (const { line, given, path } of matched) {
    const total = (counted.get(line.id) ?? new Decimal(0)).plus(given.quantity)
    counted.set(line.id, total)
    const message = kind === 'invoice' ? tooMany(input, line, total) : tooManyBack(line, total)
    if (message !== undefined) issues.push({ path, code: 'quantity-differs', message })
    const difference = new Decimal(given.unitPrice).minus(line.price).times(given.quantity)
    off = off.plus(difference.abs())
    if (off.gt(input.tolerance ?? 0) && !difference.isZero()) {
      const invoiced = new Decimal(given.unitPrice).toFixed()
      issues.push({
        path,
        code: 'price-differs',
        message: `${line.sku} is ${kind === 'invoice' ? 'invoiced' : 'credited'} at ${invoiced}, and ordered at ${line.price.toFixed()}.`,
      })
    }
  }
  if (issues.length === 0) return
  throw new AppError('vendor-rejected', {
    message: `The ${WORDS[kind]} ${input.reference} does not go with ${input.number}. ${issues.map(({ message }) => message).join(' ')}`,
    fix: 'Ask the supplier. Correct the order, receive the goods or make the bill in Odoo; then replay, or discard this.',
    issues,
  })
}

function tooMany(
  { quantities, quantityTolerance = 0 }: VendorBillInput,
  line: Matched[number]['line'],
  total: Decimal,
): string | undefined {
  const limit = quantities === 'ordered' ? 'ordered' : 'received'
  const invoiced = line.billed.plus(total)
  if (invoiced.lte(line[limit].times(new Decimal(100).plus(quantityTolerance)).dividedBy(100))) return undefined
  return `${invoiced.toFixed()} of ${line.sku} are invoiced in all, and ${line[limit].toFixed()} were ${limit}.`
}

const tooManyBack = (line: Matched[number]['line'], total: Decimal): string | undefined =>
  total.lte(line.billed) ? undefined : `${total.toFixed()} of ${line.sku} are credited, and ${line.billed.toFixed()} were invoiced.`

/** Throws `vendor-rejected` where what Odoo computes, or has under this number, is not what the supplier wrote. */
function compared(row: OdooRow, input: Ordered, created: boolean): VendorBillOutput {
  const { total, tax, net, tolerance = 0, reference, number } = input
  const currency = nameOf(row['currency_id']) ?? ''
  const amounts = [
    { what: say`in all`, field: 'amount_total', given: total },
    { what: say`without tax`, field: 'amount_untaxed', given: net },
    { what: say`tax`, field: 'amount_tax', given: tax },
  ]
  for (const { what, field, given } of amounts) {
    const computed = fromWire(row[field], currency)
    if (given === undefined || new Decimal(computed).minus(given).abs().lte(tolerance)) continue
    const details = { computed, invoiced: String(given) }
    if (created || textOf(row['state']) === 'draft') {
      throw new AppError('vendor-rejected', {
        message: say`${reference} for ${number} is for ${String(given)} ${currency} ${what}, and its draft in Odoo for ${computed} ${currency}.`,
        fix: 'Look for charges and taxes that the order does not have. Correct the draft in Odoo, then replay; or delete it and discard this.',
        details,
      })
    }
    throw new AppError('vendor-rejected', {
      message: say`Odoo has another ${reference} of this supplier: it is for ${computed} ${currency} ${what}, and this one for ${String(given)} ${currency}.`,
      fix: 'Ask the supplier: a number is used once. Correct the one in Odoo and replay, or discard this.',
      details,
    })
  }
  return {
    id: row.id,
    reference,
    state: textOf(row['state']) ?? '',
    created,
    currency,
    amountTotal: fromWire(row['amount_total'], currency),
  }
}
