// What Shopify does with `@idempotent(key:)`: mandatory since 2026-04 for changes of stock and for refunds. The first result of a key is kept
// and answered again; the same key with other input is refused.
// Source: https://shopify.dev/docs/api/usage/idempotent-requests; messages recorded from a live store (2026-04).
import { createHash } from 'node:crypto'
import { getDirectiveValues, GraphQLError, type GraphQLResolveInfo } from 'graphql'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

/** What a mutation did: plain data, from which `view` makes its payload, now and whenever the key comes again. */
export interface Done<R extends SimulatorRecord> {
  readonly result: R
  /** Refused: nothing was written, and the key may be used again for another try. */
  readonly isRefusal: boolean
}

export interface Idempotent<R extends SimulatorRecord> {
  readonly records: SimulatorRecords
  readonly info: GraphQLResolveInfo
  readonly input: unknown
  /** Runs in one commit with the key. */
  readonly run: () => Done<R>
  readonly mismatch: () => R
}

/** Types that begin with `_` are no records. */
const KEYS = '_idempotency_key'

export function idempotently<R extends SimulatorRecord>({ records, info, input, run, mismatch }: Idempotent<R>): R {
  const key = keyOf(info)
  if (key === undefined) {
    throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.', {
      extensions: { code: 'BAD_REQUEST' },
    })
  }
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const id = `${info.fieldName}/${key}`
  return records.atomically(() => {
    const known = records.get(KEYS, id)
    if (known) return known['hash'] === hash ? (known['result'] as R) : mismatch()
    const { result, isRefusal } = run()
    if (!isRefusal) records.put(KEYS, id, { hash, result })
    return result
  })
}

function keyOf(info: GraphQLResolveInfo): string | undefined {
  const directive = info.schema.getDirective('idempotent')
  const [node] = info.fieldNodes
  const values = directive && node ? getDirectiveValues(directive, node, info.variableValues) : undefined
  return typeof values?.['key'] === 'string' ? values['key'] : undefined
}
