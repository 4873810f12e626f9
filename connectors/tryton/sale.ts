// Sales in Tryton (`sale.sale`): the values to create one from, and one as flows see it.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { identityOf } from './auth.ts'
import { resolveName, resolveNames } from './catalogue.ts'
import type { Tryton } from './client.ts'
import { addressId, findOrCreateParty, findParty } from './party.ts'
import type { SaleInput, SaleOutput } from './sale-input.ts'
import { listOf, related, textOf, toDate, toDecimal, type TrytonRow } from './values.ts'

const FIELDS = [
  'number',
  'reference',
  'state',
  'party.name',
  'currency.code',
  'untaxed_amount',
  'tax_amount',
  'total_amount',
  'shipment_state',
  'invoice_state',
]

/** The oldest sale with this reference. */
export async function findSale(tryton: Tryton, reference: string): Promise<TrytonRow | undefined> {
  const domain = [
    ['reference', '=', reference],
    ['company', '=', tryton.company],
  ]
  return (await tryton.search('sale.sale', domain, { fields: FIELDS, limit: 1 }))[0]
}

export async function readSale(tryton: Tryton, id: number): Promise<TrytonRow> {
  const [row] = await tryton.search('sale.sale', [['id', '=', id]], { fields: FIELDS, limit: 1 })
  if (!row) throw new AppError('vendor-answer-invalid', { message: say`Tryton does not find the sale ${id} that it has just made.` })
  return row
}

export const toOutput = (row: TrytonRow): SaleOutput => ({
  id: row.id,
  number: textOf(row['number']) || null,
  reference: textOf(row['reference']),
  state: textOf(row['state']),
  party: textOf(related(row, 'party')['name']),
  currency: textOf(related(row, 'currency')['code']),
  untaxedAmount: textOf(row['untaxed_amount']),
  taxAmount: textOf(row['tax_amount']),
  totalAmount: textOf(row['total_amount']),
  shipmentState: textOf(row['shipment_state']),
  invoiceState: textOf(row['invoice_state']),
})

/** Everything the input names, found; as the values of `sale.sale`. */
export async function saleValues(
  tryton: Tryton,
  config: Readonly<Record<string, unknown>>,
  input: SaleInput,
): Promise<Readonly<Record<string, unknown>>> {
  const { createMissing, ...customer } = input.customer
  const party = createMissing === true ? await findOrCreateParty(tryton, identityOf(config), customer) : await findParty(tryton, customer)
  if (!party) {
    throw new AppError('vendor-rejected', {
      message: say`Nobody in Tryton has the e-mail address ${customer.email ?? ''}.`,
      fix: 'Make the party in Tryton, let the flow make missing customers, or give the code of a default customer; then replay.',
      issues: [{ path: '/customer/email', code: 'not-in-tryton', message: 'Nobody has this e-mail address.' }],
    })
  }
  const address = await addressId(tryton, party, customer)
  const product = await resolveNames(
    tryton,
    'product',
    input.lines.flatMap(({ sku }, index) => (sku ? [{ name: sku, path: `/lines/${index}/sku` }] : [])),
  )
  const tax = await resolveNames(
    tryton,
    'tax',
    input.lines.flatMap(({ taxes = [] }, index) => taxes.map((name, at) => ({ name, path: `/lines/${index}/taxes/${at}` }))),
  )
  const currency = (await resolveName(tryton, 'currency', input.currency, '/currency')) ?? (await companyCurrency(tryton))
  const warehouse = await resolveName(tryton, 'warehouse', input.warehouse, '/warehouse')
  const term = await resolveName(tryton, 'payment-term', input.paymentTerm, '/paymentTerm')
  const lines = input.lines.map((line, index) => {
    if (!line.sku && !line.description) {
      throw new AppError('action-input-invalid', {
        message: say`Line ${index + 1} has neither a product nor a description.`,
        issues: [{ path: `/lines/${index}/sku`, code: 'required', message: 'Give a product code or a description.' }],
      })
    }
    const row = line.sku ? product(line.sku) : undefined
    const taxes = line.taxes ? line.taxes.map((name) => tax(name).id) : row ? categoryTaxes(row) : []
    return {
      type: 'line',
      ...(row && { product: row.id, unit: row['sale_uom'] ?? row['default_uom'] }),
      ...(line.description && { description: line.description }),
      // Quantities are floats in Tryton, prices are decimals.
      quantity: Number(line.quantity),
      unit_price: toDecimal(line.unitPrice),
      taxes: [['add', taxes]],
    }
  })
  return {
    party: party.id,
    company: tryton.company,
    currency,
    reference: input.reference,
    invoice_address: address,
    shipment_address: address,
    invoice_method: 'order',
    shipment_method: 'order',
    ...(input.date && { sale_date: toDate(input.date) }),
    ...(warehouse !== undefined && { warehouse }),
    ...(term !== undefined && { payment_term: term }),
    ...(input.note && { comment: input.note }),
    lines: [['create', lines]],
  }
}

/** Over this API nobody fills in what the client would: the taxes of the product's category are ours to give. */
function categoryTaxes(product: TrytonRow): readonly number[] {
  const category = related(product, 'template')['account_category.']
  return typeof category === 'object' && category !== null && !Array.isArray(category) ? listOf(category['customer_taxes_used']) : []
}

async function companyCurrency(tryton: Tryton): Promise<number> {
  const [row] = await tryton.search('company.company', [['id', '=', tryton.company]], { fields: ['currency'], limit: 1 })
  const currency = row?.['currency']
  if (typeof currency === 'number') return currency
  throw new AppError('vendor-answer-invalid', { message: 'Tryton does not say which currency the company has.' })
}
