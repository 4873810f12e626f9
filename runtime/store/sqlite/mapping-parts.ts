// Mapping parts on SQLite.
import type { Database } from 'better-sqlite3'
import type { MappingPartStore } from '../ports.ts'
import { ADD, mappingPartValues, NEWEST, REMOVE, toMappingPart, VERSIONS, type MappingPartRow } from '../rows/mapping-parts.ts'
import type { Writer } from './writer.ts'

export function createMappingPartStore(database: Database, writer: Writer): MappingPartStore {
  const newest = database.prepare<[string], MappingPartRow>(NEWEST)
  const versions = database.prepare<[string, string, string], MappingPartRow>(VERSIONS)
  const add = database.prepare<(string | number | null)[]>(ADD)
  const remove = database.prepare<[string, string, string]>(REMOVE)
  return {
    newest: async (partnerId) => newest.all(partnerId).map(toMappingPart),
    versions: async (partnerId, clientId, name) => versions.all(partnerId, clientId, name).map(toMappingPart),
    add: (part) => writer.write(() => add.run(...mappingPartValues(part)).changes > 0),
    remove: (partnerId, clientId, name) => writer.write(() => remove.run(partnerId, clientId, name).changes > 0),
  }
}
