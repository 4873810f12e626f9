// Running a bulk query or mutation over the simulated shop, with the refusals recorded from a live store (2026-04), and its result as JSON lines:
// what lies below something stands in a line of its own that names it as `__parentId`.
import { execute, GraphQLError, parse, validate, visit, type DocumentNode } from 'graphql'
import { isRecord } from '#shared/json.ts'
import type { ResolverContext } from '../context.ts'
import { withoutPages } from '../connections.ts'
import { gidOf, instant, type View } from '../order-view.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { ADMIN_SCHEMA } from '../schema/index.ts'

interface BulkContext extends ResolverContext {
  /** The root that documents are executed on. */
  readonly root: () => View
}

interface Refusal {
  readonly field: readonly string[] | null
  readonly message: string
  readonly code: string
}

/** As many operations of a kind as an app may have at once since 2026-01. */
const MOST_AT_ONCE = 5
/** Types that begin with `_` are no records. */
const FILES = '_staged_upload'
const HOLD = '_bulk_hold'

export function bulkRoot(context: BulkContext): View {
  const { records } = context
  const refused = (refusal: Refusal): View => ({ bulkOperation: null, userErrors: [refusal] })
  return {
    bulkOperation({ id }: { readonly id: string }) {
      const operation = records.get('bulk_operation', id.slice(id.lastIndexOf('/') + 1))
      return operation ? operationView(operation) : null
    },
    bulkOperations: () => ({
      nodes: records.list('bulk_operation').toReversed().map(operationView),
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    }),
    async bulkOperationRunQuery({ query }: { readonly query: string }) {
      const document = parsed(query)
      if (!document)
        return refused({ field: ['query'], message: 'Invalid bulk query: syntax error, unexpected end of file', code: 'INVALID' })
      const wrong = queryRefusal(document)
      if (wrong) return refused({ field: ['query'], message: wrong, code: 'INVALID' })
      if (running('QUERY', context) >= MOST_AT_ONCE) return refused(tooMany('query'))
      const lines = await queryLines(document, context)
      return { bulkOperation: operationView(store('QUERY', query, lines, context)), userErrors: [] }
    },
    stagedUploadsCreate({ input }: { readonly input: readonly { readonly filename: string }[] }) {
      const stagedTargets = input.map(({ filename }) => {
        const key = `tmp/${context.shop.id}/bulk/${records.nextId(FILES)}/${filename}`
        return {
          url: 'https://shopify-staged-uploads.storage.googleapis.com/staged-uploads',
          resourceUrl: null,
          parameters: [
            { name: 'Content-Type', value: 'text/jsonl' },
            { name: 'success_action_status', value: '201' },
            { name: 'key', value: key },
          ],
        }
      })
      return { stagedTargets, userErrors: [] }
    },
    async bulkOperationRunMutation({ mutation, stagedUploadPath }: { readonly mutation: string; readonly stagedUploadPath: string }) {
      const file = records.get(FILES, stagedUploadPath)
      if (!file) {
        return refused({
          field: null,
          message: `The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.`,
          code: 'NO_SUCH_FILE',
        })
      }
      const document = parsed(mutation)
      const errors = document ? validate(ADMIN_SCHEMA, document) : [new GraphQLError('syntax error')]
      if (!document || errors.length > 0) {
        return refused({ field: ['mutation'], message: `Failed to parse the mutation - ${errors[0]?.message}`, code: 'INVALID_MUTATION' })
      }
      if (running('MUTATION', context) >= MOST_AT_ONCE) return refused(tooMany('mutation'))
      const lines = await mutationLines(document, String(file['text']), context)
      return { bulkOperation: operationView(store('MUTATION', mutation, lines, context)), userErrors: [] }
    },
  }
}

export function stageFile(key: string, text: string, { records }: Pick<ResolverContext, 'records'>): void {
  records.put(FILES, key, { text })
}

/** Until it is let go, operations that are started stay unfinished. */
export function holdBulk(payload: SimulatorRecord, { records }: ResolverContext): SimulatorRecord {
  records.put(HOLD, 'all', { ...payload })
  return { admin_graphql_api_id: gidOf('BulkOperation', 'all') }
}

