// Mapping parts on PostgreSQL. Statements name the partner; a client sees its partner's parts beside its own copies.
import type { MappingPartStore } from '../ports.ts'
import { ADD, mappingPartValues, NEWEST, REMOVE, toMappingPart, VERSIONS, type MappingPartRow } from '../rows/mapping-parts.ts'
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createMappingPartStore({ read, change }: Connections): MappingPartStore {
  return {
    newest: async (partnerId) => (await read<MappingPartRow>(EVERY_CLIENT, NEWEST, [partnerId])).map(toMappingPart),
    versions: async (partnerId, clientId, name) =>
      (await read<MappingPartRow>(EVERY_CLIENT, VERSIONS, [partnerId, clientId, name])).map(toMappingPart),
    add: async (part) => (await change(EVERY_CLIENT, ADD, [...mappingPartValues(part)])).count > 0,
    remove: async (partnerId, clientId, name) => (await change(EVERY_CLIENT, REMOVE, [partnerId, clientId, name])).count > 0,
  }
}
