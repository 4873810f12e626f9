// How flows name an order: by its id, not by the number that shoppers see (plugins give numbers of their own).
import { Type } from 'typebox'

export const OrderId = Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9][0-9]{0,17}$' })], {
  title: 'Order id',
  description: 'The id of the order, such as 727; not the number that shoppers see.',
})
