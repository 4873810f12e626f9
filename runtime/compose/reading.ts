// Flows and lookup tables as workers and people read them: kept in memory, as long as nobody else may have changed them.
import { createFlowSource } from '../flow-source.ts'
import { createTableSource } from '../table-source.ts'
import { OTHERS_CHANGES_MS, type Ground } from './ground.ts'

export type Reading = ReturnType<typeof composeReading>

export function composeReading({ store, signals }: Ground) {
  // Alone, all changes are seen at once.
  const keepMs = signals ? OTHERS_CHANGES_MS : Infinity
  const { source, flows } = createFlowSource(store.flows, keepMs)
  const { source: tables, lookups } = createTableSource(store.lookups, keepMs)
  return { source, flows, tables, lookups }
}
