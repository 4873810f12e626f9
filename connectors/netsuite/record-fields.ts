// The fields of an account that this connector has no words for: told to the designer, written with the record, and those that people added read.
import { AppError, toErrorData } from '#shared/errors.ts'
import type { DiscoveredField } from '#shared/flow/nodes/discovered.ts'
import { isRecord, type Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { exactNumber, parseNumbersAsText } from '#connectors/kit/exact-json.ts'
import { fitted, isEmpty, isList, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { fieldsNow, knownFields, type Field, type RecordFields, type RecordType } from './catalog.ts'
import { readRecord } from './client.ts'

interface Names {
  readonly body: ReadonlySet<string>
  readonly lines: ReadonlySet<string>
}
const DOCUMENT: Names = {
  body: new Set(['entity', 'tranDate', 'otherRefNum', 'memo', 'currency', 'item']),
  lines: new Set(['item', 'quantity', 'price', 'rate', 'amount', 'description']),
}
const PAYMENT = new Set(['customer', 'tranDate', 'payment', 'currency', 'account', 'undepFunds', 'memo', 'apply', 'salesOrder'])
/** What other members of the inputs write. */
const OWN: Readonly<Record<RecordType, Names>> = {
  salesOrder: DOCUMENT,
  invoice: DOCUMENT,
  cashSale: DOCUMENT,
  creditMemo: DOCUMENT,
  cashRefund: DOCUMENT,
  journalEntry: {
    body: new Set(['tranDate', 'memo', 'currency', 'subsidiary', 'line']),
    lines: new Set(['account', 'debit', 'credit', 'memo']),
  },
  itemFulfillment: {
    body: new Set(['tranDate', 'shipStatus', 'memo', 'createdFrom', 'item']),
    lines: new Set(),
  },
  customerPayment: { body: PAYMENT, lines: new Set() },
  customerDeposit: { body: PAYMENT, lines: new Set() },
  customer: {
    body: new Set(['isPerson', 'companyName', 'firstName', 'lastName', 'email', 'phone', 'subsidiary']),
    lines: new Set(),
  },
}

export const writes = (type: RecordType): Discovery => ({
  async read(_, context) {
    const { body, lines } = await fieldsNow(context, type)
    return { input: { ...told('fields', body, OWN[type].body), ...told('lines.fields', lines, OWN[type].lines) } }
  },
})

/** Of the record itself, those that people added. */
export const reads = (type: RecordType): Discovery => ({
  async read(_, context) {
    const { body } = await fieldsNow(context, type)
    return {
      output: told(
        'fields',
        body.filter(({ custom }) => custom),
      ),
    }
  },
})

const told = (place: string, fields: readonly Field[], own: ReadonlySet<string> = new Set()) =>
  fieldsBelow(
    place,
    fields.filter(({ name }) => !own.has(name)).map((field) => [field.name, toDiscovered(field)] as const),
  )

export function toDiscovered({ title, description, kind, list, choices, refers, custom }: Field): DiscoveredField {
  const words = [description, refers && choices.length === 0 ? 'Internal id, or external id of what it names.' : '']
    .filter(Boolean)
    .join(' ')
  return {
    kind,
    ...(title !== '' && { title }),
    ...(words !== '' && { description: words }),
    ...(list && { list: true }),
    ...(choices.length > 0 && { choices: [...choices] }),
    ...(custom && { custom: true }),
  }
}

type Given = Readonly<Record<string, SystemFieldValue>>
export interface GivenFields {
  readonly body: Given | undefined
  /** In the order of the lines. */
  readonly lines?: readonly (Given | undefined)[]
}
type Values = Readonly<Record<string, unknown>>

/**
 * What is given under `fields`, as NetSuite takes it. Throws `action-input-invalid` that names each field that the account does not have, or that
 * takes something else; nothing is written then.
 */
export async function fieldValues(
  context: CallContext,
  type: RecordType,
  { body = {}, lines = [] }: GivenFields,
): Promise<{ readonly body: Values; readonly lines: readonly Values[] }> {
  const names = { body: Object.keys(body), lines: lines.flatMap((line) => Object.keys(line ?? {})) }
  if (names.body.length + names.lines.length === 0) return { body: {}, lines: lines.map(() => ({})) }
  const kept = await knownFields(context, type)
  const isKnown = (part: keyof RecordFields) => names[part].every((name) => kept[part].some((field) => field.name === name))
  const fields = isKnown('body') && isKnown('lines') ? kept : await fieldsNow(context, type)
  const values = (part: keyof RecordFields, given: Given, place: string) =>
    writeFields(
      'NetSuite',
      given,
      (name, value) => {
        const field = fields[part].find((one) => one.name === name)
        if (OWN[type][part].has(name)) throw new Unfit(`"${name}" is written by another field of this action.`)
        if (!field) throw new Unfit(`NetSuite has no field "${name}" here that can be written.`)
        return toNetSuite(field, value)
      },
      place,
    )
  const written: Values[] = []
  for (const [index, line] of lines.entries()) written.push(await values('lines', line ?? {}, `/lines/${index}/fields`))
  return { body: await values('body', body, '/fields'), lines: written }
}

function toNetSuite({ name, kind, list, choices, refers }: Field, value: SystemFieldValue): unknown {
  if (list) return { items: (isList(value) ? value : isEmpty(value) ? [] : [value]).map((one) => reference(name, choices, one)) }
  if (isEmpty(value)) return null
  const one = single(name, value)
  if (refers) return reference(name, choices, one)
  const fit = fitted(kind, name, one)
  if (kind === 'decimal') return exactNumber(String(fit))
  return kind === 'date-time' ? new Date(String(fit)).toISOString().replace(/\.\d+/, '') : kind === 'text' ? String(fit) : fit
}

/** Ids are digits; what is none is the external id of the record. A fixed list has its own ids. */
function reference(name: string, choices: readonly string[], value: string | number | boolean | null): object {
  const text = String(value ?? '')
  if (typeof value === 'boolean' || text === '') throw new Unfit(`"${name}" takes the id of a record.`)
  if (choices.length > 0 && !choices.includes(text)) throw new Unfit(`"${name}" takes one of: ${choices.join(', ')}.`)
  return choices.length > 0 || /^-?\d+$/.test(text) ? { id: text } : { externalId: text }
}

/**
 * The record with what people added to it. One more call, and only where the account has such fields; an account whose role may not read the catalog
 * has none to tell.
 */
export async function withCustom<T extends { readonly id: string }>(
  context: CallContext,
  type: RecordType,
  record: T,
): Promise<T & { fields?: Record<string, Json> }> {
  const fields = await customFields(context, type, knownFields)
  if (fields.length === 0) return record
  try {
    return { ...record, fields: valuesOf(fields, await readRecord(context, type, record.id, namesOf(fields))) }
  } catch (error) {
    if (toErrorData(error).code !== 'vendor-rejected') throw error
    // A field has gone since the catalog was read, so that its name is refused: the whole record has what is left.
    return { ...record, fields: valuesOf(await customFields(context, type, fieldsNow), await readRecord(context, type, record.id)) }
  }
}

const customFields = async (context: CallContext, type: RecordType, read: typeof knownFields): Promise<readonly Field[]> =>
  (await read(context, type)).body.filter(({ custom }) => custom)

const namesOf = (fields: readonly Field[]) => fields.map(({ name }) => name)

function valuesOf(fields: readonly Field[], body: string): Record<string, Json> {
  const values = parsed(body)
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = fromNetSuite(field, values[field.name])
      return value === undefined ? [] : [[field.name, value] as const]
    }),
  )
}

function parsed(text: string): Readonly<Record<string, Json>> {
  try {
    const values = parseNumbersAsText(text)
    if (isRecord(values)) return values
  } catch {
    // Said below.
  }
  throw new AppError('vendor-answer-invalid', { message: 'NetSuite answered with something else than the record.' })
}

/** Numbers are text by now, so that none was rounded. Undefined: several values, of which the record tells only the address. */
function fromNetSuite({ kind, list, refers }: Field, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null) return null
  if (list) return isRecord(value) && Array.isArray(value['items']) ? (value['items'] as Json[]).map(idOf) : undefined
  if (refers) return idOf(value)
  return kind === 'integer' && Number.isSafeInteger(Number(value)) ? Number(value) : value
}

const idOf = (value: Json): Json => (isRecord(value) ? ((value['id'] as Json | undefined) ?? null) : value)
