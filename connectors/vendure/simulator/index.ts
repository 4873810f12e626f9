// A small Vendure: the Admin API's GraphQL address with sessions, errors the way Vendure sends them, carts among the orders.
import { graphql, GraphQLError, parse } from 'graphql'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { fulfil, placeOrder, seedShop, transition } from './orders.ts'
import { playInShop } from './play.ts'
import { SCHEMA } from './schema.ts'

const MOST = 1_000
const coded = (message: string, code: string) => new GraphQLError(message, { extensions: { code } })
const forbidden = () => coded('You are not currently authorized to perform this action', 'FORBIDDEN')

interface ListOptions {
  readonly take?: number
  readonly skip?: number
  readonly filter?: Readonly<Record<string, { readonly after?: string; readonly eq?: unknown }>>
  readonly sort?: Readonly<Record<string, 'ASC' | 'DESC'>>
}

export const createVendureSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, {
    seed: seedShop,
    operationOf: ({ body }) => operationOf(body),
    faultAnswer: ({ kind }) =>
      kind === 'unauthorized'
        ? Response.json({ errors: [{ message: forbidden().message, extensions: { code: 'FORBIDDEN' } }], data: null })
        : undefined,
  })
  const { records } = kit
  // A session lives in the memory of the server, and ends with it.
  const sessions = new Set<string>()

  kit.app.post('/', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (!isRecord(body) || typeof body['query'] !== 'string')
      return c.json({ errors: [{ message: 'POST body missing.', extensions: { code: 'BAD_REQUEST' } }] }, 400)
    const isSignedIn = sessions.has((c.req.header('authorization') ?? '').replace(/^Bearer /, ''))
    let token: string | undefined
    const guarded =
      <A, R>(work: (args: A) => R) =>
      (args: A) => {
        if (!isSignedIn) throw forbidden()
        return work(args)
      }
    const root = {
      login({ username, password }: { readonly username: string; readonly password: string }) {
        if (username !== options.config['username'] || password !== options.secrets['password']) {
          return {
            __typename: 'InvalidCredentialsError',
            errorCode: 'INVALID_CREDENTIALS_ERROR',
            message: 'The provided credentials are invalid',
          }
        }
        token = `session-${sessions.size + 1}-${options.now().getTime().toString(36)}`
        sessions.add(token)
        return { __typename: 'CurrentUser', id: '1', identifier: username }
      },
      activeChannel: guarded(() => ({ code: '__default_channel__', defaultCurrencyCode: 'USD' })),
      order: guarded(({ id }: { readonly id: string }) => records.get('orders', id) ?? null),
      orders: guarded((args: { readonly options?: ListOptions }) => list(records.list('orders'), args.options)),
      productVariants: guarded((args: { readonly options?: ListOptions }) => list(records.list('variants'), args.options)),
      addFulfillmentToOrder: guarded(({ input }: { readonly input: Parameters<typeof fulfil>[1] }) =>
        records.atomically(() => fulfil(records, input, options.now())),
      ),
      transitionFulfillmentToState: guarded(({ id, state }: { readonly id: string; readonly state: string }) =>
        records.atomically(() => transition(records, id, state, options.now())),
      ),
      updateProductVariants: guarded(
        ({
          input,
        }: {
          readonly input: readonly {
            readonly id: string
            readonly stockLevels?: readonly { stockLocationId: string; stockOnHand: number }[]
          }[]
        }) =>
          input.map(({ id, stockLevels = [] }) => {
            const variant = records.get('variants', id)
            if (!variant) throw coded(`No ProductVariant with the id "${id}" could be found`, 'ENTITY_NOT_FOUND')
            const known = variant['stockLevels'] as { stockLocationId: string; stockOnHand: number; stockAllocated: number }[]
            const changed = {
              ...variant,
              stockLevels: known.map((level) => ({
                ...level,
                ...stockLevels.find(({ stockLocationId }) => stockLocationId === level.stockLocationId),
              })),
            }
            records.put('variants', id, changed)
            return changed
          }),
      ),
    }
    const result = await graphql({
      schema: SCHEMA,
      source: body['query'],
      variableValues: body['variables'] as SimulatorRecord,
      rootValue: root,
    })
    const isInvalid = result.errors?.some(({ path }) => path === undefined) === true
    return c.json(result, isInvalid ? 400 : 200, token === undefined ? {} : { 'vendure-auth-token': token })
  })

  return kit.simulator({
    async emit(event, payload) {
      if (event !== 'order.placed') throw new Error(`The simulated shop has no event ${event}.`)
      const order = records.atomically(() => placeOrder(records, isRecord(payload) ? payload : {}, options.now()))
      return { recordId: String(order['id']), deliveries: [] }
    },
    play: async (event, day) => records.atomically(() => playInShop(event, day, records, options.now())),
  })
}

/** Filters by equality and by "after", as the connector asks; at most 1,000 at once. */
function list(all: readonly SimulatorRecord[], { take = 100, skip = 0, filter = {}, sort = {} }: ListOptions = {}) {
  if (take > MOST) throw coded(`Cannot take more than ${MOST} results from a list query`, 'USER_INPUT_ERROR')
  const matching = all.filter((record) =>
    Object.entries(filter).every(
      ([field, { after, eq }]) =>
        (after === undefined || Date.parse(String(record[field])) > Date.parse(after)) && (eq === undefined || record[field] === eq),
    ),
  )
  const [field = 'id', direction = 'ASC'] = Object.entries(sort)[0] ?? []
  const sorted = matching.toSorted((a, b) => String(a[field]).localeCompare(String(b[field])) * (direction === 'DESC' ? -1 : 1))
  return { items: sorted.slice(skip, skip + take), totalItems: matching.length }
}

function operationOf(body: string): string {
  try {
    const { query } = JSON.parse(body) as { query?: string }
    const [definition] = parse(query ?? '').definitions
    return definition?.kind === 'OperationDefinition' ? (definition.name?.value ?? '?') : '?'
  } catch {
    return '?'
  }
}
