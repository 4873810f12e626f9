// The user-defined fields (U_…) of a company: told to the designer, written with documents, their lines and business partners, and read with
// documents, items and partners. SAP Business One describes them as records of their own (UserFieldsMD).
import { Type, type Static } from 'typebox'
import { toErrorData } from '#shared/errors.ts'
import type { DiscoveredField, DiscoveredFields, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { Json } from '#shared/json.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { fitted, isEmpty, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { anyOf, quoted } from '#connectors/kit/odata/filter.ts'
import { remembered } from '#connectors/kit/remembered.ts'
import { identityOf, readConfig } from './auth.ts'
import { list } from './client.ts'
import { dayOf, decimalText, MaybeText, numberOf } from './values.ts'

/** Whose fields. Sales documents of all kinds have the same ones, which stand under one table or under each. */
export type Owner = 'document' | 'line' | 'item' | 'partner'
const TABLES: Readonly<Record<Owner, readonly string[]>> = {
  document: ['OINV', 'ORDR', 'ODLN', 'ORDN', 'ORIN'],
  line: ['INV1', 'RDR1', 'DLN1', 'RDN1', 'RIN1'],
  item: ['OITM'],
  partner: ['OCRD'],
}

const UserField = Type.Object({
  Name: Type.String({ minLength: 1 }),
  Description: MaybeText,
  Type: MaybeText,
  SubType: MaybeText,
  LinkedTable: MaybeText,
  Mandatory: MaybeText,
  DefaultValue: MaybeText,
  ValidValuesMD: Type.Optional(Type.Union([Type.Array(Type.Object({ Value: MaybeText, Description: MaybeText })), Type.Null()])),
})
type UserField = Static<typeof UserField>

const PAGE = 500
/** Beyond what the mapping shows. */
const MOST = 1_000

const nameOf = ({ Name }: UserField): string => `U_${Name}`
const isTime = ({ SubType }: UserField): boolean => SubType === 'st_Time'
const choicesOf = ({ ValidValuesMD }: UserField): string[] =>
  (ValidValuesMD ?? []).flatMap(({ Value }) => (Value == null || Value === '' ? [] : [Value]))

function kindOf(field: UserField): FieldKind {
  if (field.SubType === 'st_Checkbox') return 'boolean'
  if (field.LinkedTable) return 'reference'
  if (field.Type === 'db_Numeric') return 'integer'
  if (field.Type === 'db_Float') return 'decimal'
  return field.Type === 'db_Date' && !isTime(field) ? 'date' : 'text'
}

const known = remembered<readonly UserField[]>()
const keyOf = ({ config }: CallContext, owner: Owner) => `${identityOf(config)} ${owner}`
/** Also that a user may not see which there are: it reads records without them. */
const knownFields = (context: CallContext, owner: Owner) =>
  known.get(keyOf(context, owner), context.now(), () =>
    readFields(context, owner).catch((error: unknown) => {
      if (!isDenied(error)) throw error
      return []
    }),
  )
const fieldsNow = (context: CallContext, owner: Owner) =>
  known.renew(keyOf(context, owner), context.now(), () => readFields(context, owner))

const isDenied = (error: unknown): boolean => ['vendor-rejected', 'credentials-invalid'].includes(toErrorData(error).code)

async function readFields(context: CallContext, owner: Owner): Promise<readonly UserField[]> {
  const query = { $filter: anyOf(TABLES[owner].map((table) => `TableName eq ${quoted(table)}`)), $orderby: 'TableName,FieldID' }
  const found = new Map<string, UserField>()
  let next: string | undefined
  do {
    const page = await list(context, 'UserFieldsMD', UserField, { ...query, ...(next !== undefined && { $skip: next }) }, PAGE)
    for (const field of page.records) if (!found.has(field.Name)) found.set(field.Name, field)
    next = found.size < MOST ? page.next : undefined
  } while (next !== undefined)
  // Where references stand, the connection says: they are not for flows to write.
  const { referenceField } = readConfig(context.config)
  return [...found.values()].filter((field) => nameOf(field) !== referenceField)
}

type Places = Readonly<Record<string, Owner>>
/** Whose fields stand where: `{ fields: 'document', 'lines.fields': 'line' }`. */
export const writes = (places: Places): Discovery => ({ read: async (_, context) => ({ input: await told(context, places) }) })
export const reads = (places: Places): Discovery => ({ read: async (_, context) => ({ output: await told(context, places) }) })

async function told(context: CallContext, places: Places): Promise<DiscoveredFields> {
  const all: DiscoveredFields = {}
  for (const [place, owner] of Object.entries(places)) {
    const fields = await fieldsNow(context, owner)
    Object.assign(
      all,
      fieldsBelow(
        place,
        fields.map((field) => [nameOf(field), toDiscovered(field)] as const),
      ),
    )
  }
  return all
}

function toDiscovered(field: UserField): DiscoveredField {
  const choices = choicesOf(field)
  const words = (field.ValidValuesMD ?? []).map(({ Value, Description }) => `${Value ?? ''}: ${Description ?? ''}`).join(', ')
  const description = [
    field.LinkedTable ? `Code of an entry of the table ${field.LinkedTable}.` : '',
    isTime(field) ? 'A time such as 09:30.' : '',
    words,
  ]
    .filter(Boolean)
    .join(' ')
  return {
    kind: kindOf(field),
    ...(field.Description && { title: field.Description }),
    ...(description !== '' && { description }),
    ...(choices.length > 0 && { choices }),
    ...(field.Mandatory === 'tYES' && !field.DefaultValue && { required: true }),
    custom: true,
  }
}

/**
 * What is given under `fields`, as SAP Business One takes it. Throws `action-input-invalid` that names each field that the company does not have, or
 * that takes something else: before anything is written. `place`: where the fields stand in the input.
 */
export async function fieldValues(
  context: CallContext,
  owner: Owner,
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
  place = '/fields',
): Promise<Readonly<Record<string, unknown>>> {
  const names = Object.keys(given ?? {})
  if (!given || names.length === 0) return {}
  const kept = await knownFields(context, owner)
  const fields = names.every((name) => kept.some((field) => nameOf(field) === name)) ? kept : await fieldsNow(context, owner)
  const { referenceField } = readConfig(context.config)
  return await writeFields(
    'SAP Business One',
    given,
    (name, value) => {
      if (name === referenceField) throw new Unfit(`"${name}" keeps the reference, which the action writes.`)
      const field = fields.find((one) => nameOf(one) === name)
      if (!field) throw new Unfit(`SAP Business One has no user-defined field "${name}" here.`)
      return isEmpty(value) ? null : toSap(field, value)
    },
    place,
  )
}

function toSap(field: UserField, value: SystemFieldValue): unknown {
  const name = nameOf(field)
  const kind = kindOf(field)
  const fit = fitted(kind, name, single(name, value))
  const choices = choicesOf(field)
  if (kind !== 'boolean' && choices.length > 0 && !choices.includes(String(fit)))
    throw new Unfit(`"${name}" takes one of: ${choices.join(', ')}.`)
  if (isTime(field) && !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(String(fit))) throw new Unfit(`"${name}" takes a time such as 09:30.`)
  if (kind === 'boolean') return fit === true ? 'Y' : 'N'
  if (kind === 'decimal') return numberOf(String(fit))
  return kind === 'integer' ? fit : String(fit)
}

interface OwnFields {
  /** For a `$select`. */
  readonly names: readonly string[]
  valuesOf(row: object): { fields?: Record<string, Json> }
}

const asked = (fields: readonly UserField[]): OwnFields => ({
  names: fields.map(nameOf),
  valuesOf: (row) => {
    const values = row as Readonly<Record<string, Json>>
    return fields.length === 0
      ? {}
      : { fields: Object.fromEntries(fields.map((field) => [nameOf(field), fromSap(field, values[nameOf(field)])])) }
  },
})

function fromSap(field: UserField, value: Json | undefined): Json {
  if (value === undefined || value === null || value === '') return null
  switch (kindOf(field)) {
    case 'boolean':
      return value === 'Y'
    case 'decimal':
      return typeof value === 'number' ? decimalText(value) : value
    case 'date':
      return typeof value === 'string' ? dayOf(value) : value
    default:
      return value
  }
}

/** Reads with the company's own fields; once more where one of them has gone since they were asked for. */
export async function withOwnFields<T>(context: CallContext, owner: Owner, read: (own: OwnFields) => Promise<T>): Promise<T> {
  const own = asked(await knownFields(context, owner))
  try {
    return await read(own)
  } catch (error) {
    if (own.names.length === 0 || toErrorData(error).code !== 'vendor-rejected') throw error
    const now = asked(await fieldsNow(context, owner))
    // The refusal was about something else.
    if (own.names.every((name) => now.names.includes(name))) throw error
    return await read(now)
  }
}
