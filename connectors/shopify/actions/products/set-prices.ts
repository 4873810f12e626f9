// Sets prices of up to 250 variants: their own ones, product by product, or those of a market's price list in one call. A price that is right already
// is not written, so that a call that was interrupted goes on where it stopped.
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf } from '../../client.ts'
import { SET_LIST_PRICES, SET_VARIANT_PRICES, type PricedVariant } from '../../documents/product.ts'
import type { CodedUserErrors } from '../../documents/document.ts'
import { priceListGid, PriceListId, variantGid, VariantId } from '../../gid.ts'
import { choice, nullable } from '../../schemas/parts.ts'
import { needInput } from '../need-input.ts'
import { linesRefused, MOST_LINES, type Problem } from '../refused-lines.ts'
import { findVariantsBySku, readVariants } from './find-variants.ts'
import { PRICE } from './product-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PRICE_FIELDS } from '../../retail.ts'

const Line = Type.Object(
  {
    sku: Type.Optional(Type.String({ title: 'SKU', minLength: 1, maxLength: 255 })),
    variantId: Type.Optional({ ...VariantId, description: 'Instead of the SKU' }),
    price: Type.String({ title: 'Price', description: 'Decimal text, such as 12.50', ...PRICE }),
    compareAtPrice: Type.Optional(
      Type.Union([Type.String(PRICE), Type.Null()], {
        title: 'Price before',
        description: 'Struck through beside the price; null for none. Left out: it stays (in a price list: none).',
      }),
    ),
  },
  { additionalProperties: false },
)
type Line = Static<typeof Line>

