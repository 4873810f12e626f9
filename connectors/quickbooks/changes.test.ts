// What QuickBooks tells by itself and what is asked of it: webhooks, and changes with deleted records.
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { quickbooks } from './index.ts'
import { CLOUD_EVENT, CONFIG, INVOICE, SECRETS, signed } from './quickbooks.testing.ts'
import { REALM } from './simulator/company.ts'
import { createQuickBooksSimulator } from './simulator/index.ts'
import { changes } from './triggers/changes.ts'

const books = simulated({
  connector: quickbooks,
  createSimulator: createQuickBooksSimulator,
  config: { ...CONFIG, simulator: 'sim' },
  secrets: SECRETS,
})
const deliver = (content: unknown) => {
  const body = typeof content === 'string' ? content : JSON.stringify(content)
  return { url: 'https://tillflow.example/hook', headers: signed(body, SECRETS.verifierToken), body }
}
const told = (content: unknown) => {
  const { body, url, headers } = deliver(content)
  return JSON.parse(Buffer.from(changes.payload({ method: 'POST', url, headers, body: Buffer.from(body) })).toString('utf8')) as {
    events: Json[]
  }
}
const other = { ...CLOUD_EVENT, id: 'two', type: 'qbo.creditmemo.deleted.v1', intuitentityid: '146' }

describe('a delivery', () => {
  it('of several CloudEvents tells of each, in one form', () => {
    expect(told([CLOUD_EVENT, other])).toEqual({
      events: [
        { entity: 'Invoice', id: '145', operation: 'updated', at: CLOUD_EVENT.time, companyId: REALM },
        { entity: 'CreditMemo', id: '146', operation: 'deleted', at: CLOUD_EVENT.time, companyId: REALM },
      ],
    })
  })
  it('in the older form tells the same', () => {
    const entities = [{ id: '145', name: 'Invoice', operation: 'Update', lastUpdated: '2026-03-02T09:15:00Z' }]
    const old = { eventNotifications: [{ realmId: REALM, dataChangeEvent: { entities } }] }
    expect(books.verify('changes', deliver(old))).toMatchObject({ vendorEvent: 'changes' })
    expect(told(old).events).toEqual([{ entity: 'Invoice', id: '145', operation: 'updated', at: '2026-03-02T09:15:00Z', companyId: REALM }])
  })
  it('is known again by its events', () => {
    const first = books.verify('changes', deliver([CLOUD_EVENT, other]))
    expect(books.verify('changes', deliver([{ ...CLOUD_EVENT, data: { retried: true } }, other]))).toEqual(first)
    expect(books.verify('changes', deliver([CLOUD_EVENT]))).not.toEqual(first)
  })
  it('of another company stays out, also when only one of its events is', () => {
    const foreign = { ...other, intuitaccountid: '9999999999' }
    expect(() => books.verify('changes', deliver([CLOUD_EVENT, foreign]))).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })
  it.each([['[]'], ['{}'], ['null'], ['not json'], ['[{"type":"stripe.event"}]']])('that is %s is refused', (body) => {
    expect(() => books.verify('changes', deliver(body))).toThrow(expect.objectContaining({ code: 'delivery-rejected' }))
  })
})

