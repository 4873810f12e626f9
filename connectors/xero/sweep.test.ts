// What Xero's webhooks missed: each record at its time of change, told as a delivery tells it.
import { expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { xero } from './index.ts'
import { createXeroSimulator } from './simulator/index.ts'
import { anInvoice, CONFIG, LINES, SECRETS } from './xero.testing.ts'

const SINCE = '2026-03-01T10:00:00Z'
const withKinds = (webhookCategories: readonly string[]) =>
  simulated({
    connector: xero,
    createSimulator: createXeroSimulator,
    config: { ...CONFIG, webhookCategories, simulator: 'sim' },
    secrets: SECRETS,
  })
const books = withKinds(['CREDITNOTE', 'INVOICE', 'CONTACT'])
const unchosen = withKinds([])

const eventOf = (payload: Json | undefined) => (payload as unknown as { readonly events: readonly Record<string, string>[] }).events[0]

it('are invoices, credit notes and contacts since a time, one by one to the end', async () => {
  books.at('2026-03-01T09:00:00Z')
  await books.run('create-invoice', anInvoice(1))
  books.at('2026-03-01T10:30:00.250Z')
  for (const nth of [2, 3, 4]) await books.run('create-invoice', anInvoice(nth))
  await books.run('create-credit-note', { number: 'HF-R-1', contact: { name: 'Ada Finch' }, date: '2026-03-04', lines: LINES })
  const found = await books.swept('changes', SINCE, 1)
  expect(found.map((payload) => eventOf(payload)?.['eventCategory'])).toEqual(['CREDITNOTE', 'INVOICE', 'INVOICE', 'INVOICE', 'CONTACT'])
  const ids = (await books.records('Invoices')).map(({ InvoiceID }) => InvoiceID)
  expect(found.slice(1, 4).map((payload) => eventOf(payload)?.['resourceId'])).toEqual(expect.arrayContaining(ids.slice(1)))
  const [last] = found.slice(3)
  expect(eventOf(last)).toMatchObject({ eventDateUtc: '2026-03-01T10:30:00.250', eventType: 'UPDATE' })
  // A delivery of this change says another time of the same record.
  const delivered = { events: [{ ...eventOf(last), eventDateUtc: '2026-03-01T10:30:01.903' }], firstEventSequence: 7, lastEventSequence: 7 }
  const record = `INVOICE ${eventOf(last)?.['resourceId']}`
  expect(books.nameOf('changes', last ?? null)).toBe(`${record}@2026-03-01T10:30:00.250Z`)
  expect(books.nameOf('changes', delivered as Json)).toBe(`${record}@2026-03-01T10:30:01.903Z`)
})

it('are none where nobody said which kinds the webhook is of', async () => {
  await unchosen.run('create-invoice', anInvoice(1))
  expect(await unchosen.swept('changes', SINCE)).toEqual([])
})
