// A third party, which is a customer, prospect or supplier, as a flow sees it.
import { Type, type Static } from 'typebox'
import type { CallContext } from '#connectors/kit/contract.ts'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import { Loose } from './client.ts'
import { fieldsRead } from './extra-fields.ts'
import { instantOrNull, textOf, textOrNull } from './values.ts'

export const ExternalThirdParty = Type.Object({
  id: Type.Union([Type.String(), Type.Integer()]),
  name: Loose,
  ref_ext: Loose,
  code_client: Loose,
  client: Loose,
  email: Loose,
  phone: Loose,
  status: Loose,
  date_modification: Loose,
  array_options: Type.Optional(Type.Unknown()),
})

export const ThirdParty = Type.Object({
  id: Type.String({ title: 'Id' }),
  name: Type.String({ title: 'Name' }),
  reference: Type.Union([Type.String(), Type.Null()], { title: 'Reference', description: 'External reference' }),
  code: Type.Union([Type.String(), Type.Null()], { title: 'Customer code' }),
  email: Type.Union([Type.String(), Type.Null()], { title: 'E-mail' }),
  phone: Type.Union([Type.String(), Type.Null()], { title: 'Telephone' }),
  isCustomer: Type.Boolean({ title: 'Customer' }),
  active: Type.Boolean({ title: 'Active' }),
  updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed at' }),
  fields: SystemFieldsRead,
})

export const THIRD_PARTY: Static<typeof ThirdParty> = {
  id: '12',
  name: 'Ada Lovelace',
  reference: 'shop-77',
  code: 'CU2603-00012',
  email: 'ada@example.com',
  phone: null,
  isCustomer: true,
  active: true,
  updatedAt: '2026-03-02T10:15:00.000Z',
}

export const toThirdParty = (one: Static<typeof ExternalThirdParty>, context: Pick<CallContext, 'config'>): Static<typeof ThirdParty> => ({
  id: String(one.id),
  name: textOf(one.name),
  reference: textOrNull(one.ref_ext),
  code: textOrNull(one.code_client),
  email: textOrNull(one.email),
  phone: textOrNull(one.phone),
  // 1 is a customer, 3 a customer and prospect.
  isCustomer: ['1', '3'].includes(textOf(one.client)),
  active: textOf(one.status) !== '0',
  updatedAt: instantOrNull(one.date_modification, context),
  ...fieldsRead(one.array_options),
})
