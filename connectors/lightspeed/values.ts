// Values that several actions take.
import { createHash } from 'node:crypto'
import { Type } from 'typebox'

const UUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
export const Id = (title: string, description: string) => Type.String({ title, description, pattern: UUID })
export const Sku = Type.String({ title: 'SKU', description: 'As the product has it.', minLength: 1, maxLength: 255 })
export const Amount = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,5})?$' })
export const Quantity = (title: string, description: string) =>
  Type.String({ title, description, pattern: '^-?(0|[1-9][0-9]{0,8})(\\.[0-9]{1,5})?$' })
/** An id of our own for a record, the same for the same key: RFC 9562, version 8. */
export function idOfKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
