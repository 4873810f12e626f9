// The company that a customer buys for: a contact of its own, known by its reference or by its number in Odoo. Companies are never found by name.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { create, searchRead, write, type OdooRow } from './client.ts'
import { contactsOf, CustomerReference, withReference } from './customer-reference.ts'

export const Company = Type.Object(
  {
    reference: { ...CustomerReference, title: 'Company of the shop', description: 'Shop and company id, such as SHOPIFY-COMPANY-7001.' },
    name: Type.String({ title: 'Name', description: 'Of a company that is made.', minLength: 1, maxLength: 200 }),
    number: Type.Optional(
      Type.String({ title: 'Number in Odoo', description: 'The reference of its contact, where the shop knows it.', maxLength: 80 }),
    ),
  },
  {
    title: 'Company',
    description: 'That the customer buys for. A new contact, and one that belongs to no company, becomes a contact of it.',
    additionalProperties: false,
  },
)
type Company = Static<typeof Company>

/** The company's contact; made when nobody has its reference or number. */
export async function companyId(context: CallContext, { reference, name, number }: Company, field: string): Promise<number> {
  const { linked } = await contactsOf(context, field, reference, ['ref'])
  if (linked[0]) return linked[0].id
  const numbered = number === undefined ? undefined : await companyNumbered(context, number, field)
  if (numbered) {
    // Where the number itself stands in the field it names the company already.
    if (field !== 'ref') await write(context, 'res.partner', [numbered.id], { [field]: withReference(numbered, field, reference) })
    return numbered.id
  }
  const own = number !== undefined && field !== 'ref' ? { ref: number } : {}
  return await create(context, 'res.partner', { name, is_company: true, ...own, [field]: reference })
}

async function companyNumbered(context: CallContext, number: string, field: string): Promise<OdooRow | undefined> {
  const domain = [
    ['ref', '=', number],
    ['is_company', '=', true],
  ] as const
  return (await searchRead(context, 'res.partner', domain, { fields: [...new Set(['ref', field])], limit: 1 }))[0]
}
