// Members of XML elements as `parseXml` gives them: one text, or an object with attributes, elements and `#text`.
import { Decimal } from 'decimal.js'
import { isRecord, type Json } from '#shared/json.ts'

export type Element = Readonly<Record<string, Json>>

export const wrong = (sentence: string): Error => new Error(sentence)

/** All elements of a name; a plain text is an element with nothing but text. */
export function all(element: Element, name: string): readonly Element[] {
  const found = element[name]
  if (found === undefined || found === null || found === '') return []
  return (Array.isArray(found) ? found : [found]).map((item): Element => (isRecord(item) ? (item as Element) : { '#text': item as Json }))
}

export const sub = (element: Element, name: string): Element | undefined => all(element, name)[0]

export function optional(element: Element, name: string): string | undefined {
  const found = element[name]
  const first = Array.isArray(found) ? found[0] : found
  const content = isRecord(first) ? first['#text'] : first
  return typeof content === 'string' && content !== '' ? content : undefined
}

export function text(element: Element, name: string): string {
  const found = optional(element, name)
  if (found === undefined) throw wrong(`it has no ${name}`)
  return found
}

export const flag = (element: Element, name: string): boolean => /^(true|1)$/i.test(optional(element, `@${name}`) ?? '')

/** Nothing where there is none; throws for what is no decimal number. */
export function decimal(element: Element, name: string): Decimal | undefined {
  const found = optional(element, name)
  if (found === undefined) return undefined
  if (!/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(found))
    throw wrong(`${name === '#text' ? 'an amount' : name} is "${found.slice(0, 40)}", which is no number`)
  return new Decimal(found)
}
