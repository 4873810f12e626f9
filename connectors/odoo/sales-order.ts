// Sales orders in Odoo (`sale.order`): the values to create one from, and one as flows see it.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { resolveName, resolveNames } from './catalogue.ts'
import { fieldsAmong, readOne, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { toOdooDate } from './dates.ts'
import { lineValues } from './line.ts'
import { fieldValues } from './model-fields.ts'
import { customerId } from './partner.ts'
import type { SalesOrderInput, SalesOrderOutput } from './sales-order-input.ts'
import { totalsOf } from './totals.ts'

/** Written by the members of the input. */
export const ORDER_OWN: ReadonlySet<string> = new Set([
  'client_order_ref',
  'partner_id',
  'order_line',
  'date_order',
  'warehouse_id',
  'company_id',
  'currency_id',
  'pricelist_id',
  'fiscal_position_id',
  'note',
  'origin',
  'reference',
  'state',
  'name',
])

const FIELDS = ['id', 'name', 'client_order_ref', 'state', 'partner_id', 'currency_id', 'amount_untaxed', 'amount_tax', 'amount_total']

/** The oldest order with this reference. */
export async function findSalesOrder(
  context: CallContext,
  reference: string,
  companyId?: number,
  more: readonly string[] = [],
): Promise<OdooRow | undefined> {
  const domain: Domain = [
    ['client_order_ref', '=', reference],
    ...(companyId === undefined ? [] : [['company_id', '=', companyId] as const]),
  ]
  return (await searchRead(context, 'sale.order', domain, { fields: [...FIELDS, ...more], limit: 1 }))[0]
}

/** Throws `vendor-rejected` when it is not there; `not-there-yet` when it is on its way. `more`: further fields to read. */
export async function mustFindSalesOrder(
  context: CallContext,
  reference: string,
  { isOnItsWay = false, more = [] }: { readonly isOnItsWay?: boolean; readonly more?: readonly string[] } = {},
): Promise<OdooRow> {
  const found = await findSalesOrder(context, reference, undefined, more)
  if (found) return found
  throw isOnItsWay
    ? new AppError('not-there-yet', { message: say`Odoo has no sales order with the reference ${reference} yet.` })
    : new AppError('vendor-rejected', { message: say`Odoo has no sales order with the reference ${reference}.` })
}

export const readSalesOrder = (context: CallContext, id: number): Promise<OdooRow> => readOne(context, 'sale.order', id, FIELDS)

export function toOutput(row: OdooRow, created: boolean): SalesOrderOutput {
  return {
    id: row.id,
    name: textOf(row['name']) ?? '',
    reference: textOf(row['client_order_ref']) ?? '',
    state: textOf(row['state']) ?? '',
    created,
    ...totalsOf(row),
  }
}

/** Everything the input names, found; as the values of `sale.order`. https://www.odoo.com/documentation/18.0/developer/reference/backend/orm.html#odoo.fields.Command */
export async function salesOrderValues(
  context: CallContext,
  input: SalesOrderInput,
  companyId: number | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const [partnerId, lines, warehouse, pricelist, fiscalPosition, journal, [taxes = 'tax_id'], own] = await Promise.all([
    customerId(context, input.customer),
    lineValues(context, input.lines, companyId),
    resolveName(context, 'warehouse', input.warehouse, '/warehouse', companyId),
    resolveName(context, 'pricelist', input.currency, '/currency', companyId),
    resolveName(context, 'fiscalPosition', input.fiscalPosition, '/fiscalPosition', companyId),
    resolveNames(
      context,
      'journal',
      (input.payments ?? []).map(({ journal: name }, index) => ({ name, path: `/payments/${index}/journal` })),
      companyId,
    ),
    // Odoo 19 renamed it.
    fieldsAmong(context, 'sale.order.line', ['tax_ids', 'tax_id']),
    fieldValues(context, 'sale.order', input.fields, ORDER_OWN),
  ])
  const remarks = (input.payments ?? []).map((payment) => {
    const reference = payment.reference ? `, ${payment.reference}` : ''
    return {
      display_type: 'line_note',
      name: `Paid: ${textOf(journal(payment.journal)['name']) ?? payment.journal} ${payment.amount}${reference}`,
    }
  })
  return {
    ...own,
    client_order_ref: input.reference,
    partner_id: partnerId,
    ...(input.date !== undefined && input.date !== '' && { date_order: toOdooDate(input.date, '/date') }),
    ...(warehouse && { warehouse_id: warehouse.id }),
    ...(pricelist && { pricelist_id: pricelist.id }),
    ...(companyId !== undefined && { company_id: companyId }),
    ...(fiscalPosition && { fiscal_position_id: fiscalPosition.id }),
    ...(input.note !== undefined && { note: input.note }),
    ...(input.origin !== undefined && { origin: input.origin }),
    ...paymentReference(input),
    order_line: [...lines({ quantity: 'product_uom_qty', taxes }), ...remarks].map((values) => [0, 0, values]),
  }
}

/** `reference` of sale.order is the communication that a payment carries. */
function paymentReference({ payments = [] }: SalesOrderInput): { reference?: string } {
  const references = payments.flatMap(({ reference }) => (reference ? [reference] : []))
  return references.length === 0 ? {} : { reference: references.join(', ') }
}
