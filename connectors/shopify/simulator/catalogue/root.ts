// The root fields for products.
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { numberOf } from '../../gid.ts'
import { pageOf, type PageArguments } from '../connections.ts'
import type { ResolverContext } from '../context.ts'
import { recordsOf } from '../order-lines.ts'
import { keyOf, type View } from '../order-view.ts'
import { compare, compareTime, isSameText, matchesTerms } from '../search-terms.ts'
import { tagsOf } from '../search.ts'
import { metafieldsRoot } from './metafields.ts'
import { addFixedPrices, findVariant, priceListView, updateVariants } from './prices.ts'
import { findProduct, setProduct, type ProductIdentifier, type ProductSetArguments } from './product-set.ts'
import { productView, variantView } from './views.ts'

interface ListArguments extends PageArguments {
  readonly query?: string | null
  readonly sortKey?: string | null
}

export function catalogueRoot(context: ResolverContext): View {
  const { records } = context
  const show = (product: SimulatorRecord | undefined): View | null => (product ? productView(product, context) : null)
  return {
    product: ({ id }: { readonly id: string }) => show(records.get('product', numberOf(id))),
    productByIdentifier: ({ identifier }: { readonly identifier: ProductIdentifier }) => show(findProduct(identifier, records)),
    products(args: ListArguments) {
      const found = records.list('product').filter((product) => matchesProduct(product, args.query))
      return pageOf(
        found.toSorted(sorting(args.sortKey ?? 'ID')).map((product) => productView(product, context)),
        keyOf,
        args,
      )
    },
    productVariant({ id }: { readonly id: string }) {
      const found = findVariant(numberOf(id), records)
      return found ? variantView(found.variant, found.product, context) : null
    },
    productVariants(args: ListArguments) {
      const found = records
        .list('product')
        .flatMap((product) => recordsOf(product['variants']).map((variant) => ({ product, variant })))
        .filter(({ variant }) => matchesVariant(variant, args.query))
      return pageOf(
        found.map(({ product, variant }) => variantView(variant, product, context)),
        keyOf,
        args,
      )
    },
    productSet(args: ProductSetArguments) {
      const made = records.atomically(() => setProduct(args, context))
      if (Array.isArray(made['field'])) return { product: null, userErrors: [made] }
      return { product: productView(made as SimulatorRecord, context), userErrors: [] }
    },
    productVariantsBulkUpdate: (args: Parameters<typeof updateVariants>[0]) => records.atomically(() => updateVariants(args, context)),
    ...metafieldsRoot(context),
    priceLists: (args: PageArguments) =>
      pageOf(
        records.list('price_list').map((list) => priceListView(list, records)),
        keyOf,
        args,
      ),
    priceListFixedPricesAdd: (args: Parameters<typeof addFixedPrices>[0]) => addFixedPrices(args, context),
  }
}

function sorting(key: string): (left: SimulatorRecord, right: SimulatorRecord) => number {
  const byId = (left: SimulatorRecord, right: SimulatorRecord) => Number(left['id']) - Number(right['id'])
  if (key === 'TITLE') return (left, right) => String(left['title']).localeCompare(String(right['title'])) || byId(left, right)
  if (key !== 'UPDATED_AT' && key !== 'CREATED_AT') return byId
  const member = key.toLowerCase()
  return (left, right) => Date.parse(String(left[member])) - Date.parse(String(right[member])) || byId(left, right)
}

const matchesProduct = (product: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      const variants = recordsOf(product['variants'])
      switch (field) {
        case 'id':
          return compare(Number(product['id']), comparator, Number(value))
        case 'updated_at':
        case 'created_at':
          return compareTime(product[field], comparator, value)
        case 'sku':
        case 'barcode':
          return variants.some((variant) => isSameText(variant[field], value))
        case 'tag':
          return tagsOf(product).some((tag) => isSameText(tag, value))
        case 'status':
        case 'vendor':
        case 'handle':
        case 'product_type':
          return isSameText(product[field], value)
        default:
          return undefined
      }
    },
    hasWord: (word) => String(product['title']).toLowerCase().includes(word.toLowerCase()),
  })

const matchesVariant = (variant: SimulatorRecord, query: string | null | undefined): boolean =>
  matchesTerms(query, {
    hasField: (field, comparator, value) => {
      if (field === 'sku' || field === 'barcode') return isSameText(variant[field], value)
      if (field === 'id') return compare(Number(variant['id']), comparator, Number(value))
      return field === 'updated_at' ? compareTime(variant[field], comparator, value) : undefined
    },
    hasWord: (word) => isSameText(variant['sku'], word),
  })
