// Looks for something worth showing: the first client with a flow, and in it a mapping with rows.
import { flowQuery, flowsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { rowsOf } from '#shared/flow/expressions.ts'
import type { TourPlace } from './stops.ts'

/** Who looks after hundreds of clients need not wait until all were asked. */
const MOST_CLIENTS = 5

export async function findPlace(clients: readonly string[]): Promise<TourPlace> {
  for (const client of clients.slice(0, MOST_CLIENTS)) {
    const [first] = await queryClient.fetchQuery(flowsQuery(client))
    if (!first) continue
    const { flow } = await queryClient.fetchQuery(flowQuery(client, first.id))
    return { client, flow: first.id, ...mappingIn(flow.draft) }
  }
  const [client] = clients
  return client === undefined ? {} : { client }
}

function mappingIn({ nodes }: FlowDocument): Pick<TourPlace, 'mapping'> {
  const longest = Object.entries(nodes)
    .map(([node, step]) => ({ node, rows: rowsOf(step) }))
    .toSorted((a, b) => b.rows.length - a.rows.length)[0]
  const row = longest?.rows.find(({ rule }) => rule.kind === 'expression')
  return longest && row ? { mapping: { node: longest.node, row: row.target } } : {}
}
