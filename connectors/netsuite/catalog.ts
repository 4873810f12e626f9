// Which fields records have in this account, those that people added (custbody_, custcol_, custentity_) included: NetSuite's metadata catalog.
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_1545129726.html
import { AppError, toErrorData } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { FieldKind } from '#shared/flow/nodes/discovered.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { readConfig, realmOf } from './auth.ts'
import { readSchema } from './client.ts'

/** Records that flows write or read, and the sublists of them whose lines have fields of their own. */
export type RecordType =
  | 'salesOrder'
  | 'invoice'
  | 'cashSale'
  | 'creditMemo'
  | 'cashRefund'
  | 'journalEntry'
  | 'itemFulfillment'
  | 'customerPayment'
  | 'customerDeposit'
  | 'customer'
const SUBLISTS: Readonly<Record<RecordType, string | undefined>> = {
  salesOrder: 'item',
  invoice: 'item',
  cashSale: 'item',
  creditMemo: 'item',
  cashRefund: 'item',
  journalEntry: 'line',
  itemFulfillment: undefined,
  customerPayment: undefined,
  customerDeposit: undefined,
  customer: undefined,
}

export interface Field {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly kind: FieldKind
  /** Several ids. */
  readonly list: boolean
  /** Ids of a fixed list, such as the states of an order; empty where any value is taken. */
  readonly choices: readonly string[]
  /** Another record or a value of a list, by its id. */
  readonly refers: boolean
  readonly custom: boolean
}

export interface RecordFields {
  readonly body: readonly Field[]
  readonly lines: readonly Field[]
}

const known = remembered<RecordFields>()
const keyOf = ({ config }: CallContext, type: RecordType) => `${realmOf(readConfig(config))} ${readConfig(config).tokenId} ${type}`

/** Those of the last ten minutes, or read now. A role that may not read the catalog sees none. */
export const knownFields = (context: CallContext, type: RecordType): Promise<RecordFields> =>
  known.get(keyOf(context, type), context.now(), () =>
    readFields(context, type).catch((error: unknown) => {
      if (toErrorData(error).code !== 'vendor-rejected') throw error
      return { body: [], lines: [] }
    }),
  )

/** What was added a moment ago is known, too. */
export async function fieldsNow(context: CallContext, type: RecordType): Promise<RecordFields> {
  return await known.renew(keyOf(context, type), context.now(), () => readFields(context, type))
}

async function readFields(context: CallContext, type: RecordType): Promise<RecordFields> {
  const schema = await readSchema(context, type)
  if (!isRecord(schema) || !isRecord(schema['properties'])) {
    throw new AppError('vendor-answer-invalid', { message: say`NetSuite's metadata catalog does not say which fields ${type} has.` })
  }
  const sublist = SUBLISTS[type]
  const line = sublist === undefined ? undefined : await lineOf(context, schema['properties'][sublist])
  return { body: fieldsOf(schema), lines: line === undefined ? [] : fieldsOf(line) }
}

/** A sublist is a collection with a list of lines; each of them stands here, or is named to be read (`$ref`). */
async function lineOf(context: CallContext, sublist: unknown): Promise<unknown> {
  const resolved = async (node: unknown): Promise<unknown> => {
    const ref = isRecord(node) && typeof node['$ref'] === 'string' ? /\/metadata-catalog\/([\w-]+)$/.exec(node['$ref'])?.[1] : undefined
    return ref === undefined ? node : await readSchema(context, ref)
  }
  const collection = await resolved(sublist)
  const listed = isRecord(collection)
    ? isRecord(collection['properties'])
      ? collection['properties']['items']
      : collection['items']
    : undefined
  const lines = await resolved(listed)
  return await resolved(isRecord(lines) ? lines['items'] : undefined)
}

/** NetSuite's own bookkeeping. */
const INTERNAL = new Set(['id', 'links', 'refName', 'externalId', 'createdDate', 'lastModifiedDate', 'line', 'lineUniqueKey'])

const fieldsOf = (schema: unknown): readonly Field[] =>
  Object.entries(isRecord(schema) && isRecord(schema['properties']) ? schema['properties'] : {}).flatMap(([name, property]) => {
    if (!isRecord(property) || property['readOnly'] === true || INTERNAL.has(name)) return []
    const custom = property['x-ns-custom-field'] === true
    const what = whatOf(property, custom)
    if (!what) return []
    return [{ name, title: textOf(property['title']), description: textOf(property['description']), custom, ...what }]
  })

type What = Pick<Field, 'kind' | 'list' | 'choices' | 'refers'>
const plain = (kind: FieldKind): What => ({ kind, list: false, choices: [], refers: false })

/** Undefined for sublists, subrecords and what else is no value. */
function whatOf(property: Readonly<Record<string, unknown>>, custom: boolean): What | undefined {
  const { type, format } = property
  if (type === 'string') return plain(format === 'date' ? 'date' : format === 'date-time' ? 'date-time' : 'text')
  if (type === 'integer') return plain('integer')
  if (type === 'number') return plain('decimal')
  if (type === 'boolean') return plain('boolean')
  if (type !== 'object') return undefined
  const members = isRecord(property['properties']) ? property['properties'] : {}
  // A choice of several values of a list; of NetSuite's own fields this is a sublist.
  if (members['items'] !== undefined || property['items'] !== undefined) {
    return custom ? { kind: 'reference', list: true, choices: [], refers: true } : undefined
  }
  const id = members['id']
  if (!isRecord(id) || members['refName'] === undefined) return undefined
  const choices = Array.isArray(id['enum']) ? id['enum'].map(String) : []
  return { kind: choices.length > 0 ? 'text' : 'reference', list: false, choices, refers: true }
}

/** Help texts have tags. */
const textOf = (text: unknown): string =>
  typeof text === 'string'
    ? text
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
    : ''
