// Turns the names people use (SKU, tax name, warehouse code, location, currency, journal code, company) into Odoo's ids.
// A name that leads nowhere is refused with the name in the message: that is what the analyst must correct.
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { nameOf, searchRead, textOf, type OdooRow } from './client.ts'

interface Kind {
  readonly model: string
  readonly field: string
  readonly what: string
  readonly fields: readonly string[]
  /** Records belong to a company, or to all. */
  readonly perCompany: boolean
}

const KINDS = {
  product: {
    model: 'product.product',
    field: 'default_code',
    what: 'product with the SKU',
    fields: ['id', 'default_code', 'name'],
    perCompany: true,
  },
  tax: { model: 'account.tax', field: 'name', what: 'sales tax named', fields: ['id', 'name'], perCompany: true },
  warehouse: {
    model: 'stock.warehouse',
    field: 'code',
    what: 'warehouse with the code',
    fields: ['id', 'code', 'lot_stock_id', 'view_location_id'],
    perCompany: true,
  },
  location: { model: 'stock.location', field: 'complete_name', what: 'location', fields: ['id', 'complete_name'], perCompany: true },
  journal: {
    model: 'account.journal',
    field: 'code',
    what: 'payment journal with the code',
    fields: ['id', 'code', 'name'],
    perCompany: true,
  },
  company: { model: 'res.company', field: 'name', what: 'company named', fields: ['id', 'name'], perCompany: false },
  currency: { model: 'res.currency', field: 'name', what: 'active currency', fields: ['id', 'name'], perCompany: false },
  pricelist: {
    model: 'product.pricelist',
    field: 'currency_id.name',
    what: 'price list in',
    fields: ['id', 'currency_id'],
    perCompany: true,
  },
  fiscalPosition: {
    model: 'account.fiscal.position',
    field: 'name',
    what: 'fiscal position named',
    fields: ['id', 'name'],
    perCompany: true,
  },
} as const satisfies Record<string, Kind>

/** A name as it stands in the input, with its place there. */
export interface NamePlace {
  readonly name: string
  readonly path: string
}

/**
 * The record of every name, of this company where one is given: companies have taxes and journals of the same names. Throws one
 * `vendor-rejected` that lists all names that are not there.
 */
export async function resolveNames(
  context: CallContext,
  kind: keyof typeof KINDS,
  places: readonly NamePlace[],
  companyId?: number,
): Promise<(name: string) => OdooRow> {
  const { model, field, what, fields, perCompany } = KINDS[kind]
  const names = [...new Set(places.map(({ name }) => name))]
  if (names.length === 0) return () => expectFound(undefined, what, '')
  const taxesOnSales = kind === 'tax' ? ([['type_tax_use', '=', 'sale']] as const) : []
  const ofCompany = perCompany && companyId !== undefined ? ([['company_id', 'in', [companyId, false]]] as const) : []
  const rows = await searchRead(context, model, [[field, 'in', names], ...taxesOnSales, ...ofCompany], { fields })
  const byName = new Map<string, OdooRow>()
  // Oldest first: of two with one name the older one counts, the same every time.
  for (const row of rows) {
    const name = kind === 'pricelist' ? nameOf(row['currency_id']) : textOf(row[field])
    if (name !== undefined && !byName.has(name)) byName.set(name, row)
  }
  const issues: Issue[] = places
    .filter(({ name }) => !byName.has(name))
    .map(({ name, path }) => ({ path, code: 'not-in-odoo', message: `Odoo has no ${what} "${name}".` }))
  if (issues.length > 0) {
    throw new AppError('vendor-rejected', {
      message: [...new Set(issues.map(({ message }) => message))].slice(0, 5).join(' '),
      fix: 'Add it in Odoo, or correct the mapping or lookup table, then replay.',
      issues,
    })
  }
  return (name) => expectFound(byName.get(name), what, name)
}

function expectFound(row: OdooRow | undefined, what: string, name: string): OdooRow {
  if (!row) throw new AppError('vendor-rejected', { message: say`Odoo has no ${what} "${name}".` })
  return row
}

export async function resolveName(
  context: CallContext,
  kind: keyof typeof KINDS,
  name: string | undefined,
  path: string,
  companyId?: number,
): Promise<OdooRow | undefined> {
  return name === undefined || name === '' ? undefined : (await resolveNames(context, kind, [{ name, path }], companyId))(name)
}
