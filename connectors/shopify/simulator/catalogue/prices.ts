// Prices: of variants (one call for each product, and the good lines of it where that is asked for), and fixed ones in price lists (all or none).
// Refusals recorded from a live store (2026-04) where there was one.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { gidOf, type View } from '../order-view.ts'
import { twoDigits } from './product-set.ts'
import { productView, variantView } from './views.ts'

interface BulkArguments {
  readonly productId: string
  readonly allowPartialUpdates?: boolean | null
  readonly variants: readonly { readonly id?: string | null; readonly price?: string | null; readonly compareAtPrice?: string | null }[]
}

export function updateVariants({ productId, variants, allowPartialUpdates }: BulkArguments, context: ResolverContext): View {
  const { records, at } = context
  const product = records.get('product', numberOf(productId))
  if (!product) {
    return {
      product: null,
      productVariants: null,
      userErrors: [{ field: ['productId'], message: 'Product does not exist', code: 'PRODUCT_DOES_NOT_EXIST' }],
    }
  }
  const known = new Map(recordsOf(product['variants']).map((variant) => [String(variant['id']), variant]))
  const wrong = variants.map(({ id, price }) => {
    if (id == null) return { member: 'id', message: 'Product variant is missing ID attribute', code: 'PRODUCT_VARIANT_ID_MISSING' }
    if (!known.has(numberOf(id))) return { member: 'id', message: 'Product variant does not exist', code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' }
    return price != null && Number(price) < 0
      ? { member: 'price', message: 'Price must be greater than or equal to 0', code: 'GREATER_THAN_OR_EQUAL_TO' }
      : undefined
  })
  const userErrors = wrong.flatMap((error, index) =>
    error ? [{ field: ['variants', String(index), error.member], message: error.message, code: error.code }] : [],
  )
  const good = variants.filter((_, index) => !wrong[index])
  if (userErrors.length === 0 || allowPartialUpdates === true) {
    for (const { id, price, compareAtPrice } of good) {
      const before = known.get(numberOf(id ?? '')) ?? {}
      known.set(numberOf(id ?? ''), {
        ...before,
        ...(price != null && { price: twoDigits(price) }),
        ...(compareAtPrice !== undefined && { compare_at_price: compareAtPrice === null ? null : twoDigits(compareAtPrice) }),
        updated_at: at(),
      })
    }
    records.put('product', String(product['id']), {
      ...product,
      updated_at: at(),
      variants: recordsOf(product['variants']).map((variant) => known.get(String(variant['id'])) ?? variant),
    })
  }
  const now = records.get('product', String(product['id'])) ?? product
  return {
    product: productView(now, context),
    productVariants: variants.flatMap(({ id }) => {
      const variant = known.get(numberOf(id ?? ''))
      return variant ? [variantView(variant, now, context)] : []
    }),
    userErrors,
  }
}

export function priceListView(list: SimulatorRecord, records: SimulatorRecords): View {
  return {
    __typename: 'PriceList',
    id: gidOf('PriceList', list['id']),
    name: list['name'],
    currency: list['currency'],
    fixedPricesCount: records.list('price_list_price').filter((price) => price['price_list_id'] === list['id']).length,
    catalog: { __typename: 'MarketCatalog', id: gidOf('MarketCatalog', list['id']), title: list['catalog'] ?? list['name'] },
  }
}

interface Amount {
  readonly amount: string
  readonly currencyCode: string
}
interface FixedPricesArguments {
  readonly priceListId: string
  readonly prices: readonly { readonly variantId: string; readonly price: Amount; readonly compareAtPrice?: Amount | null }[]
}

export function addFixedPrices({ priceListId, prices }: FixedPricesArguments, context: ResolverContext): View {
  const { records } = context
  const refused = (field: readonly string[], message: string, code: string) => ({ field, message, code })
  const list = records.get('price_list', numberOf(priceListId))
  if (!list) return { prices: null, userErrors: [refused(['priceListId'], 'Price list does not exist.', 'PRICE_LIST_NOT_FOUND')] }
  const found = prices.map(({ variantId }) => findVariant(numberOf(variantId), records))
  const userErrors = prices.flatMap(({ price }, index) => {
    if (!found[index]) return [refused(['prices', String(index), 'variantId'], 'Variant does not exist.', 'VARIANT_NOT_FOUND')]
    return price.currencyCode === list['currency']
      ? []
      : [
          refused(
            ['prices', String(index), 'price', 'currencyCode'],
            'The currency must be that of the price list.',
            'PRICE_LIST_CURRENCY_MISMATCH',
          ),
        ]
  })
  if (userErrors.length > 0) return { prices: null, userErrors }
  records.atomically(() => {
    for (const { variantId, price, compareAtPrice } of prices) {
      const key = `${String(list['id'])}-${numberOf(variantId)}`
      records.put('price_list_price', key, {
        price_list_id: list['id'] as number,
        variant_id: Number(numberOf(variantId)),
        price: price.amount,
        compare_at_price: compareAtPrice ? compareAtPrice.amount : null,
        currency: price.currencyCode,
      })
    }
  })
  return {
    prices: prices.map(({ price, compareAtPrice }, index) => ({
      price,
      compareAtPrice: compareAtPrice ?? null,
      variant: found[index] ? variantView(found[index].variant, found[index].product, context) : null,
    })),
    userErrors: [],
  }
}

export function findVariant(
  id: string,
  records: SimulatorRecords,
): { readonly product: SimulatorRecord; readonly variant: SimulatorRecord } | undefined {
  for (const product of records.list('product')) {
    const variant = recordsOf(product['variants']).find((one) => String(one['id']) === id)
    if (variant) return { product, variant }
  }
  return undefined
}
