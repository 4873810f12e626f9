// Variants and stock as Medusa's Admin API gives them, asked for with the FIELDS here.
import { Type, type Static } from 'typebox'

const raw = Type.Object({ value: Type.String() })
const textOrNull = Type.Union([Type.String(), Type.Null()])

export const VariantFields = 'id,sku,title,updated_at,manage_inventory,*prices,product.id,product.title,product.status,product.description'
export const Variant = Type.Object({
  id: Type.String(),
  sku: textOrNull,
  title: textOrNull,
  updated_at: Type.String(),
  manage_inventory: Type.Boolean(),
  // Prices come as numbers only; the shortest text of such a number is what was entered.
  prices: Type.Array(
    Type.Object({ id: Type.String(), amount: Type.Number(), currency_code: Type.String(), rules: Type.Optional(Type.Unknown()) }),
  ),
  product: Type.Object({ id: Type.String(), title: Type.String(), status: Type.String(), description: Type.Optional(textOrNull) }),
})
export type Variant = Static<typeof Variant>

export const Level = Type.Object({ location_id: Type.String(), raw_stocked_quantity: raw, raw_reserved_quantity: raw })
export type Level = Static<typeof Level>

export const InventoryItem = Type.Object({
  id: Type.String(),
  sku: textOrNull,
  location_levels: Type.Optional(Type.Array(Level)),
})
export type InventoryItem = Static<typeof InventoryItem>
