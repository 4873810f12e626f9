// Finds a customer by its code or e-mail address, and makes one where there is none.
import { Type, type Static } from 'typebox'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { allOf, anyOf, quoted } from '#connectors/kit/odata/filter.ts'
import { oneAtATime } from '#connectors/kit/one-at-a-time.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { identityOf } from '../auth.ts'
import { ExternalPartner, Partner, PARTNER, PARTNER_MEMBERS, toPartner } from '../business-partner.ts'
import { create, find } from '../client.ts'
import { SeriesName, seriesOf } from '../series.ts'
import { SystemFields } from '#connectors/kit/discover.ts'
import { fieldValues, writes } from '../user-fields.ts'
import { Currency, ownCurrency, refuseInput, Text } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { PARTNER_INPUT_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    code: Type.Optional(Text('Code', 'Of the business partner. Found by it, and made with it.', 15)),
    email: Type.Optional(Text('E-mail', 'Found by it where no code is given.', 100)),
    name: Text('Name', 'Of the person or company, for one that is made.', 100),
    phone: Type.Optional(Text('Telephone', 'For one that is made.', 20)),
    currency: Type.Optional(Currency),
    group: Type.Optional(
      Type.Integer({ title: 'Group', description: 'Number of the customer group. The default group when empty.', minimum: 1 }),
    ),
    taxNumber: Type.Optional(Text('VAT number', 'For one that is made.', 32)),
    series: SeriesName,
    fields: SystemFields,
    address: Type.Optional(
      Type.Object(
        {
          name: Text('Name', 'Of the address, such as Home.', 50),
          street: Type.Optional(Text('Street', 'With the number.', 100)),
          city: Type.Optional(Text('City', 'Or town.', 100)),
          zipCode: Type.Optional(Text('Postal code', 'As written on letters.', 20)),
          state: Type.Optional(Text('State', 'Code of a state that SAP Business One has.', 3)),
          country: Type.Optional(Type.String({ title: 'Country', description: 'Such as GB.', pattern: '^[A-Z]{2,3}$' })),
        },
        { title: 'Address', description: 'Bill-to and ship-to address of one that is made.', additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
type Wanted = Static<typeof Input>

/** SAP's number of business partners, whose series have a sub-type for customers. */
const OBJECT = 2

export const findOrCreatePartner = {
  id: 'find-or-create-partner',
  label: 'Find or create a customer',
  description: 'Finds the customer of this code, or of this e-mail address where no code is given, and makes one where there is none.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('customer', Input, PARTNER_INPUT_FIELDS),
  output: Type.Object({ partner: Partner, created: Type.Boolean({ title: 'Made now' }) }),
  example: { partner: PARTNER, created: false },
  discover: writes({ fields: 'partner' }),
  async run(input, context) {
    const wanted = parseInput(Input, input)
    const own = await fieldValues(context, 'partner', wanted.fields)
    const name = JSON.stringify([identityOf(context.config), 'BusinessPartners', wanted.code ?? wanted.email?.toLowerCase()])
    return await oneAtATime(name, async () => {
      const known = await find(context, 'BusinessPartners', ExternalPartner, filterOf(wanted), { select: PARTNER_MEMBERS })
      const partner = known ?? (await create(context, 'BusinessPartners', ExternalPartner, { ...(await bodyOf(context, wanted)), ...own }))
      return { partner: toPartner(partner, context), created: !known }
    })
  },
} as const satisfies Action

function filterOf({ code, email }: Wanted): string {
  if (code !== undefined) return `CardCode eq ${quoted(code)}`
  if (email === undefined) return refuseInput('A customer is found by a code or an e-mail address.', 'Give one of them.')
  // Some databases tell capitals apart: the address as it is given, and as shops keep it.
  const spellings = [...new Set([email, email.toLowerCase()])].map((one) => `EmailAddress eq ${quoted(one)}`)
  return allOf([anyOf(spellings), "CardType eq 'cCustomer'"])
}

async function bodyOf(context: ActionContext, wanted: Wanted): Promise<object> {
  const { address } = wanted
  const series = await seriesOf(context, OBJECT, wanted.series, 'C')
  if (wanted.code === undefined && series === undefined)
    refuseInput('A new customer needs a code.', 'Give a code, or the name of a series that gives codes.')
  const place = address && {
    AddressName: address.name,
    ...(address.street !== undefined && { Street: address.street }),
    ...(address.city !== undefined && { City: address.city }),
    ...(address.zipCode !== undefined && { ZipCode: address.zipCode }),
    ...(address.state !== undefined && { State: address.state }),
    ...(address.country !== undefined && { Country: address.country }),
  }
  return {
    ...(wanted.code !== undefined && { CardCode: wanted.code }),
    ...(series !== undefined && { Series: series }),
    CardName: wanted.name,
    CardType: 'cCustomer',
    ...(wanted.email !== undefined && { EmailAddress: wanted.email }),
    ...(wanted.phone !== undefined && { Phone1: wanted.phone }),
    ...(wanted.currency !== undefined && { Currency: ownCurrency(wanted.currency, context.config) }),
    ...(wanted.group !== undefined && { GroupCode: wanted.group }),
    ...(wanted.taxNumber !== undefined && { FederalTaxID: wanted.taxNumber }),
    ...(place && { BPAddresses: ['bo_BillTo', 'bo_ShipTo'].map((AddressType) => ({ ...place, AddressType })) }),
  }
}
