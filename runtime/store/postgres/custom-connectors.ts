// Partners' own connectors on PostgreSQL. They belong to no client.
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
import { EVERY_CLIENT, type Connections } from './connect.ts'

export function createCustomConnectorStore({ read, change }: Connections): CustomConnectorStore {
  return {
    newest: async () => (await read<CustomConnectorRow>(EVERY_CLIENT, NEWEST, [])).map(toCustomConnector),
    versions: async (partnerId, id) => (await read<CustomConnectorRow>(EVERY_CLIENT, VERSIONS, [partnerId, id])).map(toCustomConnector),
    add: async (connector) => (await change(EVERY_CLIENT, ADD, [...customConnectorValues(connector)])).count > 0,
    remove: async (partnerId, id) => (await change(EVERY_CLIENT, REMOVE, [partnerId, id])).count > 0,
    revision: async () => JSON.stringify((await read<{ count: number; newest: string }>(EVERY_CLIENT, REVISION, []))[0]),
  }
}
