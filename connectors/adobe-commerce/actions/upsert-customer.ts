// Writes a customer by e-mail address, which Commerce keeps unique on a website. Commerce saves what it is sent as the whole customer: addresses
// that are missing are deleted (magento2 issue 2499), and attributes may be emptied (issue 27909). So all that is there is sent back with the changes.
import { Type, type Static } from 'typebox'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { identityOf } from '../auth.ts'
import { write } from '../client.ts'
import { CUSTOMER, customerByEmail, CustomerOutput, Email, toCustomer, WebsiteId } from '../customer.ts'
import { AddressInput, withAddresses } from '../customer-address.ts'
import { customerAttributeValues, writesCustomerAttributes } from '../customer-attributes.ts'
import { CUSTOMER_INPUT_FIELDS } from '../retail.ts'
import { Customer } from '../schemas.ts'

const name = (title: string) =>
  Type.Optional(Type.String({ title, description: 'Needed for a new customer.', minLength: 1, maxLength: 255 }))
const Input = speaking(
  'customer',
  Type.Object(
    {
      email: Email,
      firstName: name('First name'),
      lastName: name('Last name'),
      websiteId: WebsiteId('Where accounts belong to one website. Empty: any; a new customer comes onto website 1.'),
      groupId: Type.Optional(
        Type.Integer({
          title: 'Group id',
          description: "Of the customer group. Empty: as it is, for new ones the shop's default.",
          minimum: 1,
        }),
      ),
      taxNumber: Type.Optional(Type.String({ title: 'Tax number', description: 'Such as GB123456789.', maxLength: 255 })),
      newsletter: Type.Optional(
        Type.Boolean({
          title: 'Newsletter',
          description: 'Whether the newsletter is sent. Commerce may ask or tell the customer by e-mail.',
        }),
      ),
      billing: AddressInput('Billing address'),
      shipping: AddressInput('Shipping address'),
      fields: SystemFields,
    },
    { additionalProperties: false },
  ),
  CUSTOMER_INPUT_FIELDS,
)
type Wanted = Static<typeof Input>
const Output = Type.Object({
  customer: CustomerOutput,
  created: Type.Boolean({ title: 'New', description: 'False: it was there.' }),
})

export const upsertCustomer = {
  id: 'upsert-customer',
  label: 'Create or change a customer',
  description: 'Writes the account with an e-mail address. What is left empty stays as it is. Commerce sends new customers its e-mail.',
  effect: 'write',
  safety: 'upsert',
  discover: writesCustomerAttributes,
  input: Input,
  output: Output,
  example: { customer: CUSTOMER, created: false },
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const fields = await customerAttributeValues(context, wanted.fields)
    const of = JSON.stringify(['customer', identityOf(context.config), wanted.email.toLowerCase()])
    const { customer, created } = await oneAtATime(of, () => save(context, wanted, fields))
    return { customer: await toCustomer(customer, context), created }
  },
} as const satisfies Action

interface Saved {
  readonly customer: Customer
  readonly created: boolean
}
type Fields = Readonly<Record<string, unknown>>

async function save(context: ActionContext, wanted: Wanted, fields: Fields): Promise<Saved> {
  const known = await customerByEmail(context, wanted.email, wanted.websiteId)
  if (known) return await change(context, known, wanted, fields)
  try {
    return { customer: await write(context, 'POST', '/customers', Customer, { customer: newOne(wanted, fields) }), created: true }
  } catch (error) {
    // Signed up between the look and the try, or by a try whose answer was lost.
    const other =
      hasErrorCode(error) && error.code === 'vendor-rejected' ? await customerByEmail(context, wanted.email, wanted.websiteId) : undefined
    if (!other) throw error
    return await change(context, other, wanted, fields)
  }
}

async function change(context: ActionContext, known: Customer, wanted: Wanted, fields: Fields): Promise<Saved> {
  // Kept by Commerce itself; sent back, the time of change would be the old one.
  const { created_at: _, updated_at: __, ...kept } = known
  const { is_subscribed: ___, ...extension } = known.extension_attributes ?? {}
  const customer = {
    ...kept,
    ...changesOf(wanted, fields, known),
    // A subscription that is sent is a wish of its own, with its e-mail.
    extension_attributes: { ...extension, ...(wanted.newsletter !== undefined && { is_subscribed: wanted.newsletter }) },
  }
  return { customer: await write(context, 'PUT', `/customers/${known.id}`, Customer, { customer }), created: false }
}

function newOne(wanted: Wanted, fields: Fields): Readonly<Record<string, unknown>> {
  const { email, firstName, lastName, websiteId = 1, newsletter } = wanted
  if (firstName === undefined || lastName === undefined) {
    throw new AppError('action-input-invalid', { message: say`${email} is a new customer: a first name and a last name are needed.` })
  }
  return {
    email,
    website_id: websiteId,
    ...changesOf(wanted, fields, undefined),
    ...(newsletter !== undefined && { extension_attributes: { is_subscribed: newsletter } }),
  }
}

function changesOf(wanted: Wanted, fields: Fields, known: Customer | undefined): Readonly<Record<string, unknown>> {
  const { firstName, lastName, groupId, taxNumber, billing, shipping } = wanted
  const names = { firstname: firstName ?? known?.firstname, lastname: lastName ?? known?.lastname }
  const addresses = withAddresses(known?.addresses ?? [], { billing, shipping }, names)
  // A value of null, which answers may have, is refused.
  const values = new Map<string, unknown>((known?.custom_attributes ?? []).map(({ attribute_code: code, value }) => [code, value ?? '']))
  for (const [code, value] of Object.entries(fields)) values.set(code, value)
  return {
    ...names,
    ...(groupId !== undefined && { group_id: groupId }),
    ...(taxNumber !== undefined && { taxvat: taxNumber }),
    ...(addresses.length > 0 && { addresses }),
    ...(values.size > 0 && { custom_attributes: [...values].map(([attribute_code, value]) => ({ attribute_code, value })) }),
  }
}
