// A small GraphQL API: products with a connection and a time of change, mutations with idempotency keys, every way to sign in.
import { graphql as execute, buildSchema, GraphQLError } from 'graphql'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { simulateApiSignIn } from '#connectors/kit/simulator-api-sign-in.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { pathOf, readConfig } from './config.ts'

const SCHEMA = buildSchema(`
  type Query {
    product(id: ID!): Product
    products(updatedSince: String, first: Int = 50, after: String): ProductConnection!
    "Fails with an error of this code, beside what else was asked for."
    failure(code: String!, retryAfter: Int, resetAt: String): String
  }
  type Mutation {
    createProduct(input: ProductInput!): ProductPayload
    "Stores the product and then fails with an error of this code."
    createAndFail(input: ProductInput!, code: String!): ProductPayload
    refuse(code: String!): ProductPayload
  }
  type Product { id: ID! sku: String! title: String price: String! updatedAt: String! }
  type ProductEdge { node: Product cursor: String! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type ProductConnection { nodes: [Product]! edges: [ProductEdge]! pageInfo: PageInfo! totalCount: Int! }
  type UserError { field: [String!] message: String! }
  type ProductPayload { product: Product userErrors: [UserError!]! clientMutationId: String }
  input ProductInput { sku: String! title: String price: String! clientMutationId: String }
`)

interface ProductInput {
  readonly sku: string
  readonly title?: string
  readonly price: string
  readonly clientMutationId?: string
}

const failed = (code: string, more: object = {}) => new GraphQLError(`It failed with ${code}.`, { extensions: { code, ...more } })

export const createGraphqlSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options)
  const { app, records } = kit
  const config = readConfig(options.config)
  const allowed = simulateApiSignIn(options, kit)

  function create(input: ProductInput, header: string | undefined) {
    if (!/^\d+(\.\d+)?$/.test(input.price))
      return { product: null, userErrors: [{ field: ['input', 'price'], message: 'Price is no amount.' }] }
    const key = input.clientMutationId ?? header
    const { clientMutationId = null, ...product } = input
    const earlier = key === undefined ? undefined : records.get('_keys', key)
    if (earlier) return { product: records.get('products', earlier['id'] as string), userErrors: [], clientMutationId }
    const stored = records.atomically(() => {
      const id = `p_${records.nextId('products')}`
      records.put('products', id, { title: null, ...product, id, updatedAt: options.now().toISOString() })
      if (key !== undefined) records.put('_keys', key, { id })
      return records.get('products', id)
    })
    return { product: stored, userErrors: [], clientMutationId }
  }

  function list({ updatedSince = '', first, after }: { updatedSince?: string; first: number; after?: string }) {
    const all = records
      .list('products')
      .filter((product) => String(product['updatedAt']) >= updatedSince)
      .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)))
    const behind =
      after === undefined || after === null ? all : all.filter((product) => orderOf(product) > Buffer.from(after, 'base64').toString())
    const nodes = behind.slice(0, first)
    const cursorOf = (product: SimulatorRecord) => Buffer.from(orderOf(product)).toString('base64')
    const last = nodes.at(-1)
    return {
      nodes,
      edges: nodes.map((node) => ({ node, cursor: cursorOf(node) })),
      pageInfo: { hasNextPage: behind.length > nodes.length, endCursor: last ? cursorOf(last) : null },
      totalCount: all.length,
    }
  }

  app.use('*', async (c, next) => ((await allowed(c)) ? await next() : c.json({ errors: [{ message: 'Unauthorized' }] }, 401)))
  app.post(pathOf(config), async (c) => {
    const body = await c.req.json<{ query?: string; variables?: Record<string, unknown>; operationName?: string }>()
    const header = c.req.header(config.idempotencyHeader ?? 'Idempotency-Key')
    const result = await execute({
      schema: SCHEMA,
      source: body.query ?? '',
      ...(body.variables && { variableValues: body.variables }),
      ...(body.operationName !== undefined && { operationName: body.operationName }),
      rootValue: {
        product: ({ id }: { id: string }) => records.get('products', id) ?? null,
        products: list,
        failure({ code, ...more }: { code: string; retryAfter?: number; resetAt?: string }) {
          throw failed(code, more)
        },
        createProduct: ({ input }: { input: ProductInput }) => create(input, header),
        createAndFail({ input, code }: { input: ProductInput; code: string }) {
          create(input, header)
          throw failed(code)
        },
        refuse({ code }: { code: string }) {
          throw failed(code)
        },
      },
    })
    // As GraphQL over HTTP says: without data the document was not executed.
    return c.json(result, 'data' in result ? 200 : 400)
  })

  return kit.simulator()
}

/** By time of change and then by number, so that a change moves a product to the end. */
const orderOf = ({ id, updatedAt }: SimulatorRecord): string => `${String(updatedAt)} ${String(id).slice(2).padStart(12, '0')}`
