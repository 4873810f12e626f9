// A product as a shop sells it (`product.template`): its variants with what tells them apart, and the fixed prices that price lists give them now.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { idOf, idsOf, nameOf, readAll, textOf, type OdooRow } from './client.ts'
import { fromWire } from './decimals.ts'
import { toOdoo } from './dates.ts'

const orNull = (title: string, description: string) => Type.Union([Type.String(), Type.Null()], { title, description })

export const WholeProduct = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the product.template.' }),
  name: Type.String({ title: 'Name' }),
  onSale: Type.Boolean({ title: 'On sale', description: 'False when it is archived or not to be sold any more.' }),
  kind: Type.String({ title: 'Kind', description: 'goods or service' }),
  currency: Type.String({ title: 'Currency', description: 'Of its own prices: that of the company.' }),
  variants: Type.Array(
    Type.Object({
      id: Type.Integer({ title: 'Odoo id', description: 'Of the product.product.' }),
      sku: Type.String({ title: 'SKU', description: 'Internal Reference.' }),
      barcode: orNull('Barcode', 'EAN or UPC.'),
      active: Type.Boolean({ title: 'Active', description: 'False when the variant is archived.' }),
      price: Type.String({ title: 'Sales price', description: "Decimal text in the company's currency." }),
      options: Type.Array(Type.Object({ name: Type.String({ title: 'Option' }), value: Type.String({ title: 'Value' }) }), {
        title: 'Options',
        description: 'What tells this variant from the others; none for a product without variants.',
      }),
    }),
    { title: 'Variants', description: 'Those that have a SKU, archived ones too.' },
  ),
  prices: Type.Array(
    Type.Object({
      priceList: Type.String({ title: 'Price list', description: 'Its name in Odoo.' }),
      currency: Type.String({ title: 'Currency', description: 'Of the price list.' }),
      sku: Type.String({ title: 'SKU' }),
      price: Type.String({ title: 'Price', description: 'Decimal text.' }),
    }),
    {
      title: 'Prices in price lists',
      description: 'Fixed prices that apply now to a single piece. Those that Odoo computes by a formula or a percentage are not told.',
    },
  ),
})
export type WholeProduct = Static<typeof WholeProduct>

const ARCHIVED_TOO = ['active', 'in', [true, false]] as const

export async function readWholeProducts(
  context: CallContext,
  templateIds: readonly number[],
  at: Date,
): Promise<Map<number, WholeProduct>> {
  if (templateIds.length === 0) return new Map()
  const [templates, variants, rules] = await Promise.all([
    readAll(context, 'product.template', [['id', 'in', templateIds], ARCHIVED_TOO], ['name', 'sale_ok', 'active', 'type']),
    readAll(
      context,
      'product.product',
      [['product_tmpl_id', 'in', templateIds], ['default_code', '!=', false], ARCHIVED_TOO],
      ['product_tmpl_id', 'default_code', 'barcode', 'active', 'lst_price', 'currency_id', 'product_template_attribute_value_ids'],
    ),
    readAll(
      context,
      'product.pricelist.item',
      [
        ['product_tmpl_id', 'in', templateIds],
        ['compute_price', '=', 'fixed'],
        ['min_quantity', '<=', 1],
        '|',
        ['date_start', '=', false],
        ['date_start', '<=', toOdoo(at.toISOString())],
        '|',
        ['date_end', '=', false],
        ['date_end', '>=', toOdoo(at.toISOString())],
      ],
      ['pricelist_id', 'product_tmpl_id', 'product_id', 'applied_on', 'fixed_price', 'min_quantity'],
    ),
  ])
  const [options, currencies] = await Promise.all([readOptions(context, variants), readCurrencies(context, rules)])
  const variantsOf = Map.groupBy(variants, (row) => idOf(row['product_tmpl_id']) ?? 0)
  const rulesOf = Map.groupBy(rules, (row) => idOf(row['product_tmpl_id']) ?? 0)
  return new Map(
    templates.map((template) => {
      const own = variantsOf.get(template.id) ?? []
      const currency = nameOf(own[0]?.['currency_id']) ?? ''
      const product: WholeProduct = {
        id: template.id,
        name: textOf(template['name']) ?? '',
        onSale: template['active'] === true && template['sale_ok'] === true,
        kind: template['type'] === 'service' ? 'service' : 'goods',
        currency,
        variants: own.map((row) => ({
          id: row.id,
          sku: textOf(row['default_code']) ?? '',
          barcode: textOf(row['barcode']) ?? null,
          active: row['active'] === true,
          price: fromWire(row['lst_price'], currency),
          options: idsOf(row['product_template_attribute_value_ids']).flatMap((id) => options.get(id) ?? []),
        })),
        prices: pricesOf(own, rulesOf.get(template.id) ?? [], currencies),
      }
      return [template.id, product]
    }),
  )
}

/** Odoo's order: a rule for the variant before one for the product, one for more pieces before one for fewer, a newer one before an older one. */
function pricesOf(
  variants: readonly OdooRow[],
  rules: readonly OdooRow[],
  currencies: ReadonlyMap<number, string>,
): WholeProduct['prices'] {
  const ordered = rules.toSorted(
    (a, b) =>
      (textOf(a['applied_on']) ?? '').localeCompare(textOf(b['applied_on']) ?? '') ||
      Number(b['min_quantity']) - Number(a['min_quantity']) ||
      b.id - a.id,
  )
  const lists = Map.groupBy(ordered, (rule) => idOf(rule['pricelist_id']) ?? 0)
  // In the same order each time: the same prices are the same record.
  return [...lists]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([list, ofList]) =>
      variants.flatMap((variant) => {
        const rule = ofList.find((one) => one['applied_on'] === '1_product' || idOf(one['product_id']) === variant.id)
        if (!rule) return []
        const currency = currencies.get(list) ?? ''
        const price = fromWire(rule['fixed_price'], currency)
        return [{ priceList: nameOf(rule['pricelist_id']) ?? '', currency, sku: textOf(variant['default_code']) ?? '', price }]
      }),
    )
}

async function readOptions(context: CallContext, variants: readonly OdooRow[]) {
  const ids = [...new Set(variants.flatMap((row) => idsOf(row['product_template_attribute_value_ids'])))]
  const rows =
    ids.length === 0 ? [] : await readAll(context, 'product.template.attribute.value', [['id', 'in', ids]], ['name', 'attribute_id'])
  return new Map(rows.map((row) => [row.id, { name: nameOf(row['attribute_id']) ?? '', value: textOf(row['name']) ?? '' }]))
}

/** The name of a price list says nothing for certain of its currency. */
async function readCurrencies(context: CallContext, rules: readonly OdooRow[]): Promise<ReadonlyMap<number, string>> {
  const ids = [...new Set(rules.flatMap((row) => idOf(row['pricelist_id']) ?? []))]
  const rows = ids.length === 0 ? [] : await readAll(context, 'product.pricelist', [['id', 'in', ids]], ['currency_id'])
  return new Map(rows.map((row) => [row.id, nameOf(row['currency_id']) ?? '']))
}
