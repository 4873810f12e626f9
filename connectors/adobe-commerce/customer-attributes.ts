// Attributes of customers that people or modules added to this shop: told to the designer, written and read. Those that every shop has are members
// of the customer itself.
// https://developer.adobe.com/commerce/webapi/rest/quick-reference/ (attributeMetadata/customer/custom)
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { attributeValue, fieldsOf, kindOf, optionsOf, toDiscovered, type Attribute } from './attribute.ts'
import { identityOf } from './auth.ts'
import { read } from './client.ts'

const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const CustomerAttribute = Type.Object({
  attribute_code: Type.String(),
  frontend_input: Words,
  frontend_class: Words,
  frontend_label: Words,
  store_label: Words,
  note: Words,
  system: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  options: Type.Optional(Type.Union([Type.Array(Type.Object({ label: Words, value: Words })), Type.Null()])),
})

const toAttribute = (given: Static<typeof CustomerAttribute>): Attribute => ({
  code: given.attribute_code,
  input: given.frontend_input,
  check: given.frontend_class,
  label: given.frontend_label || given.store_label,
  note: given.note,
  isAdded: true,
  options: optionsOf(given.options),
})

/** All at once: this list has no pages. The switch for automatic groups is in it too, and is Commerce's own. */
const readAttributes = async (context: CallContext): Promise<readonly Attribute[]> =>
  (await read(context, '/attributeMetadata/customer/custom', Type.Array(CustomerAttribute)))
    .filter(({ system, attribute_code: code }) => system !== true && code !== 'disable_auto_group_change')
    .map(toAttribute)

const told = async (context: CallContext) =>
  (await readAttributes(context)).flatMap((attribute) => {
    const kind = kindOf(attribute)
    return kind === undefined ? [] : [[attribute.code, toDiscovered(attribute, kind)] as const]
  })

export const writesCustomerAttributes: Discovery = {
  read: async (_, context) => ({ input: fieldsBelow('fields', await told(context)) }),
}
/** `place`: of the fields in the output, such as `customer.fields`. */
export const readsCustomerAttributes = (place: string): Discovery => ({
  read: async (_, context) => ({ output: fieldsBelow(place, await told(context)) }),
})

/** What is given under `fields`, as Commerce takes it. Throws `action-input-invalid`. */
export async function customerAttributeValues(
  context: CallContext,
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  if (!given || Object.keys(given).length === 0) return {}
  const attributes = new Map((await readAttributes(context)).map((attribute) => [attribute.code, attribute]))
  return await writeFields('Adobe Commerce', given, (code, value) => {
    const attribute = attributes.get(code)
    if (!attribute) throw new Unfit(`Adobe Commerce has no attribute "${code}" of customers.`)
    return attributeValue(attribute, value)
  })
}

const known = remembered<readonly Attribute[]>()

type Values = readonly { readonly attribute_code: string; readonly value?: unknown }[] | null | undefined

/** What people added to a customer, by what attributes there were in the last ten minutes. Who may read customers may read their attributes. */
export async function customerAttributesRead(context: CallContext, values: Values): Promise<{ readonly fields?: Record<string, Json> }> {
  if ((values ?? []).length === 0) return {}
  return fieldsOf(await known.get(identityOf(context.config), context.now(), () => readAttributes(context)), values)
}
