// Who an order is for, as orders and their refunds name them.
import { Type, type Static } from 'typebox'
import { nullable } from './document.ts'

const text = nullable(Type.String())

export const OrderCustomer = nullable(
  Type.Object({
    id: Type.String(),
    firstName: text,
    lastName: text,
    defaultEmailAddress: nullable(Type.Object({ emailAddress: Type.String() })),
  }),
)
export type OrderCustomer = Static<typeof OrderCustomer>
export const ORDER_CUSTOMER_FIELDS = 'customer { id firstName lastName defaultEmailAddress { emailAddress } }'
