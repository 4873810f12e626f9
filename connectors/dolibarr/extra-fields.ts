// Fields that people added ("complementary attributes", extrafields): told to the designer and written as `array_options`. The list of them is for
// administrators of Dolibarr only; for others those are told that the newest records have.
// Source: https://github.com/Dolibarr/dolibarr/blob/16.0/htdocs/api/class/api_setup.class.php (`getListOfExtrafields`)
import { Type, type Static } from 'typebox'
import { isRecord, type Json } from '#shared/json.ts'
import type { DiscoveredField, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsBelow, type Discovery, type SystemFieldValue } from '#connectors/kit/discover.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import { fitted, isEmpty, isList, single, Unfit, writeFields } from '#connectors/kit/field-values.ts'
import { siteTime } from '#connectors/kit/site-time.ts'
import { readConfig } from './auth.ts'
import { list, Loose, readAsAdministrator } from './client.ts'
import { textOf } from './values.ts'

/** The element that fields belong to, and the list of its records. */
export interface Element {
  readonly type: 'societe' | 'product' | 'commande' | 'facture'
  readonly path: 'thirdparties' | 'products' | 'orders' | 'invoices'
}
export const THIRD_PARTIES: Element = { type: 'societe', path: 'thirdparties' }
export const PRODUCTS: Element = { type: 'product', path: 'products' }
export const ORDER_ELEMENT: Element = { type: 'commande', path: 'orders' }
export const INVOICE_ELEMENT: Element = { type: 'facture', path: 'invoices' }

const Field = Type.Object({
  type: Loose,
  label: Loose,
  required: Loose,
  computed: Loose,
  help: Type.Optional(Loose),
  // Choices by their keys; other members for other types, or nothing.
  param: Type.Optional(Type.Unknown()),
})
type Field = Static<typeof Field>

/** Others are headings, passwords, or choices out of other tables. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  varchar: 'text',
  text: 'text',
  html: 'text',
  phone: 'text',
  mail: 'text',
  url: 'text',
  int: 'integer',
  double: 'decimal',
  price: 'decimal',
  boolean: 'boolean',
  date: 'date',
  datetime: 'date-time',
  select: 'text',
  radio: 'text',
  checkbox: 'text',
  sellist: 'reference',
  link: 'reference',
}

const kindOf = ({ type, computed }: Field): FieldKind | undefined => (textOf(computed) === '' ? KINDS[textOf(type)] : undefined)
const isSeveral = ({ type }: Field) => textOf(type) === 'checkbox'

function choicesOf({ type, param }: Field): readonly { readonly key: string; readonly label: string }[] {
  if (!['select', 'radio', 'checkbox'].includes(textOf(type)) || !isRecord(param) || !isRecord(param['options'])) return []
  return Object.entries(param['options']).flatMap(([key, label]) => (typeof label === 'string' ? [{ key, label }] : []))
}

type Fields = ReadonlyMap<string, Field>

/** Undefined where this user may not read the list. */
async function readFields(context: CallContext, { type }: Element): Promise<Fields | undefined> {
  const Answer = Type.Record(Type.String(), Type.Record(Type.String(), Field))
  // The parameter has another name since version 17.
  const answer = await readAsAdministrator(context, 'setup/extrafields', Answer, { type, elementtype: type })
  return answer && new Map(Object.entries(answer[type] ?? {}))
}

const WithOptions = Type.Object({ array_options: Type.Optional(Type.Unknown()) })
const NEWEST = 100

async function seenFields(context: CallContext, { path }: Element): Promise<Fields> {
  const records = await list(context, path, WithOptions, { sort: ['rowid'], order: 'DESC', limit: NEWEST })
  const names = records.flatMap(({ array_options: options }) => Object.keys(isRecord(options) ? options : {}))
  return new Map(names.map((name) => [name.replace(/^options_/, ''), { type: 'varchar' }]))
}

function toDiscovered(field: Field, kind: FieldKind): DiscoveredField {
  const choices = choicesOf(field).map(({ label }) => label)
  return {
    kind,
    custom: true,
    ...(textOf(field.label) !== '' && { title: textOf(field.label) }),
    ...(textOf(field.help) !== '' && { description: textOf(field.help) }),
    ...(choices.length > 0 && new Set(choices).size === choices.length && { choices }),
    ...(isSeveral(field) && { list: true }),
  }
}

export const writesExtraFields = (element: Element): Discovery => ({
  async read(_, context) {
    const fields = (await readFields(context, element)) ?? (await seenFields(context, element))
    const told = [...fields].flatMap(([name, field]) => {
      const kind = kindOf(field)
      return kind === undefined ? [] : [[name, toDiscovered(field, kind)] as const]
    })
    return { input: fieldsBelow('fields', told) }
  },
})

/** Values as Dolibarr keeps them, for only its administrators may ask what they are: choices by their keys, times in seconds since 1970. */
export const readsExtraFields = (element: Element): Discovery => ({
  async read(_, context) {
    const fields = (await readFields(context, element)) ?? (await seenFields(context, element))
    const told = [...fields].flatMap(([name, field]) =>
      textOf(field.type) === 'separate' ? [] : [[name, { ...toDiscovered({ ...field, param: undefined }, 'text'), kind: 'text' }] as const],
    )
    return {
      output: fieldsBelow(
        'fields',
        told.map(([name, { list: _list, ...field }]) => [name, field]),
      ),
    }
  },
})

export function fieldsRead(options: unknown): { readonly fields?: Record<string, Json> } {
  const given = Object.entries(isRecord(options) ? options : {}).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name.replace(/^options_/, ''), String(value)] as const] : [],
  )
  return given.length > 0 ? { fields: Object.fromEntries(given) } : {}
}

/** What is given under `fields`, as Dolibarr takes it; nothing where nothing is given. Throws `action-input-invalid`. */
export async function extraFields(
  context: CallContext,
  element: Element,
  given: Readonly<Record<string, SystemFieldValue>> | undefined,
): Promise<{ readonly array_options?: Readonly<Record<string, unknown>> }> {
  if (!given || Object.keys(given).length === 0) return {}
  const known = await readFields(context, element)
  const { timeZone } = readConfig(context.config)
  const values = await writeFields('Dolibarr', given, (name, value) => {
    const field = known ? known.get(name) : { type: 'varchar' }
    if (!field) throw new Unfit(`Dolibarr has no field "${name}" here.`)
    const kind = kindOf(field)
    if (kind === undefined) throw new Unfit(`"${name}" cannot be written in Dolibarr.`)
    if (isEmpty(value)) return ''
    if (isSeveral(field)) return (isList(value) ? value : [value]).map((one) => keyOf(name, field, single(name, one))).join(',')
    const one = fitted(kind, name, single(name, value))
    if (choicesOf(field).length > 0) return keyOf(name, field, one)
    if (kind === 'boolean') return one === true ? 1 : 0
    if (kind === 'decimal') return exactNumber(String(one))
    return kind === 'date-time' ? siteTime(new Date(String(one)), timeZone).slice(0, 19) : kind === 'integer' ? one : String(one)
  })
  return { array_options: Object.fromEntries(Object.entries(values).map(([name, value]) => [`options_${name}`, value as Json])) }
}

function keyOf(name: string, field: Field, given: string | number | boolean): string {
  const choices = choicesOf(field)
  const named = choices.filter(({ label }) => label === String(given))
  const choice = named.length === 1 ? named[0] : choices.find(({ key }) => key === String(given))
  if (choice) return choice.key
  throw new Unfit(`"${name}" takes one of: ${choices.map(({ label }) => label).join(', ')}.`)
}
