// Variants and inventory by SKU, which Medusa keeps unique.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { read } from './client.ts'
import { InventoryItem, Variant, VariantFields } from './schemas/stock.ts'

export const Sku = Type.String({ title: 'SKU', description: 'Of a variant.', minLength: 1, maxLength: 100 })

export async function findVariant(context: CallContext, sku: string): Promise<Variant | undefined> {
  const { variants } = await read(context, '/admin/product-variants', Type.Object({ variants: Type.Array(Variant) }), {
    sku,
    fields: VariantFields,
    limit: 10,
  })
  return variants.find((variant) => variant.sku === sku)
}

export async function findInventory(context: CallContext, sku: string): Promise<InventoryItem | undefined> {
  const { inventory_items: items } = await read(
    context,
    '/admin/inventory-items',
    Type.Object({ inventory_items: Type.Array(InventoryItem) }),
    {
      sku,
      fields: 'id,sku,*location_levels',
      limit: 10,
    },
  )
  return items.find((item) => item.sku === sku)
}

export const skuMissing = (sku: string, what: string): AppError =>
  new AppError('vendor-rejected', {
    message: say`Medusa has no ${what} with the SKU "${sku}".`,
    fix: 'Enter the SKU at the variant in Medusa, or correct the mapping; then replay.',
    issues: [{ path: '/sku', code: 'not-in-medusa', message: `There is no ${what} with the SKU "${sku}".` }],
  })
