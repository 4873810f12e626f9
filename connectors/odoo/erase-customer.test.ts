// A customer who must be forgotten: nothing of the person stays but what documents must name, and it never comes back.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, CUSTOMERS, EMAIL_CONSENT, SECRETS, shopper } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('over %s', (_name, config) => {
  const { run, records, failure, emit } = simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })

  const grace = { ...shopper, street: '1 Navy Yard', city: 'London', zip: 'SE1 2AA', vat: 'GB123456789', companyName: 'Navy' }
  const match = async (more: object = {}) =>
    (await run('match-customer', { ...grace, ...more } as Json)) as { outcome: string; contactId: number }
  const erase = (more: object = {}) =>
    run('erase-customer', {
      reference: 'SHOPIFY-1',
      referenceField: CUSTOMERS,
      email: shopper.email,
      moreFields: Object.values(EMAIL_CONSENT),
      ...more,
    } as Json)
  const stored = async (id: number) => (await records('res.partner')).find((row) => row['id'] === id)
  const bill = (id: number) =>
    run('create-invoice', {
      reference: '#1001',
      customer: { id },
      lines: [{ sku: 'HF-MUG-NAVY', quantity: 1, unitPrice: '12.50', taxes: ['20% incl.'] }],
    })
  const pay = () => run('register-payment', { reference: 'pi_1', invoiceReference: '#1001', journal: 'CARD', amount: '12.50' })
  const REACHED = { email: false, phone: false, [EMAIL_CONSENT.field]: false, [EMAIL_CONSENT.timeField]: false, active: false }

  it('is anonymous where no document names it, and erasing it again changes nothing', async () => {
    const { contactId } = await match()
    const done = { outcome: 'anonymous', contactId, documents: 0, sameEmail: [] }
    expect(await erase()).toEqual(done)
    const after = await stored(contactId)
    expect(after).toMatchObject({
      ...REACHED,
      name: 'Erased customer',
      street: false,
      city: false,
      zip: false,
      vat: false,
      country_id: false,
      company_name: false,
      [CUSTOMERS]: 'ERASED-SHOPIFY-1',
    })
    expect(JSON.stringify(after)).not.toMatch(/grace|hopper|navy|7946/i)
    expect(await erase()).toEqual(done)
    expect(await stored(contactId)).toEqual(after)
  })
  it('is not made again by an event that comes late', async () => {
    const { contactId } = await match()
    await erase()
    const before = (await records('res.partner')).length
    expect(await match()).toMatchObject({ outcome: 'erased', contactId, archived: true })
    expect(await records('res.partner')).toHaveLength(before)
    expect(await stored(contactId)).toMatchObject({ name: 'Erased customer', active: false })
  })
  it('keeps name, address and tax number as long as an invoice names it, and nothing else', async () => {
    const { contactId } = await match()
    await bill(contactId)
    await pay()
    expect(await erase()).toEqual({ outcome: 'closed', contactId, documents: 1, sameEmail: [] })
    expect(await stored(contactId)).toMatchObject({ ...REACHED, name: 'Grace Hopper', street: '1 Navy Yard', vat: 'GB123456789' })
    expect(await records('account.move')).toMatchObject([{ state: 'posted', partner_id: [contactId, 'Grace Hopper'] }])
    expect(await erase()).toMatchObject({ outcome: 'closed', contactId, documents: 1 })
  })
  it.each([
    ['documents name it and the client wants a person to look', { whenDocuments: 'person' }, true, '1 documents in Odoo name the contact'],
    ['an invoice is not paid', {}, false, 'has business that is not done'],
  ])('is left to a person when %s', async (_, more, isPaid, reason) => {
    const { contactId } = await match()
    await bill(contactId)
    if (isPaid) await pay()
    expect(await failure(erase(more))).toMatchObject({ code: 'vendor-rejected', message: expect.stringContaining(reason) as string })
    expect(await stored(contactId)).toMatchObject({ name: 'Grace Hopper', email: shopper.email })
  })
  it('is left to a person while an order is under way', async () => {
    const { contactId } = await match()
    await run('create-sales-order', {
      reference: '#1002',
      customer: { id: contactId },
      lines: [{ sku: 'HF-MUG-NAVY', quantity: 1, unitPrice: '12.50', taxes: ['20% incl.'] }],
    })
    expect(await failure(erase())).toMatchObject({ message: expect.stringMatching(/not done: WH\/OUT/) as string })
    await emit('sale.shipped', { reference: '#1002' })
    expect(await erase()).toMatchObject({ outcome: 'closed', documents: 1 })
  })
  it('is left to a person when the contact is another customer as well, or a company with people', async () => {
    const { contactId } = await match()
    await match({ reference: 'SHOPIFY-2', decision: contactId })
    expect(await failure(erase())).toMatchObject({ message: `The contact ${contactId} is also the customer SHOPIFY-2.` })
    const firm = (await run('find-or-create-partner', { ref: 'B-1', name: 'Firm', fields: { is_company: true } })) as { id: number }
    await run('match-customer', { reference: 'SHOPIFY-3', referenceField: CUSTOMERS, decision: firm.id })
    await run('find-or-create-partner', { ref: 'C-8', name: 'Worker', fields: { parent_id: firm.id } })
    expect(await failure(erase({ reference: 'SHOPIFY-3' }))).toMatchObject({
      message: expect.stringContaining('has people of its own') as string,
    })
  })
  it('goes with its addresses for deliveries', async () => {
    const { contactId } = await match()
    const { id } = (await run('find-or-create-partner', {
      ref: 'A-1',
      name: 'Grace, at home',
      street: '2 Navy Yard',
      fields: { parent_id: contactId, type: 'delivery' },
    })) as { id: number }
    await erase()
    expect(await stored(id)).toMatchObject({ name: 'Erased customer', street: false, active: false })
  })
  it('that only an order made is found by the reference which orders write', async () => {
    const { id } = (await run('find-or-create-partner', { ref: 'SHOPIFY-1', name: 'Grace', email: shopper.email })) as { id: number }
    expect(await erase()).toMatchObject({ outcome: 'anonymous', contactId: id })
    expect(await stored(id)).toMatchObject({ ref: 'ERASED-SHOPIFY-1', name: 'Erased customer' })
  })
  it('that is no contact is nothing to do; contacts with its e-mail are told, and not touched', async () => {
    const { id } = (await run('find-or-create-partner', { ref: 'C-2', name: 'Grace', email: shopper.email })) as { id: number }
    expect(await erase()).toEqual({ outcome: 'nothing', contactId: null, documents: 0, sameEmail: [id] })
    expect(await stored(id)).toMatchObject({ name: 'Grace', email: shopper.email })
  })
})