/** Finishes what runs. */
export function finishBulk(_: SimulatorRecord, { records, at }: ResolverContext): SimulatorRecord {
  records.remove(HOLD, 'all')
  for (const operation of records.list('bulk_operation').filter(({ status }) => status === 'CREATED')) {
    records.put('bulk_operation', String(operation['id']), { ...operation, status: 'COMPLETED', completed_at: at() })
  }
  const last = records.list('bulk_operation').at(-1)
  return { admin_graphql_api_id: gidOf('BulkOperation', last?.['id'] ?? 'none') }
}

const tooMany = (kind: string): Refusal => ({
  field: null,
  message: `A bulk ${kind} operation for this app and shop is already in progress.`,
  code: 'OPERATION_IN_PROGRESS',
})

const running = (type: string, { records }: ResolverContext): number =>
  records.list('bulk_operation').filter((one) => one['type'] === type && one['status'] === 'CREATED').length

function store(type: 'QUERY' | 'MUTATION', query: string, lines: readonly unknown[], { records, at }: ResolverContext): SimulatorRecord {
  const isHeld = records.get(HOLD, 'all') !== undefined
  const id = records.nextId('bulk_operation', 7_933_000_000_001)
  const operation = {
    id,
    type,
    query,
    status: isHeld ? 'CREATED' : 'COMPLETED',
    created_at: at(),
    completed_at: isHeld ? null : at(),
    count: lines.length,
    result: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  }
  records.put('bulk_operation', id, operation)
  return operation
}

function operationView(operation: SimulatorRecord): View {
  const isDone = operation['status'] === 'COMPLETED'
  return {
    __typename: 'BulkOperation',
    id: gidOf('BulkOperation', operation['id']),
    status: operation['status'],
    type: operation['type'],
    errorCode: null,
    createdAt: instant(operation['created_at']),
    completedAt: instant(operation['completed_at']),
    objectCount: isDone ? String(operation['count']) : '0',
    query: operation['query'],
    // An operation that found nothing has no file.
    url:
      isDone && Number(operation['count']) > 0 ? `https://storage.googleapis.com/bulk-operation-outputs/${String(operation['id'])}` : null,
  }
}

function parsed(source: string): DocumentNode | undefined {
  try {
    return parse(source)
  } catch {
    return undefined
  }
}

function queryRefusal(document: DocumentNode): string | undefined {
  const lists: string[] = []
  const byNodes: string[] = []
  visit(document, {
    Field(node) {
      const selected = node.selectionSet?.selections ?? []
      const names = selected.flatMap((selection) => ('name' in selection ? [selection.name.value] : []))
      if (names.includes('edges')) lists.push(node.name.value)
      if (names.includes('nodes')) byNodes.push(node.name.value)
    },
  })
  if (byNodes.length > 0) {
    return `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${byNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${byNodes.join("', '")}'.`
  }
  if (lists.length === 0) return 'Bulk queries must contain at least one connection.'
  return validate(ADMIN_SCHEMA, document)[0]?.message
}

async function queryLines(document: DocumentNode, { root }: BulkContext): Promise<readonly unknown[]> {
  const { data } = await withoutPages(async () => await execute({ schema: ADMIN_SCHEMA, document, rootValue: root() }))
  const lines: unknown[] = []
  for (const value of Object.values(data ?? {})) flatten(value, undefined, lines)
  return lines
}

function flatten(connection: unknown, parent: string | undefined, lines: unknown[]): void {
  const edges = isRecord(connection) && Array.isArray(connection['edges']) ? connection['edges'] : []
  for (const edge of edges) {
    const node = isRecord(edge) && isRecord(edge['node']) ? edge['node'] : {}
    const own = Object.fromEntries(Object.entries(node).filter(([, value]) => !isConnection(value)))
    lines.push({ ...own, ...(parent !== undefined && { __parentId: parent }) })
    for (const value of Object.values(node)) if (isConnection(value)) flatten(value, String(node['id']), lines)
  }
}

const isConnection = (value: unknown): boolean => isRecord(value) && Array.isArray(value['edges'])

async function mutationLines(document: DocumentNode, text: string, { root }: BulkContext): Promise<readonly unknown[]> {
  const lines: unknown[] = []
  for (const [index, line] of text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .entries()) {
    const variableValues: unknown = JSON.parse(line)
    const result = await execute({
      schema: ADMIN_SCHEMA,
      document,
      rootValue: root(),
      variableValues: isRecord(variableValues) ? variableValues : {},
    })
    lines.push({
      ...(result.data && { data: result.data }),
      ...(result.errors && { errors: result.errors.map(({ message }) => ({ message })) }),
      __lineNumber: index,
    })
  }
  return lines
}