describe('changed records', () => {
  const settings = { entities: ['Invoice', 'CreditMemo', 'Customer'] }
  const changed = async () => (await books.poll('records-changed', { settings })).map(({ value }) => value)
  beforeEach(async () => {
    await signInAtSimulator(quickbooks, books.context(), books.baseUrl())
    await books.run('create-customer', { name: 'Ada Finch' })
  })

  it('are told with those that were deleted', async () => {
    const { id } = (await books.run('create-invoice', INVOICE)) as { id: string }
    const { id: gone } = (await books.run('create-invoice', { ...INVOICE, number: 'HF-1002' })) as { id: string }
    await books.emit('record.deleted', { entity: 'Invoice', id: gone })
    const records = await changed()
    expect(records).toHaveLength(3)
    expect(records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ entity: 'Customer', id: '1', deleted: false, name: 'Ada Finch' }),
        expect.objectContaining({ entity: 'Invoice', id, deleted: false, name: 'HF-1001', total: '30.00', balance: '30.00' }),
        expect.objectContaining({ entity: 'Invoice', id: gone, deleted: true, name: null, total: null }),
      ]),
    )
    expect(await books.run('read-record', { entity: 'Invoice', id })).toMatchObject({ name: 'HF-1001', record: { DocNumber: 'HF-1001' } })
    expect(await books.failure(books.run('read-record', { entity: 'Invoice', id: gone }))).toMatchObject({ details: { vendorCode: '610' } })
  })
  it('are brought by the sweep of the webhook, kind by kind, in its form', async () => {
    const { id } = (await books.run('create-invoice', INVOICE)) as { id: string }
    const { id: gone } = (await books.run('create-invoice', { ...INVOICE, number: 'HF-1002' })) as { id: string }
    await books.emit('record.deleted', { entity: 'Invoice', id: gone })
    const webhookKinds = ['Invoice', 'Customer']
    const sweep = async (since: string, kinds: readonly string[]) => {
      const payloads: Json[] = []
      const context = { ...books.context(), config: { ...books.context().config, webhookKinds: kinds } }
      for (let cursor: Json | undefined, more = true; more;) {
        const page = await changes.sweep({ since: new Date(since), cursor, limit: 1 }, context)
        payloads.push(...page.payloads)
        ;({ cursor, more } = page)
      }
      return payloads as unknown as readonly { readonly events: readonly Record<string, string>[] }[]
    }
    const since = new Date(Date.now() - 60_000).toISOString()
    const told = (await sweep(since, webhookKinds)).map(({ events }) => events[0])
    expect(told.map((one) => `${one?.['operation']} ${one?.['entity']} ${one?.['id']}`).toSorted()).toEqual(
      ['created Customer 1', `created Invoice ${id}`, `deleted Invoice ${gone}`].toSorted(),
    )
    expect(told[0]).toMatchObject({ companyId: REALM, at: expect.stringMatching(/^20.*Z$/) as string })
    expect(await sweep(since, [])).toEqual([])
    // The notice of the record, and of its delivery, are of one record.
    const delivered = { events: [{ entity: 'Invoice', id, operation: 'emailed', at: '2026-03-02T09:15:00.179851517Z', companyId: REALM }] }
    expect(changes.notice(delivered)).toEqual({ record: `Invoice ${id}`, at: new Date('2026-03-02T09:15:00.179Z'), saysMore: true })
    expect(changes.notice(told[0] ? { events: [told[0]] } : null)).toMatchObject({ saysMore: false })
    const page = await changes.sweep(
      { since: new Date(Date.now() - 40 * 86_400_000), cursor: undefined, limit: 10 },
      { ...books.context(), config: { ...books.context().config, webhookKinds } },
    )
    expect(page.gap).toContain('the last 30 days only')
  })
  it('from longer ago than QuickBooks remembers are said to be missing', async () => {
    const poll = quickbooks.polls.find(({ id }) => id === 'records-changed')
    const read = (cursor: Json | undefined, since: string) =>
      poll?.poll({ cursor, since: new Date(since), limit: 10, options: settings }, books.context())
    const page = await read(undefined, '2026-01-01T00:00:00Z')
    expect(page?.records).toHaveLength(1)
    expect(page?.rejected).toMatchObject([{ reason: expect.stringContaining('the last 30 days only') as string }])
    // It is said once: the next round begins with what is remembered.
    const next = await read(page?.cursor, '2026-01-01T00:00:00Z')
    expect(next?.rejected).toBeUndefined()
  })
  it('that cannot be read are no silence', async () => {
    await books.fail({
      kind: 'strange',
      match: '/cdc',
      body: JSON.stringify({ CDCResponse: [{ QueryResponse: [{ Invoice: [{ Id: 7 }] }] }] }),
    })
    expect(await books.failure(changed())).toMatchObject({ code: 'vendor-answer-invalid' })
  })
})

describe('more changes than QuickBooks tells at once', () => {
  const at = (second: number) => new Date(Date.now() - 86_400_000 + second * 1_000).toISOString()
  const Invoice = Array.from({ length: 1_000 }, (_, nth) => ({
    Id: String(nth),
    DocNumber: `N${nth}`,
    MetaData: { LastUpdatedTime: at(nth) },
  }))
  const busy = simulated({
    connector: quickbooks,
    createSimulator(options) {
      const simulator = createQuickBooksSimulator(options)
      const many = () => Response.json({ CDCResponse: [{ QueryResponse: [{ Invoice }] }] })
      return { ...simulator, fetch: (request) => (request.url.includes('/cdc') ? many() : simulator.fetch(request)) }
    },
    config: { ...CONFIG, simulator: 'sim' },
    secrets: SECRETS,
  })
  it('are read, and said to be perhaps not all', async () => {
    await signInAtSimulator(quickbooks, busy.context(), busy.baseUrl())
    const poll = quickbooks.polls.find(({ id }) => id === 'records-changed')
    const options = { entities: ['Invoice'] }
    const page = await poll?.poll({ cursor: undefined, since: new Date(at(0)), limit: 10, options }, busy.context())
    expect(page?.records).toHaveLength(10)
    expect(page?.rejected).toMatchObject([{ reason: expect.stringContaining('1,000 changes at once') as string }])
  })
})
