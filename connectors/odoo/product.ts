// Products in Odoo (`product.product`, the variant that is sold): found by SKU or barcode, made and changed.
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { idOf, idsOf, searchRead, textOf, type Domain, type OdooRow } from './client.ts'
import { fromWire } from './decimals.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { FOUND_PRODUCT_FIELDS } from './retail.ts'

export const ProductOutput = speaking(
  'product',
  Type.Object({
    id: Type.Integer({ title: 'Odoo id', description: 'Of the product.product.' }),
    sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
    name: Type.String({ title: 'Name', description: 'As it stands in Odoo.' }),
    barcode: Type.Optional(Type.String({ title: 'Barcode', description: 'EAN or UPC.' })),
    listPrice: Type.String({ title: 'Sales price', description: "Decimal text in the company's currency." }),
    fields: SystemFieldsRead,
  }),
  FOUND_PRODUCT_FIELDS,
)
type ProductOutput = Static<typeof ProductOutput>

/** Written by the members of the input. */
export const PRODUCT_OWN: ReadonlySet<string> = new Set([
  'default_code',
  'name',
  'barcode',
  'lst_price',
  'list_price',
  'standard_price',
  'taxes_id',
  'active',
  'type',
  'detailed_type',
  'is_storable',
])

const FIELDS = ['id', 'default_code', 'name', 'barcode', 'lst_price', 'standard_price', 'taxes_id', 'active']

/** By SKU, then by barcode. `archived`: also what is not sold any more. */
export async function findProductRow(
  context: CallContext,
  { sku, barcode }: { readonly sku?: string; readonly barcode?: string },
  { archived = false, more = [] }: { readonly archived?: boolean; readonly more?: readonly string[] } = {},
): Promise<OdooRow | undefined> {
  const first = async (field: string, value: string) => {
    const domain: Domain = [[field, '=', value], ...(archived ? [['active', 'in', [true, false]] as const] : [])]
    // Those on sale before those that are not.
    return (await searchRead(context, 'product.product', domain, { fields: [...FIELDS, ...more], limit: 1, order: 'active desc, id' }))[0]
  }
  const bySku = sku === undefined ? undefined : await first('default_code', sku)
  return bySku || barcode === undefined ? bySku : await first('barcode', barcode)
}

export function toProductOutput(row: OdooRow): ProductOutput {
  const barcode = textOf(row['barcode'])
  return {
    id: row.id,
    sku: textOf(row['default_code']) ?? '',
    name: textOf(row['name']) ?? '',
    ...(barcode !== undefined && { barcode }),
    listPrice: fromWire(row['lst_price'], undefined),
  }
}

/** The values that stand otherwise in the record; a list of other records counts as a set. */
export function changedValues(values: Readonly<Record<string, unknown>>, row: OdooRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => {
      const stored = row[name]
      if (Array.isArray(value)) return JSON.stringify(idsOf(stored).toSorted((a, b) => a - b)) !== JSON.stringify(listOf(value))
      if (typeof value === 'number' && Array.isArray(stored)) return idOf(stored) !== value
      if (typeof stored === 'number') return Number(JSON.stringify(value)) !== stored
      return (typeof value === 'boolean' ? stored === true : (textOf(stored) ?? '')) !== value
    }),
  )
}

const listOf = (value: unknown): readonly number[] => ((value as [[number, number, number[]]])[0]?.[2] ?? []).toSorted((a, b) => a - b)
