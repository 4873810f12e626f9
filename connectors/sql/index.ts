// Databases: PostgreSQL, MySQL and MariaDB, SQL Server.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { deleteRows } from './actions/delete-rows.ts'
import { execute } from './actions/execute.ts'
import { query } from './actions/query.ts'
import { upsertRows } from './actions/upsert-rows.ts'
import { portOf, readConfig, SECRETS, SqlConfig } from './config.ts'
import { rows } from './polls/rows.ts'
import { inTransaction } from './session.ts'

export const sql = {
  id: 'sql',
  name: 'SQL database',
  category: 'generic',
  description: 'Tables and views of PostgreSQL, MySQL, MariaDB and SQL Server: new and changed rows, rows written by their key.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/></svg>',
  config: SqlConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `${settings.database}://${authority(settings.host, portOf(settings))}`
  },
  actions: [query, upsertRows, deleteRows, execute],
  triggers: [],
  polls: [rows],
  limits: { concurrency: 8 },
  async test(context) {
    const { host, name } = readConfig(context.config)
    await inTransaction(context, { kind: 'read', repeatable: true }, (session) => session.run('SELECT 1', []))
    return { summary: `Signed in to ${name} on ${host}.` }
  },
} as const satisfies Connector
