// Any GraphQL API: the connector for systems that speak it and have none of their own.
import type { Connector } from '#connectors/kit/contract.ts'
import { mutate, mutateWithKey } from './actions/mutate.ts'
import { query } from './actions/query.ts'
import { queryList } from './actions/query-list.ts'
import { sendDocument } from './client.ts'
import { AUTH, GraphqlConfig, originOf, readConfig, SECRETS } from './config.ts'
import { changedPoll } from './polls/changed.ts'
import { readSchemaText } from './server-schema.ts'

export const graphql = {
  id: 'graphql',
  name: 'GraphQL',
  category: 'generic',
  description: 'Any GraphQL API: queries, lists page by page, mutations, and changes that are looked for regularly.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M12 3l8 4.5v9L12 21l-8-4.5v-9z"/><path d="M12 3L4 16.5h16z"/></svg>',
  config: GraphqlConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => originOf(readConfig(config)),
  otherAddresses: (config) => [readConfig(config).tokenUrl ?? ''],
  actions: [mutate, mutateWithKey, query, queryList],
  triggers: [],
  // Nothing is known about the API: its connection's own limits say what it can take.
  limits: { concurrency: 256, perServer: true },
  polls: [changedPoll],
  querySchema: readSchemaText,
  async test(context) {
    const { url } = readConfig(context.config)
    const { data } = await sendDocument(context, { document: '{ __typename }', isRepeatable: true })
    const type = data['__typename']
    return { summary: `${new URL(url).host} answers GraphQL${typeof type === 'string' ? ` (${type})` : ''}.` }
  },
} as const satisfies Connector
