// One attribute of a product or a customer: what it is told as in the designer, how values are written to it, and how they are read.
import { Decimal } from 'decimal.js'
import { isRecord, type Json } from '#shared/json.ts'
import type { DiscoveredField, FieldKind } from '#shared/flow/nodes/discovered.ts'
import type { SystemFieldValue } from '#connectors/kit/discover.ts'
import { fitted, isEmpty, isList, single, Unfit } from '#connectors/kit/field-values.ts'
import { instant } from './search-criteria.ts'

export interface Attribute {
  readonly code: string
  /** What the shop's form shows: text, select, date and so on. */
  readonly input: string | null | undefined
  /** The check of a text, such as `validate-digits`. */
  readonly check: string | null | undefined
  readonly label: string | null | undefined
  readonly note: string | null | undefined
  readonly isAdded: boolean
  readonly options: readonly { readonly label: string; readonly value: string }[]
}

/** Others are pictures, files, prices of groups, stock, or widgets of the shop's pages. */
const KINDS: Readonly<Record<string, FieldKind>> = {
  text: 'text',
  textarea: 'text',
  texteditor: 'text',
  pagebuilder: 'text',
  multiline: 'text',
  select: 'text',
  multiselect: 'text',
  boolean: 'boolean',
  price: 'decimal',
  weight: 'decimal',
  date: 'date',
  datetime: 'date-time',
}

/** Undefined for an attribute that flows cannot read or write. */
export const kindOf = ({ input, check }: Attribute): FieldKind | undefined => {
  if (input !== 'text') return KINDS[input ?? '']
  return check === 'validate-digits' ? 'integer' : check === 'validate-number' ? 'decimal' : 'text'
}
const isChoice = ({ input }: Attribute) => input === 'select' || input === 'multiselect'
const isSeveral = ({ input }: Attribute) => input === 'multiselect'

/** Commerce puts an empty one first. */
export const optionsOf = (
  options: readonly { readonly label?: string | null; readonly value?: string | null }[] | null | undefined,
): Attribute['options'] => (options ?? []).flatMap(({ label, value }) => (label && value ? [{ label: label.trim(), value }] : []))

export function toDiscovered(attribute: Attribute, kind: FieldKind): DiscoveredField {
  const choices = attribute.options.map(({ label }) => label)
  return {
    kind,
    ...(attribute.label && { title: attribute.label }),
    ...(attribute.note && { description: attribute.note }),
    // Of two options of one name only the ids tell them apart, which a choice of labels would refuse.
    ...(isChoice(attribute) && choices.length > 0 && new Set(choices).size === choices.length && { choices }),
    ...(isSeveral(attribute) && { list: true }),
    ...(attribute.isAdded && { custom: true }),
  }
}

/** As Commerce takes it. Throws `Unfit`. */
export function attributeValue(attribute: Attribute, value: SystemFieldValue): string {
  const { code } = attribute
  const kind = kindOf(attribute)
  if (kind === undefined) throw new Unfit(`"${code}" cannot be written as an attribute.`)
  if (isEmpty(value)) return ''
  if (isSeveral(attribute)) return (isList(value) ? value : [value]).map((one) => optionOf(attribute, single(code, one))).join(',')
  const one = fitted(kind, code, single(code, value))
  if (isChoice(attribute)) return optionOf(attribute, one)
  if (kind === 'boolean') return one === true ? '1' : '0'
  return kind === 'date-time' ? new Date(String(one)).toISOString().slice(0, 19).replace('T', ' ') : String(one)
}

/** An option by its label, or by its id where labels are not unique. */
function optionOf({ code, options }: Attribute, given: string | number | boolean): string {
  const named = options.filter(({ label }) => label === String(given))
  const option = named.length === 1 ? named[0] : options.find(({ value }) => value === String(given))
  if (option) return option.value
  const many = named.length > 1 ? 'has several options of this name: give the id of one' : 'takes one of its options'
  const some = options.slice(0, 20).map(({ label }) => label)
  throw new Unfit(`"${code}" ${many}: ${some.join(', ')}${options.length > some.length ? ', …' : ''}.`)
}

type Values = readonly { readonly attribute_code: string; readonly value?: unknown }[] | null | undefined

/** What a record has of the attributes that people added, options by their labels; nothing where it has none. */
export function fieldsOf(added: readonly Attribute[], given: Values): { readonly fields?: Record<string, Json> } {
  const values = new Map((given ?? []).map(({ attribute_code: code, value }) => [code, value]))
  const fields = added.flatMap((attribute) => {
    const kind = kindOf(attribute)
    const value = values.get(attribute.code)
    return kind === undefined || value === undefined || value === null ? [] : [[attribute.code, shown(attribute, kind, value)]]
  })
  return fields.length > 0 ? { fields: Object.fromEntries(fields) as Record<string, Json> } : {}
}

function shown(attribute: Attribute, kind: FieldKind, value: unknown): Json {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  if (isChoice(attribute)) {
    const labels = new Map(attribute.options.map((option) => [option.value, option.label]))
    const ids = Array.isArray(value) ? value.map(String) : text.split(',')
    return isSeveral(attribute) ? ids.filter((id) => id !== '').map((id) => labels.get(id) ?? id) : (labels.get(text) ?? text)
  }
  if (text === '' || isRecord(value)) return text === '' ? null : text
  switch (kind) {
    case 'boolean':
      return text === '1'
    case 'integer':
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(text) ? (kind === 'integer' ? Number(text) : new Decimal(text).toFixed()) : text
    case 'date':
      return text.slice(0, 10)
    case 'date-time':
      return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? instant(text) : text
    default:
      return text
  }
}
