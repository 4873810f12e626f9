// Finds a customer by reference or e-mail address, and makes one when there is none.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { textOf } from '../client.ts'
import { findOrCreatePartner, PartnerInput } from '../partner.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PARTNER_FIELDS } from '../retail.ts'

const Input = speaking(
  'customer',
  Type.Object(
    {
      ...PartnerInput.properties,
      update: Type.Optional(
        Type.Boolean({ title: 'Update', description: 'Writes the given details into a contact that is there already. Default: no.' }),
      ),
    },
    { additionalProperties: false },
  ),
  PARTNER_FIELDS,
)
const Output = Type.Object({
  id: Type.Integer({ title: 'Odoo id', description: 'Of the res.partner.' }),
  name: Type.String({ title: 'Name', description: 'As it stands in Odoo.' }),
  created: Type.Boolean({ title: 'Created', description: 'False when the contact was there already.' }),
})

export const findOrCreatePartnerAction = {
  id: 'find-or-create-partner',
  label: 'Find or create customer',
  description: 'Looks for a contact by its reference, then by its e-mail address, and makes one when there is none.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { id: 7, name: 'Ada Lovelace', created: false },
  async run(input, context) {
    const { update, ...partner } = input as Static<typeof Input>
    const { partner: row, created } = await findOrCreatePartner(context, partner, update === true)
    return { id: row.id, name: textOf(row['name']) ?? '', created }
  },
} as const satisfies Action
