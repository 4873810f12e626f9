// What products cost now in a price list, and what they cost without its promotions. A promotion is a rule with a beginning or an end.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { idOf, nameOf, readAll, textOf, type OdooRow } from './client.ts'
import { fromOdoo, toOdoo } from './dates.ts'
import { decimalsOf, fromWire } from './decimals.ts'

const orNull = (title: string, description: string) => Type.Union([Type.String(), Type.Null()], { title, description })

export const PromotedProduct = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the product.template.' }),
  name: Type.String({ title: 'Name' }),
  priceList: Type.String({ title: 'Price list', description: 'Its name in Odoo.' }),
  currency: Type.String({ title: 'Currency', description: 'Of the price list.' }),
  variants: Type.Array(
    Type.Object({
      sku: Type.String({ title: 'SKU' }),
      price: Type.String({ title: 'Regular price', description: 'Decimal text, without any promotion.' }),
      salePrice: orNull('Sale price', 'Decimal text; empty when no promotion runs now.'),
      until: orNull('Sale until', 'ISO instant; empty for one without an end, or none.'),
    }),
    { title: 'Variants', description: 'On sale, and with a SKU.' },
  ),
})
export type PromotedProduct = Static<typeof PromotedProduct>

const RULE = [
  'product_tmpl_id',
  'product_id',
  'applied_on',
  'compute_price',
  'fixed_price',
  'percent_price',
  'min_quantity',
  'date_start',
  'date_end',
]

export async function promotedProducts(
  context: CallContext,
  list: OdooRow,
  templates: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, PromotedProduct>> {
  if (templates.length === 0) return new Map()
  const at = toOdoo(now.toISOString())
  const variants = await readAll(
    context,
    'product.product',
    [
      ['product_tmpl_id', 'in', templates],
      ['default_code', '!=', false],
    ],
    ['product_tmpl_id', 'name', 'default_code', 'lst_price', 'currency_id'],
  )
  const rules = await readAll(
    context,
    'product.pricelist.item',
    [
      ['pricelist_id', '=', list.id],
      ['product_tmpl_id', 'in', templates],
      ['compute_price', 'in', ['fixed', 'percentage']],
      ['min_quantity', '<=', 1],
      '|',
      ['date_start', '=', false],
      ['date_start', '<=', at],
      '|',
      ['date_end', '=', false],
      ['date_end', '>=', at],
    ],
    RULE,
  )
  const currency = nameOf(list['currency_id']) ?? ''
  const rulesOf = Map.groupBy(rules.toSorted(inOdoosOrder), (rule) => idOf(rule['product_tmpl_id']) ?? 0)
  const groups = Map.groupBy(variants, (row) => idOf(row['product_tmpl_id']) ?? 0)
  return new Map(
    [...groups].map(([id, own]) => [
      id,
      {
        id,
        name: textOf(own[0]?.['name']) ?? '',
        priceList: textOf(list['name']) ?? '',
        currency,
        variants: own.flatMap((row) => priceOf(row, rulesOf.get(id) ?? [], currency)),
      },
    ]),
  )
}

/** A rule for the variant before one for the product, one for more pieces before one for fewer, a newer one before an older one. */
const inOdoosOrder = (a: OdooRow, b: OdooRow): number =>
  (textOf(a['applied_on']) ?? '').localeCompare(textOf(b['applied_on']) ?? '') ||
  Number(b['min_quantity']) - Number(a['min_quantity']) ||
  b.id - a.id

const isPromotion = (rule: OdooRow): boolean => textOf(rule['date_start']) !== undefined || textOf(rule['date_end']) !== undefined

/** None for a variant that has no price in the currency of the list without a promotion: nothing could be set back to it. */
function priceOf(variant: OdooRow, rules: readonly OdooRow[], currency: string): PromotedProduct['variants'] {
  const own = rules.filter((rule) => rule['applied_on'] === '1_product' || idOf(rule['product_id']) === variant.id)
  const list = nameOf(variant['currency_id']) === currency ? fromWire(variant['lst_price'], currency) : undefined
  const of = (rule: OdooRow | undefined): string | undefined => (rule ? ruled(rule, list, currency) : list)
  const regular = of(own.find((rule) => !isPromotion(rule)))
  if (regular === undefined) return []
  const promotion = own.find(isPromotion)
  const sale = promotion ? ruled(promotion, list, currency) : undefined
  const end = textOf(promotion?.['date_end'])
  return [
    {
      sku: textOf(variant['default_code']) ?? '',
      price: regular,
      salePrice: sale ?? null,
      until: sale === undefined || end === undefined ? null : fromOdoo(end),
    },
  ]
}

/** Percentages are of the product's own price, rounded to the currency's decimals. */
function ruled(rule: OdooRow, list: string | undefined, currency: string): string | undefined {
  if (rule['compute_price'] === 'fixed') return fromWire(rule['fixed_price'], currency)
  if (list === undefined) return undefined
  const percent = new Decimal(typeof rule['percent_price'] === 'number' ? rule['percent_price'] : 0)
  const digits = decimalsOf(currency)
  return new Decimal(list).times(new Decimal(100).minus(percent)).div(100).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toFixed(digits)
}
