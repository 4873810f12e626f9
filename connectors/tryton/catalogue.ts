// Turns the names people use (product code, tax name, warehouse code, currency, payment term) into Tryton's ids.
// A name that leads nowhere is refused with the name in the message: that is what the analyst must correct.
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Tryton } from './client.ts'
import { textOf, type TrytonRow } from './values.ts'

interface Kind {
  readonly model: string
  readonly field: string
  readonly what: string
  readonly fields: readonly string[]
  readonly domain?: readonly unknown[]
}

const KINDS = {
  product: {
    model: 'product.product',
    field: 'code',
    what: 'product with the code',
    fields: ['code', 'sale_uom', 'default_uom', 'template.account_category.customer_taxes_used', 'template.name'],
  },
  tax: { model: 'account.tax', field: 'name', what: 'tax named', fields: ['name'], domain: [['parent', '=', null]] },
  warehouse: {
    model: 'stock.location',
    field: 'code',
    what: 'warehouse with the code',
    fields: ['code', 'name'],
    domain: [['type', '=', 'warehouse']],
  },
  currency: { model: 'currency.currency', field: 'code', what: 'currency', fields: ['code'] },
  'payment-term': { model: 'account.invoice.payment_term', field: 'name', what: 'payment term named', fields: ['name'] },
} as const satisfies Record<string, Kind>

/** A name as it stands in the input, with its place there. */
export interface NamePlace {
  readonly name: string
  readonly path: string
}

/** The record of every name. Throws one `vendor-rejected` that lists all names that are not there. */
export async function resolveNames(
  tryton: Tryton,
  kind: keyof typeof KINDS,
  places: readonly NamePlace[],
): Promise<(name: string) => TrytonRow> {
  const { model, field, what, fields, domain = [] }: Kind = KINDS[kind]
  const names = [...new Set(places.map(({ name }) => name))]
  const rows = names.length === 0 ? [] : await tryton.search(model, [[field, 'in', names], ...domain], { fields })
  const byName = new Map<string, TrytonRow>()
  // Oldest first: of two with one name the older one counts, the same every time.
  for (const row of rows) if (!byName.has(textOf(row[field]))) byName.set(textOf(row[field]), row)
  const issues: Issue[] = places
    .filter(({ name }) => !byName.has(name))
    .map(({ name, path }) => ({ path, code: 'not-in-tryton', message: `Tryton has no ${what} "${name}".` }))
  if (issues.length > 0) {
    throw new AppError('vendor-rejected', {
      message: [...new Set(issues.map(({ message }) => message))].slice(0, 5).join(' '),
      fix: 'Add it in Tryton, or correct the mapping or lookup table, then replay.',
      issues,
    })
  }
  return (name) => {
    const row = byName.get(name)
    if (!row) throw new AppError('vendor-rejected', { message: say`Tryton has no ${what} "${name}".` })
    return row
  }
}

export async function resolveName(
  tryton: Tryton,
  kind: keyof typeof KINDS,
  name: string | undefined,
  path: string,
): Promise<number | undefined> {
  return name === undefined || name === '' ? undefined : (await resolveNames(tryton, kind, [{ name, path }]))(name).id
}
