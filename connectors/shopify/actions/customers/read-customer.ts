// What names a customer, and finding it.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { graphql } from '../../client.ts'
import { GET_CUSTOMER } from '../../documents/customer.ts'
import { customerGid, CustomerId } from '../../gid.ts'
import { needInput } from '../need-input.ts'
import { CustomId } from '../products/read-product.ts'

export const Email = Type.String({ title: 'E-mail', pattern: '^[^@\\s]+@[^@\\s]+$', maxLength: 255 })
export const Phone = Type.String({ title: 'Phone', description: 'With the country, such as +442079460011', pattern: '^\\+[0-9]{6,15}$' })

export interface CustomerNames {
  readonly customerId?: string | number
  readonly email?: string
  readonly phone?: string
  readonly customId?: Static<typeof CustomId>
}

export const CUSTOMER_ID_OR_OWN = { customerId: Type.Optional(CustomerId), customId: Type.Optional(CustomId) }

export type Identifier =
  | { readonly by: 'id'; readonly value: string }
  | { readonly by: 'email' | 'phone'; readonly value: string }
  | { readonly by: 'customId'; readonly value: Static<typeof CustomId> }

/** The strongest of the names: the id, your own id, the e-mail, the phone. Throws `action-input-invalid` when there is none. */
export function identifierOf({ customerId, customId, email, phone }: CustomerNames): Identifier {
  if (customerId !== undefined) return { by: 'id', value: customerGid(customerId) }
  if (customId !== undefined) return { by: 'customId', value: customId }
  if (email !== undefined) return { by: 'email', value: email }
  needInput(phone !== undefined, '/email', 'Name the customer by e-mail, phone, your own id or the id of Shopify.')
  return { by: 'phone', value: phone }
}

/** As `customerSet` names it, and as `customerByIdentifier` does. */
export function setIdentifier({ by, value }: Identifier): Record<string, Json> {
  return { [by]: value as Json }
}
function getIdentifier({ by, value }: Identifier): Record<string, Json> {
  return { [by === 'email' ? 'emailAddress' : by === 'phone' ? 'phoneNumber' : by]: value as Json }
}

export async function readCustomer(context: CallContext, identifier: Identifier) {
  const { customerByIdentifier } = await graphql(context, GET_CUSTOMER, { identifier: getIdentifier(identifier) })
  return customerByIdentifier ?? undefined
}
