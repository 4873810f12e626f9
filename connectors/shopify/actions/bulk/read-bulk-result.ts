// Reads the result of a bulk operation, a page at a time. While Shopify works on it the step waits, and nothing is held meanwhile: it is run again after a
// while and looks again. The file is read from where the page before ended, so that a result of any length flows.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseExact } from '#connectors/kit/exact-json.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql } from '../../client.ts'
import { GET_OPERATION, type Operation } from '../../documents/bulk.ts'
import { bulkOperationGid, BulkOperationId } from '../../gid.ts'
import { nullable } from '../../schemas/parts.ts'
import { BulkOperation, toBulkOperation } from './operation.ts'
import { EXAMPLE_OPERATION } from './start-bulk-query.ts'

const Input = Type.Object(
  {
    operationId: BulkOperationId,
    limit: Type.Optional(Type.Integer({ title: 'Page size', description: 'Lines at once', minimum: 1, maximum: 1_000, default: 250 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ pattern: '^[0-9]{1,15}$' }), Type.Null()], {
        title: 'Cursor',
        description: 'nextCursor of the page before',
      }),
    ),
  },
  { additionalProperties: false },
)

const Output = Type.Object({
  operation: BulkOperation,
  records: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    title: 'Lines',
    description: 'As Shopify wrote them. What lies below something names it as __parentId; a change has data, __lineNumber and its errors.',
  }),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

/** Short operations take some seconds, long ones hours. */
const LOOK_AGAIN_MS = 15_000

export const readBulkResult = {
  id: 'read-bulk-result',
  label: 'Read a bulk result',
  description: 'Waits until Shopify has finished a bulk query or change, and reads its result a page at a time.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    operation: { ...EXAMPLE_OPERATION, status: 'completed', completedAt: '2026-11-20T02:01:10Z', objects: 1 },
    records: [{ id: 'gid://shopify/Product/8120044010001', handle: 'harbour-mug' }],
    hasMore: false,
    nextCursor: null,
  },
  paging: { items: 'records', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { operationId, limit = 250, cursor } = parseInput(Input, input)
    const id = bulkOperationGid(operationId)
    const { bulkOperation } = await graphql(context, GET_OPERATION, { id })
    if (!bulkOperation)
      throw new AppError('vendor-rejected', {
        message: say`Shopify has no bulk operation ${id}.`,
        fix: 'Give the id that starting it answered.',
      })
    finished(bulkOperation)
    const operation = toBulkOperation(bulkOperation)
    if (bulkOperation.url === null) return { operation, records: [], hasMore: false, nextCursor: null }
    const page = await readLines(context, bulkOperation.url, Number(cursor ?? '0'), limit)
    return {
      operation,
      records: page.records as Record<string, unknown>[],
      hasMore: page.next !== null,
      nextCursor: page.next,
    } satisfies Static<typeof Output> as unknown as Json
  },
} as const satisfies Action

/** Throws `vendor-busy` while it runs, `vendor-rejected` when it will never have a result. */
function finished({ status, errorCode, objectCount, type }: Operation): void {
  if (status === 'COMPLETED') return
  if (status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING') {
    throw new AppError('vendor-busy', {
      message: say`Shopify is still at the bulk ${type.toLowerCase()}: ${objectCount} objects so far.`,
      retryAfterMs: LOOK_AGAIN_MS,
    })
  }
  const why: Readonly<Record<string, string>> = {
    CANCELED: 'The bulk operation was canceled.',
    EXPIRED: 'Shopify keeps results for seven days, and these are over.',
  }
  throw new AppError('vendor-rejected', {
    message: why[status] ?? say`The bulk operation failed${errorCode === null ? '' : ` (${errorCode})`}.`,
    fix: 'Start it again; one that runs out of time reads too much at once.',
  })
}

const CHUNK = 512 * 1024
const LARGEST_CHUNK = 16 * 1024 * 1024
const NEWLINE = 0x0a

interface Lines {
  readonly records: readonly Json[]
  /** Where the next page begins, in bytes; null behind the last line. */
  readonly next: string | null
}

async function readLines(context: CallContext, url: string, from: number, limit: number): Promise<Lines> {
  for (let size = CHUNK; ; size *= 4) {
    const { bytes, isLast } = await readBytes(context, url, from, size)
    const records: Json[] = []
    let start = 0
    while (records.length < limit && start < bytes.length) {
      const end = bytes.indexOf(NEWLINE, start)
      // A line that the chunk cuts belongs to the next page, unless nothing follows.
      if (end < 0 && !isLast) break
      const line = new TextDecoder().decode(bytes.subarray(start, end < 0 ? bytes.length : end)).trim()
      if (line !== '') records.push(parseLine(line))
      start = end < 0 ? bytes.length : end + 1
    }
    const isDone = isLast && start >= bytes.length
    if (records.length > 0 || isDone) return { records, next: isDone ? null : String(from + start) }
    if (size * 4 > LARGEST_CHUNK) {
      throw new AppError('vendor-answer-invalid', {
        message: 'A line of the bulk result is too long to be read. Ask for fewer members of each object.',
      })
    }
  }
}

async function readBytes(
  context: CallContext,
  url: string,
  from: number,
  size: number,
): Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  const response = await context.http.send({
    method: 'GET',
    url: vendorAddress(context.config, url),
    headers: { range: `bytes=${from}-${from + size - 1}`, 'accept-encoding': 'identity' },
    // The address is a permission to read.
    secrets: [url],
    accept: [206, 416],
  })
  // Nothing begins there: the page before ended with the file.
  if (response.status === 416) return { bytes: new Uint8Array(), isLast: true }
  if (response.status === 200) return { bytes: response.bytes.subarray(from), isLast: true }
  const total = Number(/\/(\d+)$/.exec(response.headers['content-range'] ?? '')?.[1] ?? NaN)
  return {
    bytes: response.bytes,
    isLast: Number.isNaN(total) ? response.bytes.length < size : from + response.bytes.length >= total,
  }
}

function parseLine(line: string): Json {
  try {
    const value = parseExact(line)
    if (isRecord(value)) return value as Json
  } catch {
    // Not JSON: said below.
  }
  throw new AppError('vendor-answer-invalid', {
    message: 'A line of the bulk result is not what Shopify promises.',
    details: { begins: line.slice(0, 80) },
  })
}
