// The steps that lead an older flow document to today's format, one for each number. They never change once released.
// For each `from` there is a fixture `fixtures/format-<from>.json`; read.test.ts fails without it.
import { from0 } from './from-0.ts'

export interface Migration {
  readonly from: number
  readonly to: number
  /** Pure. The document is guarded but not validated: a wrong shape is left for the validation behind it, never thrown at. */
  migrate(document: Readonly<Record<string, unknown>>): Record<string, unknown>
}

export const MIGRATIONS: readonly Migration[] = [from0]

/** Brings a document to `to`, or `undefined` when no chain of migrations leads there. */
export function migrateTo(
  to: number,
  document: Record<string, unknown>,
  migrations: readonly Migration[] = MIGRATIONS,
): Record<string, unknown> | undefined {
  let current = document
  while (current['formatVersion'] !== to) {
    const step = migrations.find(({ from }) => from === current['formatVersion'])
    if (!step || step.to <= step.from || step.to > to) return undefined
    current = { ...step.migrate(current), formatVersion: step.to }
  }
  return current
}
