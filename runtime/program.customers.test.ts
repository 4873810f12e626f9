// The templates for customers in the whole program, between the simulated shop and its Odoo: one customer is one contact, a person decides once, what
// is merged or erased stays so.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { clientOf } from './program.client.testing.ts'
import { deliver, start, type Program } from './program.testing.ts'

let dataDir: string
let program: Program
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-customers-'))
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const { client, send, demo, clone, recordsOf, arrives, happens, onDesk } = clientOf(() => program)

interface Contact {
  readonly id: number
  readonly name: string
  readonly email: string | false
  readonly ref: string | false
  readonly active: boolean
  readonly x_studio_shop_customers?: string | false
  readonly x_studio_email_consent?: string | false
  readonly x_studio_email_consent_at?: string | false
}
interface Shopper {
  readonly id: number
  readonly email: string | null
}

const contacts = () => recordsOf<Contact>('odoo', 'res.partner')
const shopper = async (email: string) => {
  const found = (await recordsOf<Shopper>('shopify', 'customer')).find((one) => one.email === email)
  return found?.id ?? expect.fail(`the shop has no ${email}`)
}
const linkedTo = (id: number, when: (contact: Contact) => boolean = () => true) =>
  arrives(async () => {
    const found = (await contacts()).filter(({ x_studio_shop_customers: of }) => of === `SHOPIFY-${id}`)
    return found[0] && when(found[0]) ? found : undefined
  })
const slots = async () => ({ erp: await demo('odoo'), shop: await demo('shopify') })

/** Something is done in Odoo, once. */
async function does(action: string, values: Readonly<Record<string, string>>): Promise<void> {
  const { erp } = await slots()
  const flow = newFlow(action)
  const rows = Object.entries(values).map(([target, value]) => ({ target, rule: { kind: 'constant' as const, value } }))
  const document: FlowDocument = {
    ...flow,
    slots: { erp: { connector: 'odoo', label: 'ERP' } },
    nodes: { ...flow.nodes, done: { kind: 'call', label: 'Do it', config: { slot: 'erp', action, rows } } },
    edges: [{ from: 'start', port: 'out', to: 'done' }],
  }
  const { id } = await send<Flow>('POST', `${client}/flows`, { document })
  await send('POST', `${client}/flows/${id}/versions`, { note: '', revision: 1 })
  await send('POST', `${client}/flows/${id}/deployments`, { environment: 'live', version: 1, slots: { erp } })
  await send('POST', `${client}/flows/${id}/runs`, { environment: 'live', input: {} })
}

/** Somebody in the office makes a contact. */
async function makesContact(ref: string, name: string, email: string): Promise<Contact> {
  await does('find-or-create-partner', { ref, name, email })
  return arrives(async () => (await contacts()).find((one) => one.ref === ref))
}

