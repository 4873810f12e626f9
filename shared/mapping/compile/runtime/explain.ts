// What an explained program notes while it runs: for each site how often it read, and how often which step was the first that was not there.
import { lookupName } from './lookup.ts'
import { state } from './state.ts'

export interface SiteNotes {
  reads: number
  /** How often the value was missing, by the number of the first name that was not there; one more when all are there and what is behind them left nothing. */
  missing: Record<number, number>
}

/** Notes a reading; answers its value. `names` are the fields from `base` on. */
export function noteRead(site: number, base: unknown, names: readonly string[], value: unknown): unknown {
  const notes = (state.notes[site] ??= { reads: 0, missing: {} })
  notes.reads += 1
  if (value === undefined) {
    const step = firstMissing(base, names)
    notes.missing[step] = (notes.missing[step] ?? 0) + 1
  }
  return value
}

function firstMissing(base: unknown, names: readonly string[]): number {
  let value = base
  for (const [step, name] of names.entries()) {
    value = lookupName(value, name)
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return step
  }
  return names.length
}
