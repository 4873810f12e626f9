// The API that the retailer's partner published in the simulated company: Microsoft's sets with fields of its own, and both descriptions ($metadata).
import type { Context, Hono } from 'hono'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { isHeldVersion } from '#connectors/kit/odata/simulated-list.ts'
import { save } from './company.ts'
import { membersOf } from './members.ts'
import { listed } from './odata.ts'
import { Refusal } from './refusal.ts'

interface Property {
  readonly type: string
  readonly empty: unknown
}
const text: Property = { type: 'Edm.String', empty: '' }

const OWN: Readonly<Record<string, Readonly<Record<string, Property>>>> = {
  salesOrders: {
    giftMessage: text,
    isGift: { type: 'Edm.Boolean', empty: false },
    deposit: { type: 'Edm.Decimal', empty: 0 },
    pickupAt: { type: 'Edm.DateTimeOffset', empty: '0001-01-01T00:00:00Z' },
    channel: { type: 'Microsoft.NAV.salesChannel', empty: '_x0020_' },
  },
  salesInvoices: { giftMessage: text },
  salesCreditMemos: { returnReason: text },
  customers: { loyaltyNumber: text, birthday: { type: 'Edm.Date', empty: '0001-01-01' } },
  items: { careInstructions: text, season: text },
  salesOrderLines: { engraving: text, giftWrap: { type: 'Edm.Boolean', empty: false }, deposit: { type: 'Edm.Decimal', empty: 0 } },
  salesInvoiceLines: { engraving: text },
  salesCreditMemoLines: { condition: text },
}
/** Lines stand in their documents. */
const DOCUMENT_OF: Readonly<Record<string, string>> = {
  salesOrderLines: 'salesOrders',
  salesInvoiceLines: 'salesInvoices',
  salesCreditMemoLines: 'salesCreditMemos',
}

const CHANNELS = ['_x0020_', 'Web', 'Phone']

/** `own`: with the partner's fields. */
export function metadata(own: boolean): string {
  const sets = Object.entries(OWN)
  const types = sets.map(([set, properties]) => {
    const standard = membersOf(set).map((name) => [name, 'Edm.String'] as const)
    const more = own ? Object.entries(properties).map(([name, { type }]) => [name, type] as const) : []
    const all = [['id', 'Edm.Guid'] as const, ...standard, ...more]
    const listedProperties = all.map(([name, type]) => `<Property Name="${name}" Type="${type}"/>`).join('')
    return `<EntityType Name="${set.slice(0, -1)}"><Key><PropertyRef Name="id"/></Key>${listedProperties}</EntityType>`
  })
  const members = CHANNELS.map((name, value) => `<Member Name="${name}" Value="${value}"/>`).join('')
  const container = sets.map(([set]) => `<EntitySet Name="${set}" EntityType="Microsoft.NAV.${set.slice(0, -1)}"/>`).join('')
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EnumType Name="salesChannel">${members}</EnumType>${types.join('')}<EntityContainer Name="NAV">${container}</EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`
}

/** A stored record of Microsoft's set as the partner's page shows it. Its fields are kept beside it, as an app keeps them. */
function ownView(records: SimulatorRecords, set: string, record: SimulatorRecord): SimulatorRecord {
  const empty = Object.fromEntries(Object.entries(OWN[set] ?? {}).map(([name, property]) => [name, property.empty]))
  const { id, number } = record
  return { '@odata.etag': record['@odata.etag'], id, number, ...empty, ...records.get(`own-${set}`, String(id)) }
}

/** Of the set; the lines of drafts only, as the partner's pages show the table of open lines. */
function storedIn(records: SimulatorRecords, set: string): readonly SimulatorRecord[] {
  const documents = DOCUMENT_OF[set]
  if (documents === undefined) return records.list(set)
  return records
    .list(documents)
    .filter(({ status }) => status === 'Draft')
    .flatMap((document) => (document[set] as SimulatorRecord[]).map((line) => ({ '@odata.etag': document['@odata.etag'], ...line })))
}

/** Paths are below the company. */
export function ownRoutes(app: Hono, records: SimulatorRecords, now: () => Date): void {
  for (const [set, properties] of Object.entries(OWN)) {
    app.get(`/${set}`, (c) =>
      listed(
        c,
        set,
        storedIn(records, set).map((record) => ownView(records, set, record)),
      ),
    )
    app.patch(`/${set}/:id`, async (c: Context) => {
      const id = c.req.param('id') ?? ''
      const record = storedIn(records, set).find((one) => one['id'] === id)
      if (!record) throw new Refusal('Internal_RecordNotFound', `The ${set} with this id cannot be found.`, 404)
      const body = await c.req.json<SimulatorRecord>()
      const unknown = Object.keys(body).find((name) => !Object.hasOwn(properties, name))
      if (unknown !== undefined) throw new Refusal('BadRequest', `The property '${unknown}' does not exist on type 'Microsoft.NAV.${set}'.`)
      if (!isHeldVersion(c, String(record['@odata.etag'])))
        throw new Refusal('Request_EntityChanged', 'Another user has already changed the record.', 409)
      records.put(`own-${set}`, id, { ...records.get(`own-${set}`, id), ...body })
      // The record has a new version, or its document.
      const documents = DOCUMENT_OF[set]
      const document = documents && records.find(documents, (one) => (one[set] as SimulatorRecord[]).some((line) => line['id'] === id))
      const saved = document
        ? { ...record, '@odata.etag': save(records, documents, document, now())['@odata.etag'] }
        : save(records, set, record, now())
      return c.json(ownView(records, set, saved))
    })
  }
}
