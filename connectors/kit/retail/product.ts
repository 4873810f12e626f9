// The retail model's product, and how much of it there is where.
import { Type } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import { moneyField } from './money.ts'
import { retailModel } from './speaking.ts'

export const ProductModel = retailModel(
  'product',
  Type.Object(
    {
      id: Type.String({ title: 'Product id', description: 'As the system has it' }),
      variantId: orNull('Variant id', 'Of what is sold and counted, where a product has several'),
      sku: orNull('SKU'),
      barcode: orNull('Barcode', 'EAN, UPC or GTIN'),
      title: Type.String({ title: 'Title' }),
      variantTitle: orNull('Variant', 'Such as Navy / M'),
      description: orNull('Description'),
      type: orNull('Type', 'Category or product type'),
      brand: orNull('Brand'),
      status: orNull('Status', 'Whether it is sold'),
      unit: orNull('Unit', 'In which it is counted'),
      price: moneyField('Price'),
      compareAtPrice: moneyField('Price before', 'Struck through in the shop'),
      cost: moneyField('Cost'),
      taxClass: orNull('Tax class', 'The key for a tax lookup table'),
      weight: orNull('Weight', 'Decimal text'),
      weightUnit: orNull('Unit of weight'),
      isGiftCard: Type.Boolean({ title: 'Gift card' }),
      tracked: Type.Boolean({ title: 'Counted' }),
      available: Type.Number({ title: 'Available', description: 'Everywhere together' }),
      createdAt: orNull('Made', 'ISO instant'),
      updatedAt: orNull('Changed', 'ISO instant'),
    },
    { title: 'Product' },
  ),
)

export const StockModel = retailModel(
  'stock',
  Type.Object(
    {
      sku: orNull('SKU'),
      barcode: orNull('Barcode'),
      productId: orNull('Product id', 'Or that of the variant, as the system has it'),
      location: Type.String({ title: 'Location', description: 'Shop or warehouse: the key for a location lookup table' }),
      available: Type.Number({ title: 'Available', description: 'Can be sold' }),
      onHand: Type.Number({ title: 'On hand', description: 'Is there, sold or not' }),
      reserved: Type.Number({ title: 'Reserved', description: 'Sold and not yet shipped' }),
      incoming: Type.Number({ title: 'Incoming', description: 'Ordered from suppliers' }),
      change: Type.Number({ title: 'Change', description: 'What is added, or taken when below zero' }),
      unitCost: moneyField('Cost', 'Of one'),
      reason: orNull('Reason', 'Of the change'),
      countedAt: orNull('Counted', 'ISO instant'),
    },
    { title: 'Stock level' },
  ),
)
