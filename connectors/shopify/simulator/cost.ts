// What a query costs and the bucket it is paid from. Shopify does not publish its rule; this one was fitted to recorded answers
// (orders(first: 20) 7, webhookSubscriptions(first: 5) 5, ten fulfilment orders of ten lines 50): amounts and text are free, an object
// costs 1, a connection 2 and its page's square root times one node, a mutation 10 at least. Shopify gives back what a short page did
// not need; this bucket does not, so that a client that lives with it lives with the real one.
import {
  getNamedType,
  isCompositeType,
  Kind,
  visit,
  visitWithTypeInfo,
  TypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql'

const FREE_TYPES: ReadonlySet<string> = new Set([
  'MoneyBag',
  'MoneyV2',
  'PageInfo',
  'UserError',
  'Attribute',
  'TaxLine',
  'DiscountAllocation',
])
const MUTATION_COST = 10

/** Points needed before the query runs. `document` was validated against `schema`. */
export function queryCost(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const info = new TypeInfo(schema)
  let factor = 1
  let cost = 0
  let isMutation = false
  const factors: number[] = []
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition: (node) => void (isMutation ||= node.operation === 'mutation'),
      Field: {
        enter(node) {
          factors.push(factor)
          const type = info.getType()
          const named = type ? getNamedType(type) : undefined
          if (!named || !isCompositeType(named) || FREE_TYPES.has(named.name)) return
          // `nodes` and `edges` belong to their connection.
          if (node.name.value === 'nodes' || node.name.value === 'edges') return
          if (named.name.endsWith('Connection')) {
            cost += factor * 2
            factor *= Math.ceil(Math.sqrt(pageSize(node, variables)))
            // One node of the page, counted here because `nodes` is not.
            cost += factor
          } else if (!named.name.endsWith('Payload')) cost += factor
        },
        leave: () => void (factor = factors.pop() ?? 1),
      },
    }),
  )
  return isMutation ? MUTATION_COST + Math.max(0, cost - 1) : cost
}

function pageSize(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const argument = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')
  if (argument?.value.kind === Kind.INT) return Number(argument.value.value)
  if (argument?.value.kind === Kind.VARIABLE) return Number(variables[argument.value.name.value] ?? 0)
  return 0
}

export interface BucketStatus {
  readonly maximumAvailable: number
  readonly currentlyAvailable: number
  readonly restoreRate: number
}

export interface BucketSettings {
  readonly maximumAvailable: number
  /** Points per second. */
  readonly restoreRate: number
}

export interface BucketTally {
  /** Points that were taken. */
  readonly paid: number
  /** Requests that were refused for want of points. */
  readonly refused: number
}

export interface Bucket {
  status(): BucketStatus
  /** Since it was made. */
  tally(): BucketTally
  /** False, and nothing taken, when there is not enough. */
  take(points: number): boolean
  /** Empties or refills it, for tests and demos. */
  set(settings: Partial<BucketStatus>): void
}

/** What Shopify gives a shop on the standard plan. */
export const STANDARD_BUCKET: BucketSettings = { maximumAvailable: 2_000, restoreRate: 100 }

export function createBucket(initial: BucketSettings, now: () => Date): Bucket {
  let settings = initial
  let available = settings.maximumAvailable
  let at = now().getTime()
  let paid = 0
  let refused = 0
  const restore = (): void => {
    const time = now().getTime()
    available = Math.min(settings.maximumAvailable, available + ((time - at) / 1_000) * settings.restoreRate)
    at = time
  }
  return {
    status() {
      restore()
      return { ...settings, currentlyAvailable: Math.floor(available) }
    },
    tally: () => ({ paid, refused }),
    take(points) {
      restore()
      if (points > available) {
        refused++
        return false
      }
      available -= points
      paid += points
      return true
    },
    set(change) {
      restore()
      settings = {
        maximumAvailable: change.maximumAvailable ?? settings.maximumAvailable,
        restoreRate: change.restoreRate ?? settings.restoreRate,
      }
      available = Math.min(settings.maximumAvailable, change.currentlyAvailable ?? available)
    },
  }
}
