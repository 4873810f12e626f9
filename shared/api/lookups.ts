// Lookup tables and their inbox: keys that tables lack, for which records wait.
//
// GET    …/lookup-tables?environment= · POST (CreateLookupTable)         -> { items: LookupTable[] } · LookupTable
// GET/PUT …/lookup-tables/:name?environment= (SaveLookupTable)           -> LookupTable; 409 stale-revision
// GET    …/lookup-inbox?environment=                                     -> { items: InboxItem[] }, the most awaited first
// POST   …/lookup-inbox/map (MapKey)                                     -> MappedKey: the row is in the table, the records go on
// POST   …/lookup-inbox/release (ReleaseKey)                             -> MappedKey: the row was there already
import { Type, type Static, type TSchema } from 'typebox'
import { Environment } from '../model/accounts.ts'
import type { BulkReplay } from '../model/bulk-replays.ts'
import type { LookupTable, UnmappedKey, WhenMissing as Missing } from '../model/connections.ts'

const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false })
const Name = Type.String({ minLength: 1, maxLength: 120 })
const Slug = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 64 })
const Key = Type.String({ minLength: 1, maxLength: 400 })
const Day = Type.String({ minLength: 1, maxLength: 40, description: 'YYYY-MM-DD' })

const LookupRows = Type.Array(
  body({
    key: Key,
    value: Type.Unknown(),
    note: Type.Optional(Type.String({ maxLength: 400 })),
    from: Type.Optional(Day),
    to: Type.Optional(Day),
  }),
  { maxItems: 50_000 },
)
const WhenMissing = Type.Union([body({ kind: Type.Literal('blank') }), body({ kind: Type.Literal('default'), value: Type.Unknown() })])

export const CreateLookupTable = body({
  name: Slug,
  label: Name,
  environment: Environment,
  rows: LookupRows,
  whenMissing: Type.Optional(WhenMissing),
})
/** `whenMissing` left out stays as it is; `null` parks records whose key is not there. */
export const SaveLookupTable = body({
  rows: LookupRows,
  whenMissing: Type.Optional(Type.Union([WhenMissing, Type.Null()])),
  revision: Type.Integer({ minimum: 1 }),
})
const OfKey = { environment: Environment, table: Slug, key: Key }
export const MapKey = body({ ...OfKey, value: Type.Unknown(), note: Type.Optional(Type.String({ maxLength: 400 })) })
export const ReleaseKey = body(OfKey)

export interface CreateLookupTable extends Omit<Static<typeof CreateLookupTable>, 'whenMissing'> {
  whenMissing?: Missing
}
export interface SaveLookupTable extends Omit<Static<typeof SaveLookupTable>, 'whenMissing'> {
  whenMissing?: Missing | null
}
export type MapKey = Static<typeof MapKey>
export type ReleaseKey = Static<typeof ReleaseKey>

export interface InboxItem extends UnmappedKey {
  /** Absent when the table is gone. */
  readonly tableLabel?: string
  /** The key stands in the table meanwhile: the records only have to go on. */
  readonly mapped: boolean
}
export interface MappedKey {
  readonly table: LookupTable
  /** Replays the records that waited; absent when none did. */
  readonly bulk?: BulkReplay
}
