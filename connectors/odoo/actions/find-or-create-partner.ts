// Finds a customer by reference or e-mail address, and makes one when there is none.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { textOf } from '../client.ts'
import { writes } from '../model-fields.ts'
import { findOrCreatePartner, PARTNER_OWN, PartnerInput } from '../partner.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PARTNER_FIELDS } from '../retail.ts'

const Input = speaking(
  'customer',
  Type.Object(
    {
      ...PartnerInput.properties,
      fields: SystemFields,
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
  discover: writes('res.partner', PARTNER_OWN),
  example: { id: 7, name: 'Ada Lovelace', created: false },
  async run(input, context) {
    const { update, fields, ...partner } = input as Static<typeof Input>
    const { partner: row, created } = await findOrCreatePartner(context, partner, update === true, fields)
    return { id: row.id, name: textOf(row['name']) ?? '', created }
  },
} as const satisfies Action
