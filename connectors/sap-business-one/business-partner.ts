// A business partner as a flow sees it.
import { Type, type Static } from 'typebox'
import { SystemFieldsRead } from '#connectors/kit/discover.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { changedAtOf, isoCurrency, MaybeText } from './values.ts'

export const ExternalPartner = Type.Object({
  CardCode: Type.String(),
  CardName: MaybeText,
  CardType: MaybeText,
  EmailAddress: MaybeText,
  Phone1: MaybeText,
  Currency: MaybeText,
  Valid: MaybeText,
  Frozen: MaybeText,
  UpdateDate: MaybeText,
  UpdateTime: MaybeText,
})
export const PARTNER_MEMBERS = Object.keys(ExternalPartner.properties).join(',')

export const Partner = Type.Object({
  code: Type.String({ title: 'Code' }),
  name: Type.String({ title: 'Name' }),
  kind: Type.String({ title: 'Kind', description: 'customer, supplier or lead' }),
  email: Type.Union([Type.String(), Type.Null()], { title: 'E-mail' }),
  phone: Type.Union([Type.String(), Type.Null()], { title: 'Telephone' }),
  currency: Type.Union([Type.String(), Type.Null()], { title: 'Currency', description: 'Nothing for a partner in all currencies' }),
  active: Type.Boolean({ title: 'Active' }),
  updatedAt: Type.Union([Type.String(), Type.Null()], { title: 'Changed at' }),
})
export type Partner = Static<typeof Partner>

/** As it is read in lists: with the company's own fields. */
export const FoundPartner = Type.Object({ ...Partner.properties, fields: SystemFieldsRead })

export const PARTNER: Partner = {
  code: 'WEB-1',
  name: 'Web shop',
  kind: 'customer',
  email: 'shop@harbour-finch.example',
  phone: null,
  currency: 'GBP',
  active: true,
  updatedAt: '2026-03-02T10:15:00.000Z',
}

/** The company's sign for all currencies. */
const ALL_CURRENCIES = '##'
const KINDS: Readonly<Record<string, string>> = { cCustomer: 'customer', cSupplier: 'supplier', cLid: 'lead' }

export const toPartner = (one: Static<typeof ExternalPartner>, { config }: Pick<CallContext, 'config'>): Partner => ({
  code: one.CardCode,
  name: one.CardName ?? '',
  kind: KINDS[one.CardType ?? ''] ?? one.CardType ?? '',
  email: one.EmailAddress || null,
  phone: one.Phone1 || null,
  currency: one.Currency && one.Currency !== ALL_CURRENCIES ? isoCurrency(one.Currency, config) : null,
  active: one.Frozen !== 'tYES' && one.Valid !== 'tNO',
  updatedAt: changedAtOf(one, config) ?? null,
})
