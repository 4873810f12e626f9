// Values of metafields as flows have them, from Shopify's text and back.
import { AppError } from '#shared/errors.ts'
import { isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { exactNumber, parseExact, parseNumbersAsText } from '#connectors/kit/exact-json.ts'
import { fitted, Unfit } from '#connectors/kit/field-values.ts'
import type { MetafieldDefinition } from '../documents/metafields.ts'
import { nameOf } from './definitions.ts'
import { shapeOf, type Shape } from './types.ts'

interface Metafield {
  readonly namespace: string
  readonly key: string
  readonly type: string
  readonly value: string
}

/** Throws `vendor-answer-invalid` for a value that is not what its type says. */
export function toValue(metafield: Metafield): Json {
  const { type, value } = metafield
  const shape = shapeOf(type)
  const parsed = (parse: (text: string) => Json): Json => {
    try {
      return parse(value)
    } catch {
      throw new AppError('vendor-answer-invalid', {
        message: say`The metafield ${nameOf(metafield)} is not the JSON that its type ${type} says.`,
      })
    }
  }
  if (shape.list) {
    const all = parsed(parseNumbersAsText)
    return (Array.isArray(all) ? all : [all]).map((one) => elementOf(shape, one))
  }
  if (shape.kind === 'any') return parsed(parseExact)
  return elementOf(shape, shape.members ? parsed(parseNumbersAsText) : value)
}

function elementOf({ kind, members }: Shape, value: Json): Json {
  if (value === null) return null
  if (members) {
    const parts: Record<string, Json> = isRecord(value) ? value : {}
    return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, parts[member.name] ?? null]))
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (kind === 'boolean') return text === 'true'
  if (kind === 'integer') return Number.isSafeInteger(Number(text)) ? Number(text) : text
  // Shopify writes no zone: it is Greenwich time.
  if (kind === 'date-time') return /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`
  return text
}

/** Nothing, no text, no element, or parts that are all nothing: the metafield is to be deleted. */
export function isNothing(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isNothing)
  return isRecord(value) ? Object.values(value).every(isNothing) : value === null || value === ''
}

/** Shopify's text for it. Throws `Unfit` for what the definition does not take. */
export function toText(definition: MetafieldDefinition, value: Json): string {
  const name = nameOf(definition)
  const shape = shapeOf(definition.type.name)
  const choices = choicesOf(definition)
  const element = (one: Json): unknown => {
    const made = elementFor(name, shape, one)
    if (choices.length > 0 && !choices.includes(String(made))) throw new Unfit(`"${name}" takes one of: ${choices.join(', ')}.`)
    return made
  }
  if (shape.kind === 'any') return jsonText(name, value)
  if (shape.list) return JSON.stringify((Array.isArray(value) ? value : [value]).filter((one) => !isNothing(one)).map(element))
  if (Array.isArray(value)) throw new Unfit(`"${name}" takes one value, not a list.`)
  const made = element(value)
  return typeof made === 'string' ? made : JSON.stringify(made)
}

function elementFor(name: string, { kind, members }: Shape, value: Json): unknown {
  if (members) return partsFor(name, members, value)
  const fit = fitted(kind, name, oneFor(name, value))
  // Whole numbers, decimals and truth values are text in lists, too.
  return kind === 'date-time' ? new Date(String(fit)).toISOString().slice(0, 19) : String(fit)
}

function oneFor(name: string, value: Json): string | number | boolean {
  if (value === null || typeof value === 'object') throw new Unfit(`"${name}" takes one value, not several.`)
  // It was rounded already.
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Unfit(`"${name}" takes a number as text, such as 12.50.`)
  return value
}

function partsFor(name: string, members: NonNullable<Shape['members']>, value: Json): Record<string, unknown> {
  const wanted = Object.keys(members)
  const given: Readonly<Record<string, Json>> = isRecord(value) ? value : {}
  const [unknown] = Object.keys(given).filter((part) => !wanted.includes(part))
  if (!isRecord(value) || unknown !== undefined || wanted.some((part) => isNothing(given[part] ?? null))) {
    throw new Unfit(`"${name}" takes ${wanted.join(' and ')}${unknown === undefined ? '' : `, and no "${unknown}"`}.`)
  }
  return Object.fromEntries(
    Object.entries(members).map(([part, member]) => {
      const fit = String(fitted(member.kind, `${name}.${part}`, oneFor(`${name}.${part}`, given[part] ?? null)))
      return [member.name, member.number ? exactNumber(fit) : fit]
    }),
  )
}

/** A text is JSON already; everything else becomes JSON. */
function jsonText(name: string, value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  try {
    JSON.parse(value)
    return value
  } catch {
    throw new Unfit(`"${name}" takes JSON as text, such as {"size":"M"}.`)
  }
}

/** What a person may choose from, where the definition says so. */
export function choicesOf({ validations }: MetafieldDefinition): string[] {
  const value = validations.find(({ name }) => name === 'choices')?.value ?? ''
  try {
    const choices: unknown = JSON.parse(value)
    return Array.isArray(choices) ? choices.map(String) : []
  } catch {
    return []
  }
}