const Input = Type.Object(
  {
    lines: Type.Array(Line, { title: 'Lines', description: 'At most 250', minItems: 1, maxItems: MOST_LINES }),
    priceListId: Type.Optional({ ...PriceListId, description: "Of a market or a company catalogue. Left out: the products' own prices." }),
    currency: Type.Optional(Type.String({ title: 'Currency', description: 'Of the price list; needed with one', pattern: '^[A-Z]{3}$' })),
    keepSales: Type.Optional(
      Type.Boolean({
        title: 'Keep sales',
        description:
          'Where a product is on sale (it has a price before), the price becomes the one before, and the sale price stays. Own prices only.',
      }),
    ),
    whenRefused: Type.Optional(
      choice(['fail', 'report'], {
        title: 'When lines are refused',
        description:
          'fail: the other lines are set, then the record goes to the exception desk; report: the answer lists them and the flow goes on',
        default: 'fail',
      }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  lines: Type.Array(
    Type.Object({
      sku: nullable(Type.String({ title: 'SKU' })),
      variantId: nullable(Type.String({ title: 'Variant id' })),
      price: Type.String({ title: 'Price' }),
      outcome: choice(['set', 'refused'], { title: 'Outcome' }),
      problem: nullable(Type.String({ title: 'Problem' })),
    }),
    { title: 'Lines', description: 'In the order they were given' },
  ),
  refused: Type.Integer({ title: 'Refused lines' }),
})

interface PricedLine {
  readonly index: number
  readonly given: Line
  readonly variant: PricedVariant
}

export const setPrices = {
  id: 'set-prices',
  label: 'Set prices',
  description: "Sets prices of up to 250 products at once: their own prices, or those of a market's price list.",
  effect: 'write',
  safety: 'upsert',
  input: speaking('product', Input, PRICE_FIELDS),
  output: Output,
  example: {
    lines: [
      { sku: 'HF-MUG-NAVY', variantId: 'gid://shopify/ProductVariant/44120044010001', price: '13.50', outcome: 'set', problem: null },
    ],
    refused: 0,
  },
  batch: { items: 'lines' },
  async run(input, context) {
    const { lines, priceListId, currency, keepSales, whenRefused } = parseInput(Input, input)
    needInput(priceListId === undefined || currency !== undefined, '/currency', 'Give the currency of the price list.')
    const { priced: found, problems } = await resolve(context, lines)
    const priced = keepSales === true && priceListId === undefined ? found.map(keepingSale) : found
    // A price list shows no price of single variants cheaply: there all are written, which changes nothing where they are right.
    const open = priceListId === undefined ? priced.filter(differs) : priced
    const refused =
      priceListId === undefined
        ? await setOwnPrices(context, open)
        : await setListPrices(context, open, priceListGid(priceListId), currency ?? '')
    for (const [index, problem] of refused) problems.set(index, problem)

    const listed = [...problems].toSorted(([a], [b]) => a - b).map(([index, problem]) => ({ index, name: nameOf(lines[index]), problem }))
    if (listed.length > 0 && whenRefused !== 'report') {
      throw linesRefused(`Shopify set ${lines.length - listed.length} of ${lines.length} prices, and refused the others.`, listed)
    }
    const variants = new Map(priced.map(({ index, variant }) => [index, variant.id]))
    return {
      lines: lines.map(({ sku, price }, index) => ({
        sku: sku ?? null,
        variantId: variants.get(index) ?? null,
        price,
        outcome: problems.has(index) ? ('refused' as const) : ('set' as const),
        problem: problems.get(index)?.problem ?? null,
      })),
      refused: listed.length,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action

/** A price that reaches the one on sale or falls below it ends the sale. */
function keepingSale(line: PricedLine): PricedLine {
  const { given, variant } = line
  const isOnSale = variant.compareAtPrice !== null && given.compareAtPrice === undefined
  if (!isOnSale) return line
  const staysOn = new Decimal(given.price).greaterThan(variant.price)
  return { ...line, given: { ...given, ...(staysOn ? { price: variant.price, compareAtPrice: given.price } : { compareAtPrice: null }) } }
}

const nameOf = (line: Line | undefined): string => line?.sku ?? String(line?.variantId)

async function resolve(context: ActionContext, lines: readonly Line[]) {
  for (const [index, { sku, variantId }] of lines.entries()) {
    needInput(sku !== undefined || variantId !== undefined, `/lines/${index}/sku`, 'Give the SKU or the variant of the line.')
  }
  const bySku = await findVariantsBySku(
    context,
    lines.flatMap(({ sku, variantId }) => (sku !== undefined && variantId === undefined ? [sku] : [])),
  )
  const byId = await readVariants(context, [
    ...new Set(lines.flatMap(({ variantId }) => (variantId === undefined ? [] : [variantGid(variantId)]))),
  ])
  const problems = new Map<number, Problem>()
  const seen = new Set<string>()
  const priced = lines.flatMap((given, index): PricedLine[] => {
    const found = given.variantId === undefined ? bySku.get(given.sku ?? '') : byId.get(variantGid(given.variantId))
    if (!found || 'problem' in found) {
      problems.set(index, { code: 'product-not-found', problem: found?.problem ?? 'The shop has no such variant.' })
      return []
    }
    if (seen.has(found.id)) {
      problems.set(index, { code: 'line-repeated', problem: 'Another line has the same product.' })
      return []
    }
    seen.add(found.id)
    return [{ index, given, variant: found }]
  })
  return { priced, problems }
}

function differs({ given, variant }: PricedLine): boolean {
  const { compareAtPrice } = given
  return !isSame(given.price, variant.price) || (compareAtPrice !== undefined && !isSame(compareAtPrice, variant.compareAtPrice))
}

const isSame = (wanted: string | null, now: string | null): boolean =>
  wanted === null || now === null ? wanted === now : new Decimal(wanted).equals(now)

/** One call for each product; the good prices of a product are set though others of it are refused. */
async function setOwnPrices(context: ActionContext, lines: readonly PricedLine[]): Promise<ReadonlyMap<number, Problem>> {
  const refused = new Map<number, Problem>()
  for (const [product, part] of Map.groupBy(lines, ({ variant }) => variant.product.id)) {
    const answer = await graphql(context, SET_VARIANT_PRICES, {
      product,
      variants: part.map(({ variant, given: { price, compareAtPrice } }) => ({
        id: variant.id,
        price,
        ...(compareAtPrice !== undefined && { compareAtPrice }),
      })),
    })
    addRefusals(refused, part, payloadOf(answer.productVariantsBulkUpdate, 'set the prices').userErrors, 'variants')
  }
  return refused
}

/** Shopify takes all prices of the call or none: what it refuses is taken out, and the rest is sent again. */
async function setListPrices(
  context: ActionContext,
  lines: readonly PricedLine[],
  priceList: string,
  currencyCode: string,
): Promise<ReadonlyMap<number, Problem>> {
  const refused = new Map<number, Problem>()
  let left = lines
  while (left.length > 0) {
    const answer = await graphql(context, SET_LIST_PRICES, {
      priceList,
      prices: left.map(({ variant, given: { price, compareAtPrice } }) => ({
        variantId: variant.id,
        price: { amount: price, currencyCode },
        ...(compareAtPrice != null && { compareAtPrice: { amount: compareAtPrice, currencyCode } }),
      })),
    })
    const before = refused.size
    addRefusals(refused, left, payloadOf(answer.priceListFixedPricesAdd, 'set the prices').userErrors, 'prices')
    if (refused.size === before) return refused
    left = left.filter(({ index }) => !refused.has(index))
  }
  return refused
}

/** `["prices", "3", "price", …]` is line 3 of what was sent; an error that names no line is one of all of them. */
function addRefusals(refused: Map<number, Problem>, lines: readonly PricedLine[], errors: CodedUserErrors, list: string): void {
  for (const { field, message, code } of errors) {
    const place = field?.[0] === list ? Number(field[1]) : NaN
    for (const { index } of Number.isInteger(place) ? lines.slice(place, place + 1) : lines) {
      if (!refused.has(index)) refused.set(index, { code: code ?? 'refused', problem: message })
    }
  }
}
