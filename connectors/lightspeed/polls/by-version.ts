// Reads a list along its version, which grows with every change of any record: `after` is the cursor, and an empty page is the end.
// https://x-series-api.lightspeedhq.com/docs/pagination
import type { Json } from '#shared/json.ts'
import type { PollPage, PollRecord } from '#connectors/kit/contract.ts'

/** A version that was given before another may be seen after it: what came in the last minutes is read again in each round. */
const OVERLAP_MS = 5 * 60_000
/** Looking for the beginning takes so many calls at a time; the cursor keeps what they found. */
const PROBES = 12
const FIRST_STEP = 2 ** 20
/** Records are sorted by version, and their times may be a little out of that order. */
const MARGIN_MS = 60 * 60_000

export interface VersionRow {
  readonly key: string
  readonly version: number
  /** ISO instant; absent where the list tells none: then all of it is read at first. */
  readonly changedAt?: string | null
  /** Where not every change is told: what tells those apart that are. */
  readonly told?: string
  readonly value: Json
}

/** The list has no times to ask for, but records are in the order of their changes: the beginning is found by halving. */
interface Finding {
  readonly from: string
  /** Nothing up to here is wanted. */
  readonly low: number
  /** What is wanted begins here or earlier; absent while it is not known. */
  readonly high?: number
  readonly step: number
}
interface Reading {
  readonly from: string
  readonly after: number
  /** A round goes on; otherwise the next one begins at `back`. */
  readonly open: boolean
  readonly back: number
  /** Becomes `back` when the overlap is over. */
  readonly mark: number
  readonly markAt: string
}
type Cursor = Finding | Reading

export interface ByVersion {
  readonly cursor: Json | undefined
  readonly since: Date
  readonly limit: number
  readonly now: Date
  readonly largestPage: number
  /** At most `limit` records with a version above `after`, by version. */
  readonly read: (after: number, limit: number) => Promise<readonly VersionRow[]>
}

export async function readByVersion(page: ByVersion): Promise<PollPage> {
  const cursor = page.cursor as Cursor | null | undefined
  if (cursor && 'after' in cursor) return readOn(page, cursor)
  return find(page, cursor ?? { from: page.since.toISOString(), low: 0, step: FIRST_STEP })
}

async function find({ read, now }: ByVersion, start: Finding): Promise<PollPage> {
  const begin = (after: number): PollPage => ({
    records: [],
    cursor: {
      from: start.from,
      after,
      open: true,
      back: after,
      mark: after,
      markAt: now.toISOString(),
    } satisfies Reading as unknown as Json,
    more: true,
  })
  const wanted = Date.parse(start.from) - MARGIN_MS
  let state = start
  for (let probe = 0; probe < PROBES; probe++) {
    const { low, high, step } = state
    // The first question is whether all of the list is wanted, or none of it is there.
    const at = low === 0 && high === undefined && step === FIRST_STEP ? 0 : high === undefined ? low + step : Math.floor((low + high) / 2)
    const [row] = await read(at, 1)
    const changed = row?.changedAt === null || row?.changedAt === undefined ? Number.NaN : Date.parse(row.changedAt)
    if (at === 0 && (!row || Number.isNaN(changed) || changed >= wanted)) return begin(0)
    const isOlder = row !== undefined && changed < wanted
    if (isOlder) state = { from: start.from, low: row.version, step: step * 4, ...(high !== undefined && { high }) }
    else state = { from: start.from, low, step, high: at }
    if (state.high !== undefined && state.high - state.low <= 1) return begin(state.low)
  }
  return { records: [], cursor: state as unknown as Json, more: true }
}

async function readOn({ read, limit, largestPage, now }: ByVersion, cursor: Reading): Promise<PollPage> {
  const after = cursor.open ? cursor.after : cursor.back
  const rows = await read(after, Math.min(limit, largestPage))
  const last = rows.reduce((newest, { version }) => Math.max(newest, version), after)
  const from = Date.parse(cursor.from)
  const records = rows
    .filter(({ changedAt }) => changedAt === null || changedAt === undefined || !(Date.parse(changedAt) < from))
    .map(({ key, version, told = String(version), value }): PollRecord => ({ key, version: told, value }))
  // A page that is not full may still have others behind it: only an empty one is the end. One that does not move on would never end.
  const open = last > after
  const next: Reading = { ...cursor, after: last, open, ...(!open && marks(cursor, last, now)) }
  return { records, cursor: next as unknown as Json, more: open }
}

function marks({ back, mark, markAt }: Reading, last: number, now: Date): Pick<Reading, 'back' | 'mark' | 'markAt'> {
  if (now.getTime() - Date.parse(markAt) < OVERLAP_MS) return { back, mark, markAt }
  return { back: mark, mark: Math.max(mark, last), markAt: now.toISOString() }
}
