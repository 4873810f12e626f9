// Literals and lists.
import type { Node } from './nodes.ts'
import { ANY, BOOLEAN, call, LIST, literal, NULL, NUMBER, OBJECT, TEXT, UNDEFINED, type Code, type Place } from './writer.ts'

export function emitValue(value: unknown): Code {
  return { js: literal(value), kind: kindOf(value), safe: true }
}

function kindOf(value: unknown): number {
  if (value === null) return NULL
  if (typeof value === 'string') return TEXT
  if (typeof value === 'number') return NUMBER
  return typeof value === 'boolean' ? BOOLEAN : ANY
}

/** A value that stands in a list as it is: not missing, and not a list that would be joined. */
const PLAIN = TEXT | NUMBER | BOOLEAN | NULL | OBJECT

/** `[a, b]`: missing values are left out, and lists are joined unless they are written as lists. */
export function emitList(node: Node, at: Place): Code {
  const items = node.expressions ?? []
  const codes = items.map((item) => ({ nested: item.value === '[', range: isRange(item), code: at.program.emit(item, at) }))
  const cons = node.consarray === true
  let js: string
  const first = codes[0]
  if (codes.every(({ nested, code }) => (code.kind & (nested ? UNDEFINED : ANY & ~PLAIN)) === 0)) {
    js = `[${codes.map(({ code }) => code.js).join(',')}]`
  } else if (codes.length === 1 && first && !first.nested) {
    js = call(at, first.range ? 'ownList' : 'listOf', first.code.js)
  } else {
    js = codes.reduce((list, { nested, code }) => call(at, nested ? 'addWhole' : 'addTo', list, code.js), '[]')
  }
  const source = codes.length === 1 ? first?.code.source : undefined
  return { js: cons ? call(at, 'asCons', js) : js, kind: LIST, source, safe: codes.every(({ code }) => code.safe === true) && !cons }
}

/** A range is made for the list alone and needs no copy. */
function isRange(item: Node): boolean {
  return item.type === 'binary' && item.value === '..'
}