describe('customers of a Shopify shop', () => {
  it('that were merged are the contact of the one that went', async () => {
    await clone('shopify-merged-customers-to-odoo', {}, await slots())
    await happens('shopify', 'customers/create', { email: 'sophie@example.com', first_name: 'Sophie', last_name: 'Germain' })
    await happens('shopify', 'customers/create', { email: 'antoine@example.com' })
    const [gone, kept] = [await shopper('sophie@example.com'), await shopper('antoine@example.com')]
    const referenceField = 'x_studio_shop_customers'
    await does('match-customer', { reference: `SHOPIFY-${gone}`, referenceField, name: 'Sophie Germain', email: 'sophie@example.com' })
    const [contact] = await linkedTo(gone)
    await happens('shopify', 'customers/merge', { kept, deleted: gone })
    expect(await linkedTo(kept)).toMatchObject([{ id: contact?.id, name: 'Sophie Germain' }])
  }, 90_000)

  it('are one contact each, however often and in whatever they change, with their newest consent', async () => {
    await clone('shopify-customers-to-odoo', {}, await slots())
    const mary = { email: 'mary@example.com', first_name: 'Mary', last_name: 'Somerville', phone: '+442079460300' }
    await happens('shopify', 'customers/create', { ...mary, email_marketing: 'subscribed', email_marketing_at: '2026-11-02T10:00:00Z' })
    const id = await shopper(mary.email)
    const [made] = await linkedTo(id)
    expect(made).toMatchObject({
      name: 'Mary Somerville',
      x_studio_email_consent: 'subscribed',
      x_studio_email_consent_at: '2026-11-02 10:00:00',
    })

    // Another e-mail, and a consent that was withdrawn before it was given: neither makes a second contact, nor takes the newer consent back.
    await happens('shopify', 'customers/update', {
      id,
      email: 'm.somerville@example.com',
      email_marketing: 'unsubscribed',
      email_marketing_at: '2026-11-01T10:00:00Z',
    })
    const after = await linkedTo(id, ({ email }) => email === 'm.somerville@example.com')
    expect(after).toMatchObject([{ id: made?.id, x_studio_email_consent: 'subscribed', x_studio_email_consent_at: '2026-11-02 10:00:00' }])
    await happens('shopify', 'customers/update', { id, email_marketing: 'unsubscribed', email_marketing_at: '2026-11-03T10:00:00Z' })
    expect(await linkedTo(id, (one) => one.x_studio_email_consent === 'unsubscribed')).toMatchObject([{ id: made?.id }])
    expect((await contacts()).filter(({ name }) => name === 'Mary Somerville')).toHaveLength(1)
  }, 180_000)

  it('that the books know are linked to their contact, which keeps its number', async () => {
    const id = await shopper('ada@example.com')
    const [known] = (await contacts()).filter(({ ref }) => ref === 'C-1001')
    await happens('shopify', 'customers/update', { id, note: 'Collects maps' })
    expect(await linkedTo(id)).toMatchObject([{ id: known?.id, ref: 'C-1001', name: 'Ada Lovelace' }])
  }, 90_000)

  it('that may be two contacts wait for a person, once: the decision holds for what comes later', async () => {
    const [first, second] = [
      await makesContact('C-2001', 'Caroline', 'caroline@example.com'),
      await makesContact('C-2002', 'C. Herschel', '"C. Herschel" <Caroline@Example.com>'),
    ]
    await happens('shopify', 'customers/create', { email: 'caroline@example.com', first_name: 'Caroline', last_name: 'Herschel' })
    const id = await shopper('caroline@example.com')
    const key = `SHOPIFY-${id}: ${first.id} / ${second.id}`
    const waiting = await onDesk(key)
    expect(waiting.nodeId).toBe('decision')
    // What comes meanwhile waits behind it, and only the newest of it counts.
    for (const last_name of ['Lucretia', 'Herschel-Hannover']) await happens('shopify', 'customers/update', { id, last_name })
    const before = (await contacts()).length
    await send('POST', `${client}/lookup-inbox/map`, { environment: 'live', table: 'contact-decisions', key, value: second.id })
    expect(await linkedTo(id, ({ name }) => name === 'Caroline Herschel-Hannover')).toMatchObject([{ id: second.id, ref: 'C-2002' }])
    expect(await contacts()).toHaveLength(before)
    // Changed once more: nobody is asked.
    await happens('shopify', 'customers/update', { id, email: 'herschel@example.com' })
    expect(await linkedTo(id, ({ email }) => email === 'herschel@example.com')).toMatchObject([{ id: second.id }])
    const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?status=open&limit=200`)
    expect(items.filter(({ nodeId }) => nodeId === 'decision')).toEqual([])
  }, 180_000)

  it('that were merged and are two contacts wait until a person has merged those', async () => {
    const mary = await shopper('m.somerville@example.com')
    await happens('shopify', 'customers/create', { email: 'mary.s@example.com', last_name: 'Somerville' })
    const twin = await shopper('mary.s@example.com')
    const [[kept], [gone]] = [await linkedTo(mary), await linkedTo(twin)]
    await happens('shopify', 'customers/merge', { kept: mary, deleted: twin })
    const { error } = await onDesk(`SHOPIFY-${twin} was merged into SHOPIFY-${mary}`)
    expect(error.message).toContain(`${kept?.id}, ${gone?.id}`)
    expect(await linkedTo(twin)).toMatchObject([{ id: gone?.id }])
  }, 90_000)

  it('that must be erased are anonymous after a person agreed, and no late event brings them back', async () => {
    const flow = await clone('shopify-customer-erasure-to-odoo', {}, await slots())
    const id = await shopper('m.somerville@example.com')
    const [contact] = await linkedTo(id)
    const { items: hooks } = await program.api<{ items: HookDescriptor[] }>('/clients/harbour-finch/hooks?show-secret=true')
    const hook = hooks.find((one) => one.event === 'customers/redact') ?? expect.fail('there is no webhook')
    const body = JSON.stringify({
      shop_id: 70112233001,
      shop_domain: hook.shop,
      customer: { id, email: 'm.somerville@example.com', phone: '+442079460300' },
      orders_to_redact: [],
    })
    const headers = { 'x-shopify-topic': 'customers/redact' }
    expect((await deliver(program, hook, body, { headers, eventId: 'erase-1' })).status).toBe(200)
    expect((await deliver(program, hook, body, { headers, eventId: 'erase-1' })).status).toBe(200)
    const approval = await arrives(async () => {
      const { items } = await send<{ items: { id: string; status: string; title?: string }[] }>('GET', `${client}/approvals`)
      return items[0]
    })
    expect((await contacts()).find((one) => one.id === contact?.id)).toMatchObject({ name: 'Mary Somerville', active: true })
    await send('POST', `${client}/approvals/${approval.id}/decision`, { decision: 'approved', note: 'Request of 12 November' })
    const erased = await arrives(async () => (await contacts()).find((one) => one.id === contact?.id && !one.active))
    expect(erased).toMatchObject({
      name: 'Erased customer',
      email: false,
      x_studio_email_consent: false,
      x_studio_shop_customers: `ERASED-SHOPIFY-${id}`,
    })
    expect(JSON.stringify(erased)).not.toMatch(/somerville|7946/i)
    const ended = await arrives(async () => {
      const { items } = await send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}`)
      return items.every(({ status }) => status === 'succeeded') ? items : undefined
    })
    expect(ended).toHaveLength(1)

    // Shopify still had her address when this was told.
    const before = (await contacts()).length
    await happens('shopify', 'customers/update', { id, note: 'late' })
    await happens('shopify', 'customers/create', { email: 'marker@example.com' })
    await linkedTo(await shopper('marker@example.com'))
    expect(await contacts()).toHaveLength(before + 1)
    expect((await contacts()).find((one) => one.id === contact?.id)).toEqual(erased)
  }, 180_000)
})
