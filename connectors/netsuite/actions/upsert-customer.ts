// Writes a customer by its external id.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { fieldValues, writes } from '../record-fields.ts'
import { quoted, suiteQl, upsert } from '../client.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { CUSTOMER_FIELDS } from '../retail.ts'

const text = (title: string, maxLength: number, description?: string) =>
  Type.String({ title, maxLength, minLength: 1, ...(description !== undefined && { description }) })

const Input = speaking(
  'customer',
  Type.Object(
    {
      externalId: text('External id', 100, 'Names the customer for ever, such as the shop’s customer id.'),
      company: Type.Optional(text('Company', 83, 'Of a business; without it the customer is a person.')),
      firstName: Type.Optional(text('First name', 32)),
      lastName: Type.Optional(text('Last name', 32)),
      email: Type.Optional(text('E-mail', 254)),
      phone: Type.Optional(text('Telephone', 22)),
      subsidiaryId: Type.Optional(
        Type.String({ title: 'Subsidiary’s internal id', description: 'Needed in accounts with several (OneWorld).', pattern: '^\\d+$' }),
      ),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  CUSTOMER_FIELDS,
)
const Output = Type.Object({
  id: Type.String({ title: 'Internal id' }),
  number: Type.String({ title: 'Number', description: 'Such as CUS512.' }),
})

export const upsertCustomer = {
  id: 'upsert-customer',
  label: 'Write customer',
  description: 'Makes a customer, or changes the one of the same external id.',
  effect: 'write',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { id: '512', number: 'CUS512' },
  discover: writes('customer'),
  async run(input, context) {
    const { externalId, company, firstName, lastName, email, phone, subsidiaryId, fields } = input as Static<typeof Input>
    if (company === undefined && lastName === undefined) {
      const message = 'A person needs a last name, a business its company.'
      throw new AppError('action-input-invalid', { message, issues: [{ path: '/lastName', code: 'required', message }] })
    }
    const own = await fieldValues(context, 'customer', { body: fields })
    await upsert(context, 'customer', externalId, {
      ...own.body,
      isPerson: company === undefined,
      ...(company !== undefined && { companyName: company }),
      ...(firstName !== undefined && { firstName }),
      ...(lastName !== undefined && { lastName }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      ...(subsidiaryId !== undefined && { subsidiary: { id: subsidiaryId } }),
    })
    const { rows } = await suiteQl(context, `SELECT id, entityid FROM customer WHERE externalid = ${quoted(externalId)}`, { limit: 1 })
    const [row] = rows
    if (!row)
      throw new AppError('vendor-answer-invalid', {
        message: say`NetSuite does not find the customer ${externalId} that it has just taken.`,
      })
    return { id: row['id'] ?? '', number: row['entityid'] ?? '' }
  },
} as const satisfies Action
