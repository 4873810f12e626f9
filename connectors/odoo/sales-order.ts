// Sales orders in Odoo (`sale.order`): the values to create one from, and one as flows see it.
import type { CallContext } from '#connectors/kit/contract.ts'
import { AppError } from '#shared/errors.ts'
import { resolveName, resolveNames, type NamePlace } from './catalogue.ts'
import { fieldsAmong, idOf, nameOf, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { fromWire, toWire } from './decimals.ts'
import { describePartner, findOrCreatePartner, findPartner } from './partner.ts'
import type { SalesOrderInput, SalesOrderOutput } from './sales-order-input.ts'

const FIELDS = ['id', 'name', 'client_order_ref', 'state', 'partner_id', 'currency_id', 'amount_untaxed', 'amount_tax', 'amount_total']

/** The oldest order with this reference. */
export async function findSalesOrder(context: CallContext, reference: string, companyId?: number): Promise<OdooRow | undefined> {
  const domain: Domain = [
    ['client_order_ref', '=', reference],
    ...(companyId === undefined ? [] : [['company_id', '=', companyId] as const]),
  ]
  return (await searchRead(context, 'sale.order', domain, { fields: FIELDS, limit: 1 }))[0]
}

export async function readSalesOrder(context: CallContext, id: number): Promise<OdooRow> {
  const [row] = await searchRead(context, 'sale.order', [['id', '=', id]], { fields: FIELDS, limit: 1 })
  if (!row) throw new AppError('vendor-answer-invalid', { message: `Odoo does not find the order ${id} that it has just made.` })
  return row
}

export function toOutput(row: OdooRow, created: boolean): SalesOrderOutput {
  const currency = nameOf(row['currency_id']) ?? ''
  return {
    id: row.id,
    name: textOf(row['name']) ?? '',
    reference: textOf(row['client_order_ref']) ?? '',
    state: textOf(row['state']) ?? '',
    created,
    customerId: idOf(row['partner_id']) ?? 0,
    currency,
    amountUntaxed: fromWire(row['amount_untaxed'], currency),
    amountTax: fromWire(row['amount_tax'], currency),
    amountTotal: fromWire(row['amount_total'], currency),
  }
}

/** Everything the input names, found; as the values of `sale.order`. https://www.odoo.com/documentation/18.0/developer/reference/backend/orm.html#odoo.fields.Command */
export async function salesOrderValues(
  context: CallContext,
  input: SalesOrderInput,
  companyId: number | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const [partnerId, product, tax, warehouse, pricelist, journal, [taxField = 'tax_id']] = await Promise.all([
    customerId(context, input),
    resolveNames(
      context,
      'product',
      input.lines.map((line, index): NamePlace => ({ name: line.sku, path: `/lines/${index}/sku` })),
    ),
    resolveNames(
      context,
      'tax',
      input.lines.flatMap((line, index) =>
        (line.taxes ?? []).map((name, at): NamePlace => ({ name, path: `/lines/${index}/taxes/${at}` })),
      ),
    ),
    resolveName(context, 'warehouse', input.warehouse, '/warehouse'),
    resolveName(context, 'pricelist', input.currency, '/currency'),
    resolveNames(
      context,
      'journal',
      (input.payments ?? []).map(({ journal: name }, index) => ({ name, path: `/payments/${index}/journal` })),
    ),
    // Odoo 19 renamed it.
    fieldsAmong(context, 'sale.order.line', ['tax_ids', 'tax_id']),
  ])
  const lines = input.lines.map((line) => ({
    product_id: product(line.sku).id,
    ...(line.description !== undefined && line.description !== '' && { name: line.description }),
    product_uom_qty: toWire(line.quantity),
    price_unit: toWire(line.unitPrice),
    ...(line.discountPercent !== undefined && { discount: toWire(line.discountPercent) }),
    ...(line.taxes && { [taxField]: [[6, 0, line.taxes.map((name) => tax(name).id)]] }),
  }))
  const remarks = (input.payments ?? []).map((payment) => {
    const reference = payment.reference ? `, ${payment.reference}` : ''
    return {
      display_type: 'line_note',
      name: `Paid: ${textOf(journal(payment.journal)['name']) ?? payment.journal} ${payment.amount}${reference}`,
    }
  })
  return {
    client_order_ref: input.reference,
    partner_id: partnerId,
    ...(input.date !== undefined && input.date !== '' && { date_order: toOdooDate(input.date) }),
    ...(warehouse && { warehouse_id: warehouse.id }),
    ...(pricelist && { pricelist_id: pricelist.id }),
    ...(companyId !== undefined && { company_id: companyId }),
    ...(input.note !== undefined && { note: input.note }),
    ...(input.origin !== undefined && { origin: input.origin }),
    ...paymentReference(input),
    order_line: [...lines, ...remarks].map((values) => [0, 0, values]),
  }
}

async function customerId(context: CallContext, { customer }: SalesOrderInput): Promise<number> {
  const { createMissing, ...partner } = customer
  if (createMissing === true) return (await findOrCreatePartner(context, partner, false)).partner.id
  if (partner.id === undefined && partner.ref === undefined && partner.email === undefined) {
    throw new AppError('action-input-invalid', {
      message: 'The order has no customer: give an id, a reference or an e-mail address.',
      issues: [{ path: '/customer', code: 'required', message: 'Give an id, a reference or an e-mail address.' }],
    })
  }
  const found = await findPartner(context, partner)
  if (found) return found.id
  throw new AppError('vendor-rejected', {
    message: `Odoo has no customer with the ${describePartner(partner)}.`,
    fix: 'Make the contact in Odoo, let the flow create missing customers, or give a default customer; then replay.',
  })
}

/** `reference` of sale.order is the communication that a payment carries. */
function paymentReference({ payments = [] }: SalesOrderInput): { reference?: string } {
  const references = payments.flatMap(({ reference }) => (reference ? [reference] : []))
  return references.length === 0 ? {} : { reference: references.join(', ') }
}

/** Odoo keeps UTC without a zone: `2026-03-01 10:15:00`. */
function toOdooDate(iso: string): string {
  const instant = new Date(iso)
  if (Number.isNaN(instant.getTime())) {
    throw new AppError('action-input-invalid', {
      message: `"${iso}" is not a date.`,
      issues: [{ path: '/date', code: 'date', message: 'Not a date.' }],
    })
  }
  return instant.toISOString().slice(0, 19).replace('T', ' ')
}
