// Makes a customer, or changes it where it differs. Its number is there once.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { quoted } from '#connectors/kit/odata/filter.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { change, create, find } from '../client.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { fieldValues, fill, writes } from '../own-fields.ts'
import { Code, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS } from '../retail.ts'

const Input = speaking(
  'customer',
  Type.Object(
    {
      number: Code('Number', 'Of the customer, such as WEB-1. One of this number is changed, not made again.', 20),
      displayName: Text('Name', 'Of the company or person.', 100),
      type: Type.Optional(
        Type.Union([Type.Literal('Person'), Type.Literal('Company')], {
          title: 'Kind',
          description: "Business Central's default when empty.",
        }),
      ),
      email: Type.Optional(Text('E-mail', 'Unchanged when empty.', 80)),
      phoneNumber: Type.Optional(Text('Telephone', 'Unchanged when empty.', 30)),
      addressLine1: Type.Optional(Text('Address line 1', 'Unchanged when empty.', 100)),
      addressLine2: Type.Optional(Text('Address line 2', 'Unchanged when empty.', 50)),
      city: Type.Optional(Text('City', 'Unchanged when empty.', 30)),
      state: Type.Optional(Text('State', 'Unchanged when empty.', 30)),
      postalCode: Type.Optional(Text('Postal code', 'Unchanged when empty.', 20)),
      country: Type.Optional(Code('Country', 'Code of a country that Business Central has, such as GB. Unchanged when empty.', 10)),
      taxRegistrationNumber: Type.Optional(Text('VAT number', 'Unchanged when empty.', 20)),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  CUSTOMER_FIELDS,
)

const Known = Type.Object({
  '@odata.etag': Type.String(),
  id: Type.String(),
  ...Object.fromEntries(
    Object.keys(Input.properties)
      .filter((name) => name !== 'fields')
      .map((name) => [name, Type.Optional(Type.String())]),
  ),
})

const Output = Type.Object({ id: Type.String({ title: 'Id' }), number: Type.String({ title: 'Number' }) })

export const upsertCustomer = {
  id: 'upsert-customer',
  label: 'Create or change a customer',
  description: 'Makes the customer of this number, or changes what differs.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { id: '1b9f3c52-77aa-4a0e-8f21-6c1f0a9d2e34', number: 'WEB-1' },
  discover: writes('customers'),
  async run(input, context): Promise<Static<typeof Output>> {
    const { fields, ...wanted } = parseInput(Input, input)
    const own = await fieldValues(context, 'customers', fields)
    const { number } = wanted
    return await oneAtATime(JSON.stringify([identityOf(context.config), 'customers', number]), async () => {
      const known = await find(context, 'customers', Known, `number eq ${quoted(number)}`)
      if (!known) {
        const { id } = await create(context, 'customers', Known, wanted)
        await fill(context, 'customers', id, own)
        return { id, number }
      }
      const before: Readonly<Record<string, unknown>> = known
      const changes = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => before[name] !== value))
      if (Object.keys(changes).length > 0) await change(context, `customers(${known.id})`, known['@odata.etag'], changes)
      await fill(context, 'customers', known.id, own)
      return { id: known.id, number }
    })
  },
} as const satisfies Action
