// The retail model's store transfer: goods that a retailer sends from one of its own places to another, and what of them arrived. One shape
// whatever the system, so that what a store counts is held against what left the warehouse the same way by each.
import { Type } from 'typebox'
import { orNull } from '#connectors/kit/schemas.ts'
import { retailModel } from './speaking.ts'

export const TransferModel = retailModel(
  'transfer',
  Type.Object(
    {
      id: Type.String({ title: 'Transfer id', description: 'As the system has it' }),
      number: Type.String({ title: 'Number', description: 'By which both systems know it' }),
      status: orNull('Status'),
      from: orNull('From', 'Warehouse or store: the key for a location lookup table'),
      to: orNull('To', 'Warehouse or store: the key for a location lookup table'),
      note: orNull('Note'),
      sentAt: orNull('Sent', 'ISO instant'),
      expectedAt: orNull('Expected', 'ISO instant'),
      receivedAt: orNull('Received', 'ISO instant'),
      updatedAt: orNull('Changed', 'ISO instant'),
      lines: Type.Array(
        Type.Object({
          productId: orNull('Product id', 'As the system has it'),
          sku: orNull('SKU'),
          title: orNull('Title'),
          quantity: Type.Number({ title: 'Sent' }),
          received: Type.Number({ title: 'Received', description: 'As counted where they arrived' }),
        }),
        { title: 'Lines' },
      ),
    },
    { title: 'Store transfer' },
  ),
)
