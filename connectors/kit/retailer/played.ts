// What a simulator remembers of a day between its events, in its own file: a return finds the record that its sale has made.
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import type { Sold } from './sold.ts'

export interface Played<S extends Sold = Sold> {
  /** The vendor's id of the record that the sale has made. */
  readonly recordId: string
  readonly sold: S
}

export interface PlayedDay {
  /** `event` is the event's id. */
  keep(event: string, recordId: string, sold: Sold): void
  /** Undefined for what did not happen in this system, or on another day. */
  of(event: string): Played | undefined
}

/** Types that begin with `_` are no records. */
const PLAYED = '_played'

export const playedDay = (records: SimulatorRecords, day: string): PlayedDay => ({
  keep: (event, recordId, sold) => records.put(PLAYED, `${day}/${event}`, { recordId, sold }),
  of: (event) => records.get(PLAYED, `${day}/${event}`) as Played | undefined,
})
