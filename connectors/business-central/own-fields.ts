// Fields that an app added to Business Central. Microsoft's API v2.0 cannot be extended, so that they are not there: a partner makes API pages of its
// own with them, mostly copies of Microsoft's. What such an API has more than v2.0 is told to the designer, written after the record and read with it.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/ ("Extending APIs")
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { DiscoveredField, DiscoveredFields, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { fitted, isEmpty, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { readMetadata, type ODataEntity, type ODataProperty } from '#connectors/kit/odata/metadata.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { identityOf, readConfig } from './auth.ts'
import { metadataOf, ownApi } from './client.ts'
import { decimalText, numberOf } from './values.ts'

/** Of API v2.0, whose records flows write or read. An API of one's own has them under the same names. */
export type OwnSet =
  | 'customers'
  | 'items'
  | 'salesOrders'
  | 'salesInvoices'
  | 'salesCreditMemos'
  | 'salesOrderLines'
  | 'salesInvoiceLines'
  | 'salesCreditMemoLines'

interface OwnFields {
  /** Names the record: the same id as in API v2.0. */
  readonly key: string
  readonly properties: readonly ODataProperty[]
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  'Edm.String': 'text',
  'Edm.Guid': 'text',
  'Edm.Decimal': 'decimal',
  'Edm.Double': 'decimal',
  'Edm.Int16': 'integer',
  'Edm.Int32': 'integer',
  'Edm.Int64': 'integer',
  'Edm.Boolean': 'boolean',
  'Edm.Date': 'date',
  'Edm.DateTimeOffset': 'date-time',
}
/** Of every table. */
const INTERNAL = /^(id|lastModifiedDateTime|system(Id|CreatedAt|CreatedBy|ModifiedAt|ModifiedBy|RowVersion))$/i
const kindOf = ({ type, members }: ODataProperty): FieldKind | undefined => (members.length > 0 ? 'text' : KINDS[type])

const known = remembered<ReadonlyMap<string, OwnFields>>()
const keyOf = (context: CallContext) => `${identityOf(context.config)} ${readConfig(context.config).ownApi ?? ''}`

const knownSets = (context: CallContext) => known.get(keyOf(context), context.now(), () => readSets(context))
const setsNow = (context: CallContext) => known.renew(keyOf(context), context.now(), () => readSets(context))

async function readSets(context: CallContext): Promise<ReadonlyMap<string, OwnFields>> {
  const { ownApi: api } = readConfig(context.config)
  if (api === undefined) return new Map()
  const own = parsed(api, await metadataOf(context, api))
  const standard = parsed('v2.0', await metadataOf(context))
  return new Map([...own].map(([set, entity]) => [set, added(entity, standard.get(set))]))
}

function parsed(api: string, xml: string): ReadonlyMap<string, ODataEntity> {
  try {
    return readMetadata(xml)
  } catch (error) {
    throw new AppError('vendor-answer-invalid', {
      message: say`Business Central's description of the API ${api} cannot be read: ${error instanceof Error ? error.message : 'it is broken'}.`,
    })
  }
}

function added({ key, properties }: ODataEntity, standard: ODataEntity | undefined): OwnFields {
  const there = new Set(standard?.properties.map(({ name }) => name.toLowerCase()))
  const more = properties.filter((one) => !there.has(one.name.toLowerCase()) && !INTERNAL.test(one.name) && kindOf(one) !== undefined)
  const [only] = key
  const isId = key.length === 1 && properties.some(({ name, type }) => name === only && type === 'Edm.Guid')
  // Without the record's own id (SystemId) as its key nothing tells which record it is.
  return { key: only ?? '', properties: isId ? more : [] }
}

/** `at` says whose fields stand where: `{ fields: 'items' }`. */
const told = async (context: CallContext, at: Readonly<Record<string, OwnSet>>): Promise<DiscoveredFields> => {
  if (readConfig(context.config).ownApi === undefined) {
    throw new AppError('vendor-rejected', {
      message: "Fields that an app added to Business Central are not in Microsoft's API v2.0, which cannot be extended.",
      fix: 'Let your partner publish API pages with them, and enter the route of that API in the connection, such as contoso/retail/v1.0.',
    })
  }
  const sets = await setsNow(context)
  return Object.assign(
    {},
    ...Object.entries(at).map(([place, set]) =>
      fieldsBelow(
        place,
        (sets.get(set)?.properties ?? []).map((property) => [property.name, toDiscovered(property)] as const),
      ),
    ),
  ) as DiscoveredFields
}

const toDiscovered = (property: ODataProperty): DiscoveredField => ({
  kind: kindOf(property) ?? 'text',
  ...(property.members.length > 0 && { choices: [...property.members] }),
  custom: true,
})

/** `lines`: of a document, whose lines have fields of their own under `lines.fields`. */
export const writes = (set: OwnSet, lines?: OwnSet): Discovery => ({
  read: async (_, context) => ({ input: await told(context, { fields: set, ...(lines && { 'lines.fields': lines }) }) }),
})
export const reads = (at: Readonly<Record<string, OwnSet>>): Discovery => ({
  read: async (_, context) => ({ output: await told(context, at) }),
})

type Given = Readonly<Record<string, SystemFieldValue>>
type Values = Readonly<Record<string, unknown>>

/**
 * What is given under `fields`, as Business Central takes it. Throws `action-input-invalid` that names each field that the API does not have, or that
 * takes something else: before anything is written. `place`: where they stand in the input.
 */
export async function fieldValues(context: CallContext, set: OwnSet, given: Given | undefined, place = '/fields'): Promise<Values> {
  const names = Object.keys(given ?? {})
  if (!given || names.length === 0) return {}
  const { ownApi: api } = readConfig(context.config)
  const has = (fields: OwnFields | undefined) => names.every((name) => fields?.properties.some((one) => one.name === name))
  const kept = (await knownSets(context)).get(set)
  const fields = has(kept) ? kept : (await setsNow(context)).get(set)
  return await writeFields(
    'Business Central',
    given,
    (name, value) => {
      if (api === undefined) throw new Unfit(`"${name}" needs an API of your own, whose route stands in the connection.`)
      const property = fields?.properties.find((one) => one.name === name)
      if (!property) throw new Unfit(`The API ${api} adds no field "${name}" to ${set}.`)
      return toBusinessCentral(property, value)
    },
    place,
  )
}

/** It knows no nothing: a field is empty by a value of its type. */
const EMPTY: Readonly<Record<string, unknown>> = {
  'Edm.Guid': '00000000-0000-0000-0000-000000000000',
  'Edm.Decimal': 0,
  'Edm.Double': 0,
  'Edm.Int16': 0,
  'Edm.Int32': 0,
  'Edm.Int64': 0,
  'Edm.Boolean': false,
  'Edm.Date': '0001-01-01',
  'Edm.DateTimeOffset': '0001-01-01T00:00:00Z',
}
/** An option without a name is a blank in OData's names. */
const BLANK = '_x0020_'

function toBusinessCentral(property: ODataProperty, value: SystemFieldValue): unknown {
  const { name, type, members } = property
  if (isEmpty(value)) return members.includes(BLANK) ? BLANK : (EMPTY[type] ?? '')
  const kind = kindOf(property) ?? 'text'
  const fit = fitted(kind, name, single(name, value))
  if (members.length > 0 && !members.includes(String(fit))) throw new Unfit(`"${name}" takes one of: ${members.join(', ')}.`)
  if (kind === 'decimal') return numberOf(String(fit))
  return kind === 'date-time' ? new Date(String(fit)).toISOString() : kind === 'text' ? String(fit) : fit
}

const isEmptyThere = (type: string, value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === BLANK ||
  value === EMPTY[type] ||
  (typeof value === 'string' && value.startsWith('0001-01-01'))

function fromBusinessCentral(property: ODataProperty, value: Json | undefined): Json {
  const kind = kindOf(property)
  // Zero and no are values; only what has no value of its own is nothing.
  if (kind === 'boolean' || kind === 'integer') return value ?? null
  if (kind === 'decimal') return typeof value === 'number' ? decimalText(value) : null
  return isEmptyThere(property.type, value) ? null : (value ?? null)
}

const Row = Type.Record(Type.String(), Type.Unknown())

/**
 * Writes the fields into the record with this id of API v2.0. `emptyOnly`: of a record that was there before, so that a repetition ends what was begun and
 * takes nothing back that a person has entered since; one that the API does not show stays as it is then.
 */
export async function fill(context: CallContext, set: OwnSet, id: string, values: Values, { emptyOnly = false } = {}): Promise<void> {
  if (Object.keys(values).length === 0) return
  const { ownApi: api = '' } = readConfig(context.config)
  const { key, properties } = (await knownSets(context)).get(set) ?? { key: 'id', properties: [] }
  const record = (await ownApi(api).find(context, set, Row, `${key} eq ${id}`)) as Readonly<Record<string, Json>> | undefined
  if (!record && emptyOnly) return
  if (!record)
    throw new AppError('vendor-rejected', {
      message: say`The record was made, and the API ${api} does not show it in ${set}: its own fields were not written.`,
      fix: 'Let the API page show the same records as that of Microsoft, with SystemId as its key, and replay.',
    })
  const typeOf = (name: string) => properties.find((one) => one.name === name)?.type ?? ''
  const changes = Object.entries(values).filter(([name, value]) =>
    emptyOnly ? isEmptyThere(typeOf(name), record[name]) : JSON.stringify(record[name]) !== JSON.stringify(value),
  )
  if (changes.length === 0) return
  const etag = record['@odata.etag']
  await ownApi(api).change(context, `${set}(${id})`, typeof etag === 'string' ? etag : undefined, Object.fromEntries(changes))
}

/** A filter with the ids of so many fits into an address. */
const MOST_IDS = 40

/** The records with their own fields: one more call for forty of them, and none where the connection names no API. */
export async function withOwn<T extends { readonly id: string }>(
  context: CallContext,
  set: OwnSet,
  records: readonly T[],
): Promise<readonly (T & { fields?: Record<string, Json> })[]> {
  const { ownApi: api } = readConfig(context.config)
  const own = api === undefined || records.length === 0 ? undefined : (await knownSets(context)).get(set)
  if (api === undefined || !own || own.properties.length === 0) return records
  const rows = new Map<string, Readonly<Record<string, Json>>>()
  const $select = [own.key, ...own.properties.map(({ name }) => name)].join(',')
  for (let start = 0; start < records.length; start += MOST_IDS) {
    const $filter = records.slice(start, start + MOST_IDS).map(({ id }) => `${own.key} eq ${id}`)
    const found = await ownApi(api).list(context, set, Row, { $filter: $filter.join(' or '), $select })
    for (const row of found.records as readonly Readonly<Record<string, Json>>[]) {
      const id = row[own.key]
      if (typeof id === 'string') rows.set(id.toLowerCase(), row)
    }
  }
  return records.map((record) => {
    const row = rows.get(record.id.toLowerCase())
    return { ...record, fields: Object.fromEntries(own.properties.map((one) => [one.name, fromBusinessCentral(one, row?.[one.name])])) }
  })
}
