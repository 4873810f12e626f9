// How flows name an order: by its id, not by the number that shoppers see.
import { Type } from 'typebox'

export const OrderId = Type.String({
  title: 'Order id',
  description: 'Such as order_01J…; not the number that shoppers see.',
  pattern: '^order_[0-9A-Za-z]{10,40}$',
})
