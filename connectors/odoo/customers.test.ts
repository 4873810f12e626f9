// A customer of a shop is one contact: found by its reference, its e-mail, its telephone number, and never guessed.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, CUSTOMERS, EMAIL_CONSENT, SECRETS, shopper } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_name, config) => {
  const { run, records, failure } = simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })

  interface Matched {
    readonly outcome: string
    readonly contactId: number
    readonly identifiedBy: string | null
    readonly question: string | null
  }
  const match = async (more: object) => (await run('match-customer', { referenceField: CUSTOMERS, ...more } as Json)) as unknown as Matched
  const contact = async (more: object) => ((await run('find-or-create-partner', more as Json)) as { id: number }).id
  const stored = async (id: number) => (await records('res.partner')).find((row) => row['id'] === id)

  describe('a customer', () => {
    it('is linked to the only contact with its e-mail, however both are written, and keeps the number of that contact', async () => {
      const id = await contact({ ref: 'C-2', name: 'Grace', email: '"Grace" <GRACE@example.com>' })
      await contact({ ref: 'C-3', name: 'Other', email: 'graces@example.com' })
      await contact({ ref: 'C-4', name: 'Other', email: 'not.grace@example.com' })
      expect(await match(shopper)).toMatchObject({ outcome: 'linked', contactId: id, identifiedBy: 'email' })
      expect(await stored(id)).toMatchObject({ ref: 'C-2', name: 'Grace Hopper', [CUSTOMERS]: 'SHOPIFY-1', email: 'Grace@Example.com' })
    })
    it('is linked by its telephone number in the form of E.164 when nobody has its e-mail', async () => {
      await contact({ ref: 'C-2', name: 'Elsewhere', phone: '+1 207 946 0102' })
      const id = await contact({ ref: 'C-3', name: 'Grace', phone: '(020) 7946-0102', countryCode: 'GB' })
      expect(await match(shopper)).toMatchObject({ outcome: 'linked', contactId: id, identifiedBy: 'phone' })
    })
    it('is never linked by its name', async () => {
      await contact({ ref: 'C-2', name: shopper.name })
      expect(await match({ reference: 'SHOPIFY-1', name: shopper.name, email: shopper.email })).toMatchObject({ outcome: 'created' })
    })
    it('is not linked by what the client does not count', async () => {
      await contact({ ref: 'C-2', name: 'Grace', email: shopper.email })
      const id = await contact({ ref: 'C-3', name: 'Grace', phone: '+44 20 7946 0102' })
      expect(await match({ ...shopper, matchBy: ['phone'] })).toMatchObject({ contactId: id, identifiedBy: 'phone' })
      expect(await match({ ...shopper, reference: 'SHOPIFY-2', matchBy: [] })).toMatchObject({ outcome: 'created' })
    })
    it('stays the same contact when its e-mail and name change, also when another contact has that e-mail', async () => {
      const { contactId } = await match(shopper)
      await contact({ ref: 'C-2', name: 'Murray', email: 'murray@example.com' })
      expect(await match({ ...shopper, email: 'murray@example.com', name: 'Grace Murray' })).toMatchObject({
        outcome: 'linked',
        contactId,
        identifiedBy: 'reference',
      })
      expect(await stored(contactId)).toMatchObject({ email: 'murray@example.com', name: 'Grace Murray' })
    })
    it('is not changed where the books own the contacts, and is linked all the same', async () => {
      const id = await contact({ ref: 'C-2', name: 'G. Hopper', email: shopper.email })
      await match({ ...shopper, update: false })
      expect(await stored(id)).toMatchObject({ name: 'G. Hopper', [CUSTOMERS]: 'SHOPIFY-1' })
    })
    it('is one of two shops as well', async () => {
      const { contactId } = await match(shopper)
      expect(await match({ ...shopper, reference: 'SHOPIFY-DE-9' })).toMatchObject({ outcome: 'linked', contactId, identifiedBy: 'email' })
      expect(await stored(contactId)).toMatchObject({ [CUSTOMERS]: 'SHOPIFY-1, SHOPIFY-DE-9' })
      expect(await match({ reference: 'SHOPIFY-DE-9' })).toMatchObject({ contactId, identifiedBy: 'reference' })
    })
    it('does not take the place of the number that a contact has in the field Reference', async () => {
      await contact({ ref: 'C-2', name: 'Grace', email: shopper.email })
      expect(await failure(run('match-customer', { ...shopper, referenceField: 'ref' }))).toMatchObject({
        code: 'vendor-rejected',
        message: expect.stringContaining('has the reference C-2, which SHOPIFY-1 would replace') as string,
      })
    })
    it('is refused before anything is written where Odoo lacks the field', async () => {
      const missing = { ...shopper, consents: [{ field: 'x_consent', timeField: 'x_consent_at', state: 'subscribed' }] }
      expect(await failure(run('match-customer', missing))).toMatchObject({ message: 'Odoo has no field "x_consent" on contacts.' })
      expect(await match({ ...shopper, createMissing: false })).toMatchObject({ outcome: 'missing', contactId: null })
    })
  })

  describe('two contacts for one customer', () => {
    it('are left to a person, whose decision holds from then on', async () => {
      const ids = [
        await contact({ ref: 'C-2', name: 'Grace', email: shopper.email }),
        await contact({ ref: 'C-3', name: 'G. Hopper', email: 'grace@EXAMPLE.com, hopper@example.com' }),
      ]
      const before = (await records('res.partner')).length
      const question = `SHOPIFY-1: ${ids.join(' / ')}`
      expect(await match(shopper)).toMatchObject({
        outcome: 'undecided',
        contactId: null,
        question,
        candidates: [{ id: ids[0] }, { id: ids[1] }],
      })
      expect(await records('res.partner')).toHaveLength(before)
      expect(await match({ ...shopper, decision: String(ids[1]) })).toMatchObject({
        outcome: 'linked',
        contactId: ids[1],
        identifiedBy: 'decision',
      })
      expect(await match(shopper)).toMatchObject({ outcome: 'linked', contactId: ids[1], identifiedBy: 'reference' })
    })
    it('may be neither of them', async () => {
      await contact({ ref: 'C-2', name: 'Grace', email: shopper.email })
      await contact({ ref: 'C-3', name: 'Grace', email: shopper.email })
      const { contactId } = await match({ ...shopper, decision: 'new' })
      expect(await match(shopper)).toMatchObject({ contactId, identifiedBy: 'reference' })
      expect(await failure(run('match-customer', { ...shopper, reference: 'SHOPIFY-5', decision: 99_999 }))).toMatchObject({
        message: 'Odoo has no contact with the id 99999, which was decided for.',
      })
    })
    it('are not the contact and its address for deliveries', async () => {
      const { contactId } = await match(shopper)
      await contact({ ref: 'C-9', name: 'Grace, at home', email: shopper.email, fields: { parent_id: contactId, type: 'delivery' } })
      expect(await match({ ...shopper, reference: 'OTHER-1' })).toMatchObject({ outcome: 'linked', contactId })
    })
    it('are one and another customer who shares the telephone: nobody is guessed', async () => {
      const { contactId } = await match(shopper)
      const sister = { reference: 'SHOPIFY-2', name: 'Mary', email: 'mary@example.com', phone: '+442079460102' }
      expect(await match(sister)).toMatchObject({
        outcome: 'undecided',
        question: `SHOPIFY-2: ${contactId}`,
        candidates: [{ id: contactId, customers: ['SHOPIFY-1'] }],
      })
    })
  })

  describe('consent', () => {
    const told = async (state: string, at: string | null) => {
      const { contactId } = await match({ ...shopper, consents: [{ ...EMAIL_CONSENT, state, at }] })
      const row = await stored(contactId)
      return [row?.[EMAIL_CONSENT.field], row?.[EMAIL_CONSENT.timeField]]
    }
    it('goes with its time, and never back from a later to an earlier one', async () => {
      expect(await told('not_subscribed', null)).toEqual(['not_subscribed', undefined])
      expect(await told('subscribed', '2026-11-01T10:00:00+01:00')).toEqual(['subscribed', '2026-11-01 09:00:00'])
      expect(await told('unsubscribed', '2026-11-03T09:00:00Z')).toEqual(['unsubscribed', '2026-11-03 09:00:00'])
      expect(await told('subscribed', '2026-11-01T09:00:00Z')).toEqual(['unsubscribed', '2026-11-03 09:00:00'])
      expect(await told('not_subscribed', null)).toEqual(['unsubscribed', '2026-11-03 09:00:00'])
      expect(await told('subscribed', '2026-11-03T09:00:00.900Z')).toEqual(['unsubscribed', '2026-11-03 09:00:00'])
      expect(await told('subscribed', '2026-11-03T09:00:01Z')).toEqual(['subscribed', '2026-11-03 09:00:01'])
    })
  })

  describe('a company', () => {
    const company = { reference: 'SHOPIFY-COMPANY-7001', name: 'Analytical Engines Ltd', number: 'B-77' }
    it('is a contact of its own, made once, with its people below it', async () => {
      const first = await match({ ...shopper, company })
      const second = await match({
        reference: 'SHOPIFY-2',
        name: 'Mary',
        email: 'mary@example.com',
        company: { ...company, name: 'Analytical' },
      })
      const made = (await records('res.partner')).filter((row) => row['is_company'] === true)
      expect(made).toMatchObject([{ name: company.name, ref: 'B-77', [CUSTOMERS]: company.reference }])
      const parent = [made[0]?.['id'], company.name]
      expect(await Promise.all([first, second].map(({ contactId }) => stored(contactId)))).toMatchObject([
        { parent_id: parent },
        { parent_id: parent },
      ])
    })
    it('that the books have is found by its number, never by its name, and nobody changes the company they belong to', async () => {
      const known = await contact({ ref: 'B-77', name: 'Analytical Engines Limited', fields: { is_company: true } })
      const other = await contact({ ref: 'B-78', name: company.name, fields: { is_company: true } })
      const worker = await contact({ ref: 'C-2', name: 'Grace', email: shopper.email, fields: { parent_id: other } })
      await match({ ...shopper, company })
      const { contactId } = await match({ reference: 'SHOPIFY-2', name: 'Mary', company })
      expect(await stored(worker)).toMatchObject({ parent_id: [other, company.name] })
      expect(await stored(contactId)).toMatchObject({ parent_id: [known, 'Analytical Engines Limited'] })
      expect(await stored(known)).toMatchObject({ [CUSTOMERS]: company.reference, name: 'Analytical Engines Limited' })
    })
    it('keeps its name when a person buys with its e-mail', async () => {
      const known = await contact({ ref: 'B-77', name: company.name, email: shopper.email, fields: { is_company: true } })
      await match({ ...shopper, companyName: 'Analytical' })
      expect(await stored(known)).toMatchObject({ name: company.name, company_name: 'Analytical' })
    })
  })

  describe('merged customers', () => {
    const merge = (more: object = {}) =>
      run('merge-customers', { kept: 'SHOPIFY-2', gone: 'SHOPIFY-1', referenceField: CUSTOMERS, ...more })
    it('are the contact of the one that went, also when that is told twice', async () => {
      const { contactId } = await match(shopper)
      expect(await merge()).toEqual({ outcome: 'moved', contactId })
      expect(await merge()).toEqual({ outcome: 'nothing', contactId })
      expect(await match({ reference: 'SHOPIFY-2' })).toMatchObject({ contactId, identifiedBy: 'reference' })
    })
    it('that are two contacts wait until a person has merged those', async () => {
      const { contactId } = await match(shopper)
      const other = await match({ reference: 'SHOPIFY-2', name: 'Grace', email: 'g@example.com' })
      expect(await failure(merge())).toMatchObject({
        code: 'vendor-rejected',
        message: `SHOPIFY-1 was merged into SHOPIFY-2 in the shop, and they are 2 contacts in Odoo: ${contactId}, ${other.contactId}.`,
      })
      expect(await stored(contactId)).toMatchObject({ [CUSTOMERS]: 'SHOPIFY-1' })
    })
    it('that Odoo never had are nothing to do', async () => {
      expect(await merge()).toEqual({ outcome: 'nothing', contactId: null })
    })
  })
})
