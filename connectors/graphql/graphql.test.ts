import { testConnector } from '#connectors/kit/conformance.ts'
import { graphql } from './index.ts'
import { createGraphqlSimulator } from './simulator.ts'

const create = {
  document: 'mutation ($input: ProductInput!) { createProduct(input: $input) { product { id sku price } userErrors { message } } }',
  variables: { input: { sku: 'HF-MUG-NAVY', price: '12.50' } },
  refusals: 'createProduct.userErrors',
}
const list =
  'query ($since: String, $first: Int, $after: String) { products(updatedSince: $since, first: $first, after: $after) { nodes { id sku updatedAt } pageInfo { hasNextPage endCursor } } }'
const made = { action: 'mutate', input: create } as const

testConnector({
  connector: graphql,
  createSimulator: createGraphqlSimulator,
  config: { url: 'https://api.example.com/v1/graphql', auth: 'bearer' },
  secrets: { token: 'tok_0123456789abcdef' },
  badSecrets: { token: 'tok_wrong_but_well_formed' },
  actions: {
    mutate: { input: create, creates: 'products' },
    'mutate-with-key': { input: create, creates: 'products' },
    query: { input: { document: 'query ($id: ID!) { product(id: $id) { id sku } }', variables: { id: 'p_1' } }, after: made },
    'query-list': {
      input: { document: list, list: 'products' },
      after: made,
      pages: { of: made, input: { document: list, list: 'products', variables: { first: 2 } }, key: 'id' },
    },
  },
  discoveries: {
    mutate: { known: { document: create.document }, in: 'output', field: 'data.createProduct.product.price', kind: 'text' },
    'mutate-with-key': { known: { document: create.document }, in: 'output', field: 'data.createProduct.userErrors.message', kind: 'text' },
    query: {
      known: { document: 'query ($id: ID!) { product(id: $id) { code: sku } }' },
      in: 'output',
      field: 'data.product.code',
      kind: 'text',
    },
    'query-list': { known: { document: list, list: 'products' }, in: 'output', field: 'items.sku', kind: 'text' },
    list: { known: { document: list, list: 'products' }, in: 'output', field: 'updatedAt', kind: 'text' },
  },
  polls: {
    list: {
      options: { document: list, list: 'products', changedAt: 'updatedAt', sinceVariable: 'since', sizeVariable: 'first' },
      after: made,
    },
  },
})
