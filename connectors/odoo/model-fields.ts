// The fields that a model has in this database, those that people added with Studio or an app included: told to the designer, written and read.
// https://www.odoo.com/documentation/18.0/developer/reference/external_api.html (fields_get)
import { Decimal } from 'decimal.js'
import { Type, type Static } from 'typebox'
import { AppError, toErrorData } from '#shared/errors.ts'
import type { DiscoveredField, DiscoveredFields, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { fitted, isEmpty, isList, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { validate } from '#connectors/kit/validate.ts'
import { identityOf, readConfig } from './auth.ts'
import { nameOf, idsOf, searchRead } from './client.ts'
import { fromOdoo, toOdooDate } from './dates.ts'
import { toWire } from './decimals.ts'
import { execute } from './protocol.ts'

const Flag = Type.Optional(Type.Boolean())
const ModelField = Type.Object({
  type: Type.String(),
  string: Type.Optional(Type.String()),
  help: Type.Optional(Type.Union([Type.String(), Type.Boolean()])),
  required: Flag,
  readonly: Flag,
  /** Somebody added it in this database: Studio, or the settings. */
  manual: Flag,
  store: Flag,
  relation: Type.Optional(Type.String()),
  selection: Type.Optional(Type.Array(Type.Tuple([Type.Union([Type.String(), Type.Integer()]), Type.String()]))),
})
type ModelField = Static<typeof ModelField>
const ModelFields = Type.Record(Type.String(), ModelField)
const ATTRIBUTES = ['type', 'string', 'help', 'required', 'readonly', 'manual', 'store', 'relation', 'selection']

/** Others cannot be written as one value: lines of their own, files, properties. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  char: 'text',
  text: 'text',
  html: 'text',
  selection: 'text',
  integer: 'integer',
  float: 'decimal',
  monetary: 'decimal',
  boolean: 'boolean',
  date: 'date',
  datetime: 'date-time',
  many2one: 'reference',
  many2many: 'reference',
}
/** Odoo's own bookkeeping. */
const INTERNAL =
  /^(id|display_name|(create|write)_(uid|date)|__last_update|(message|activity|website_message|rating)_.*|access_.*|my_activity_.*)$/

async function describeModel(
  context: CallContext,
  model: string,
  names?: readonly string[],
): Promise<Readonly<Record<string, ModelField>>> {
  const params = { ...(names && { allfields: names }), attributes: ATTRIBUTES }
  const answer = await execute(context, { model, method: 'fields_get', params })
  if (validate(ModelFields, answer).length > 0)
    throw new AppError('vendor-answer-invalid', { message: say`Odoo answered fields_get of ${model} with something else than fields.` })
  return answer as unknown as Readonly<Record<string, ModelField>>
}

function toDiscovered(field: ModelField, kind: FieldKind): DiscoveredField {
  const choices = field.selection?.map(([value]) => String(value)) ?? []
  const help = typeof field.help === 'string' ? field.help.trim() : ''
  const words = field.selection?.map(([value, label]) => `${value}: ${label}`).join(', ') ?? ''
  const related = kind === 'reference' && field.relation !== undefined ? `Name or id of a record of ${field.relation}.` : ''
  const description = [help, related, words].filter(Boolean).join(' ')
  return {
    kind,
    ...(field.string && { title: field.string }),
    ...(description !== '' && { description }),
    ...(field.type === 'many2many' && { list: true }),
    ...(choices.length > 0 && { choices }),
    ...(field.manual === true && field.required === true && { required: true }),
    ...(field.manual === true && { custom: true }),
  }
}

/** The fields of a model that can be given as values, without those that the action has words for itself. */
async function writableFields(
  context: CallContext,
  model: string,
  own: ReadonlySet<string>,
): Promise<readonly (readonly [string, DiscoveredField])[]> {
  return Object.entries(await describeModel(context, model)).flatMap(([name, field]) => {
    const kind = KINDS[field.type]
    const takes = kind !== undefined && field.readonly !== true && field.store !== false && !own.has(name) && !INTERNAL.test(name)
    return takes ? [[name, toDiscovered(field, kind)] as const] : []
  })
}

/** For actions that write `fields` of a model: what `own` names is written by other members of their inputs. */
export const writes = (model: string, own: ReadonlySet<string>): Discovery => ({
  read: async (_, context) => ({ input: fieldsBelow('fields', await writableFields(context, model, own)) }),
})

/** For actions whose answers have the fields that people added to a model. */
export const reads = (model: string): Discovery => ({
  read: async (_, context) => ({ output: fieldsBelow('fields', await customFields(context, model)) }),
})

/** For those that read any model as it is; `place`: where its records stand. */
export const readsAny = (place: string): Discovery => ({
  needs: ['model'],
  async read({ model }, context) {
    const all = Object.entries(await describeModel(context, typeof model === 'string' ? model : ''))
    return { output: rawFields(place, all) }
  },
})

/** As Odoo answers them, which is not how `fields` are told: relations are a list of id and name, numbers are numbers. */
const rawFields = (place: string, all: readonly (readonly [string, ModelField])[]): DiscoveredFields =>
  fieldsBelow(
    place,
    all.map(([name, field]) => {
      const kind = KINDS[field.type] ?? 'any'
      const told = toDiscovered(field, kind)
      const { list: _, ...one } = told
      return [name, { ...one, kind: kind === 'reference' || kind === 'decimal' || kind === 'date-time' ? 'any' : kind }] as const
    }),
  )

async function customFields(context: CallContext, model: string): Promise<readonly (readonly [string, DiscoveredField])[]> {
  return Object.entries(await describeCustom(context, model)).flatMap(([name, field]) => {
    const kind = KINDS[field.type]
    return kind === undefined ? [] : [[name, toDiscovered(field, kind)] as const]
  })
}

async function describeCustom(context: CallContext, model: string): Promise<Readonly<Record<string, ModelField>>> {
  const custom = Object.entries(await describeModel(context, model)).filter(
    ([, { manual, type }]) => manual === true && KINDS[type] !== undefined,
  )
  return Object.fromEntries(custom.slice(0, MOST_READ))
}

const MOST_READ = 200
const known = remembered<Readonly<Record<string, ModelField>>>()

/** What people added to the model, with how their values are told. */
export async function customReader(context: CallContext, model: string) {
  const key = `${identityOf(readConfig(context.config))} ${model}`
  const fields = await known.get(key, context.now(), () => describeCustom(context, model))
  return {
    names: Object.keys(fields),
    /** A reading failed: perhaps because a field went. */
    forget: () => known.forget(key),
    valuesOf: (row: Readonly<Record<string, Json>>): { fields?: Record<string, Json> } => {
      const values = Object.entries(fields).map(([name, field]) => [name, fromOdooValue(row[name], field)] as const)
      return values.length === 0 ? {} : { fields: Object.fromEntries(values) }
    },
  }
}

/** Reads with the model's custom fields; once more where one of them went since they were asked for. */
export async function withCustom<T>(
  context: CallContext,
  model: string,
  read: (custom: Awaited<ReturnType<typeof customReader>>) => Promise<T>,
): Promise<T> {
  const custom = await customReader(context, model)
  try {
    return await read(custom)
  } catch (error) {
    // How Odoo refuses a field that it does not have.
    const { exception } = toErrorData(error).details ?? {}
    if (custom.names.length === 0 || exception !== 'builtins.ValueError') throw error
    custom.forget()
    return await read(await customReader(context, model))
  }
}

/** Odoo writes `false` for what is empty. */
function fromOdooValue(value: Json | undefined, { type }: ModelField): Json {
  if (type === 'boolean') return value === true
  if (type === 'many2many') return [...idsOf(value)]
  if (value === false || value === undefined || value === null) return null
  if (type === 'many2one') return nameOf(value) ?? null
  // A double carries 15 digits; what stands behind them is noise.
  if (type === 'float' || type === 'monetary')
    return typeof value === 'number' ? new Decimal(value).toSignificantDigits(15).toFixed() : null
  if (type === 'datetime' && typeof value === 'string') return fromOdoo(value)
  return value
}

/**
 * What is given under `fields`, as values of Odoo. Throws `action-input-invalid` that names each field that this database does not have, or that
 * takes something else.
 */
export async function fieldValues(
  context: CallContext,
  model: string,
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
  own: ReadonlySet<string>,
): Promise<Readonly<Record<string, unknown>>> {
  const names = Object.keys(given ?? {})
  if (!given || names.length === 0) return {}
  const described = await describeModel(context, model, names)
  return await writeFields('Odoo', given, (name, value) => {
    const field = Object.hasOwn(described, name) ? described[name] : undefined
    if (!field) throw new Unfit(`Odoo has no field "${name}" on ${model}.`)
    if (own.has(name)) throw new Unfit(`"${name}" is written by another field of this action.`)
    const kind = KINDS[field.type]
    if (kind === undefined || field.readonly === true || INTERNAL.test(name)) throw new Unfit(`"${name}" cannot be written in Odoo.`)
    return toOdooValue(context, name, field, kind, value)
  })
}

async function toOdooValue(
  context: CallContext,
  name: string,
  field: ModelField,
  kind: FieldKind,
  value: SystemFieldValue,
): Promise<unknown> {
  if (field.type === 'many2many') {
    const list = isList(value) ? value : isEmpty(value) ? [] : [value]
    return [[6, 0, await Promise.all(list.map((one) => idNamed(context, name, field, one)))]]
  }
  if (isEmpty(value)) return false
  const one = single(name, value)
  if (field.type === 'many2one') return await idNamed(context, name, field, one)
  if (field.type === 'selection') {
    const found = field.selection?.find(([key, label]) => String(key) === String(one) || label === one)
    if (found) return found[0]
    throw new Unfit(`"${name}" takes one of: ${(field.selection ?? []).map(([key]) => key).join(', ')}.`)
  }
  const fit = fitted(kind, name, one)
  if (kind === 'decimal') return toWire(String(fit))
  if (kind === 'date-time') return toOdooDate(String(fit), `/fields/${name}`)
  return kind === 'text' ? String(fit) : fit
}

/** An id, or the name of exactly one record. */
async function idNamed(context: CallContext, name: string, { relation = '' }: ModelField, value: SystemFieldValue): Promise<number> {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') throw new Unfit(`"${name}" takes the name or id of a record of ${relation}.`)
  const rows = await searchRead(context, relation, [['name', '=', value]], { fields: ['id'], limit: 2 })
  const [row, second] = rows
  if (!row) throw new Unfit(`Odoo has no record of ${relation} called "${value}", for "${name}".`)
  if (second) throw new Unfit(`Odoo has several records of ${relation} called "${value}": give "${name}" an id.`)
  return row.id
}
