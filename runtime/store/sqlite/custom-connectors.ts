// Partners' own connectors on SQLite.
import type { Database } from 'better-sqlite3'
import type { CustomConnectorStore } from '../ports.ts'
import {
  ADD,
  customConnectorValues,
  NEWEST,
  REMOVE,
  REVISION,
  toCustomConnector,
  VERSIONS,
  type CustomConnectorRow,
} from '../rows/custom-connectors.ts'
import type { Writer } from './writer.ts'

export function createCustomConnectorStore(database: Database, writer: Writer): CustomConnectorStore {
  const newest = database.prepare<[], CustomConnectorRow>(NEWEST)
  const versions = database.prepare<[string, string], CustomConnectorRow>(VERSIONS)
  const add = database.prepare<(string | number | null)[]>(ADD)
  const remove = database.prepare<[string, string]>(REMOVE)
  const revision = database.prepare<[], { count: number; newest: string }>(REVISION)
  return {
    newest: async () => newest.all().map(toCustomConnector),
    versions: async (partnerId, id) => versions.all(partnerId, id).map(toCustomConnector),
    add: (connector) => writer.write(() => add.run(...customConnectorValues(connector)).changes > 0),
    remove: (partnerId, id) => writer.write(() => remove.run(partnerId, id).changes > 0),
    revision: async () => JSON.stringify(revision.get()),
  }
}
