// One XML element as JSON, and back: members are elements, `@name` is an attribute, `#text` is text beside attributes or elements. Everything
// is text: what looks like a number may be an article number with zeros before it. Prefixes are left out; what repeats is a list.
import { SaxesParser } from 'saxes'
import { FORBIDDEN_KEYS, isRecord, type Json } from '#shared/json.ts'

/** Deeper than any business document, and far from where recursion would end. */
const MAX_DEPTH = 100

interface Open {
  readonly name: string
  readonly members: Map<string, Json[]>
  text: string
}

/**
 * `always`: names of elements that are lists even when there is one. Throws a plain Error with a sentence for people: XML that is not
 * well-formed, a document type, entities other than XML's own five, deeper than 100 elements.
 */
export function parseXml(text: string, always: ReadonlySet<string>): { readonly name: string; readonly value: Json } {
  const parser = new SaxesParser({ xmlns: false, position: true })
  const open: Open[] = []
  let root: { readonly name: string; readonly value: Json } | undefined

  parser.on('error', (error) => {
    throw new Error(`it is no well-formed XML (${plain(error.message)})`)
  })
  parser.on('doctype', () => {
    throw new Error('it has a document type, which is not allowed')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= MAX_DEPTH) throw new Error(`it is deeper than ${MAX_DEPTH} elements`)
    const members = new Map<string, Json[]>()
    for (const [attribute, value] of Object.entries(attributes)) {
      if (!/^xmlns(:|$)/.test(attribute)) members.set(`@${localName(attribute)}`, [value])
    }
    open.push({ name: localName(name), members, text: '' })
  })
  const addText = (part: string) => {
    const current = open.at(-1)
    if (current) current.text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (!closed) return
    const value = valueOf(closed, always)
    const parent = open.at(-1)
    if (!parent) root = { name: closed.name, value }
    else {
      const known = parent.members.get(closed.name)
      if (known) known.push(value)
      else parent.members.set(closed.name, [value])
    }
  })
  parser.write(text).close()
  if (!root) throw new Error('it is no XML element')
  return root
}

function valueOf({ members, text }: Open, always: ReadonlySet<string>): Json {
  const trimmed = text.trim()
  if (members.size === 0) return trimmed
  const entries = [...members].map(([name, values]): [string, Json] => {
    const [only] = values
    return [name, values.length === 1 && !always.has(name) ? (only ?? '') : values]
  })
  return Object.fromEntries(trimmed === '' ? entries : [...entries, ['#text', trimmed]])
}

function localName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1)
  if (FORBIDDEN_KEYS.has(local)) throw new Error(`it has an element "${local}", which is not allowed`)
  return local
}

/** The parser's sentence without its line numbers, which count from the record and not from the file. */
const plain = (message: string): string => message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')

/** Throws a plain Error for what XML cannot say: a name that is no XML name, a control character. */
export function writeXml(name: string, value: Json, indent = ''): string {
  checkName(name)
  if (!isRecord(value)) return `${indent}<${name}>${escapeText(scalar(value, name))}</${name}>\n`
  const members = Object.entries(value as Record<string, Json>)
  const attributes = members
    .filter(([key]) => key.startsWith('@'))
    .map(([key, text]) => ` ${checkName(key.slice(1))}="${escapeText(scalar(text, key)).replaceAll('"', '&quot;')}"`)
    .join('')
  const text = escapeText(scalar(value['#text'] as Json | undefined, '#text'))
  const children = members
    .filter(([key]) => !key.startsWith('@') && key !== '#text')
    .flatMap(([key, member]) => (Array.isArray(member) ? member : [member]).map((item) => writeXml(key, item, `${indent}  `)))
    .join('')
  const inside = children === '' ? text : `${text}\n${children}${indent}`
  return inside === '' ? `${indent}<${name}${attributes}/>\n` : `${indent}<${name}${attributes}>${inside}</${name}>\n`
}

function scalar(value: Json | undefined, name: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object') throw new Error(`"${name}" is a list or an object where XML has a text`)
  return String(value)
}

const XML_NAME = /^[\p{L}_][\p{L}\p{N}_.:-]*$/u
function checkName(name: string): string {
  if (!XML_NAME.test(name)) throw new Error(`"${name.slice(0, 60)}" cannot be the name of an XML element or attribute`)
  return name
}

// oxlint-disable-next-line no-control-regex -- exactly those that XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
function escapeText(text: string): string {
  if (FORBIDDEN.test(text) || !text.isWellFormed()) throw new Error('a text has a character that XML does not allow')
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
}
