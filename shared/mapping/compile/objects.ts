// Object constructors and grouping. With literal names all fields have the same context, and the object is made in one piece where nothing is missing.
import { fieldTarget } from './read-sites.ts'
import type { Node, Pair } from './nodes.ts'
import { tupleFunction } from './filters.ts'
import { ANY, call, contextFunction, FUNCTION, LIST, literal, local, OBJECT, UNDEFINED, type Code, type Place } from './writer.ts'

const RESERVED: ReadonlySet<string> = new Set(['_jsonata_lambda', '_jsonata_function'])
/** A longer object is filled field by field: the text would hold each name twice. */
const LITERAL_FIELDS = 64

export function emitObject(node: Node, at: Place): Code {
  return emitPairs(node.lhs as readonly Pair[], node.position, { js: at.input, kind: ANY, safe: true, source: at.source }, at)
}

export function emitGroup(group: NonNullable<Node['group']>, input: Code, at: Place, mayBeTuples: boolean): Code {
  return mayBeTuples ? emitTupleGroup(group, input, at) : emitPairs(group.lhs, group.position, input, at)
}

function emitPairs(pairs: readonly Pair[], position: number | undefined, input: Code, at: Place): Code {
  const names = pairs.map(([key]) => literalName(key))
  return names.every((name) => name !== undefined && !RESERVED.has(name) && !isIndex(name)) && new Set(names).size === names.length
    ? emitRecord(pairs, names as string[], input, at)
    : emitComputed(pairs, position, input, at)
}

function literalName(key: Node): string | undefined {
  return key.type === 'string' && !key.predicate && !key.group ? String(key.value) : undefined
}

/** JavaScript puts such names first, in the reference too. */
function isIndex(name: string): boolean {
  return /^(?:0|[1-9]\d*)$/.test(name)
}

function emitRecord(pairs: readonly Pair[], names: readonly string[], input: Code, at: Place): Code {
  const context = local(at)
  const inside: Place = { ...at, input: context, wrapped: 'item', source: input.source }
  const values = pairs.map(([, value], index) =>
    at.program.emit(value, at.program.explanation ? { ...inside, target: fieldTarget(at.target, names[index] ?? '') } : inside),
  )
  const start = `${context}=${input.kind & (LIST | FUNCTION) ? call(at, 'groupData', input.js) : input.js}`
  if (values.length === 0) return { js: `(${start},{})`, kind: OBJECT, safe: input.safe === true }
  const safe = input.safe === true && values.every((value) => value.safe === true)
  const certain = values.every((value) => (value.kind & UNDEFINED) === 0)
  if (certain && !names.includes('__proto__')) {
    return { js: `(${start},{${names.map((name, index) => `${literal(name)}:${values[index]?.js}`).join(',')}})`, kind: OBJECT, safe }
  }
  const fields = values.map((value) => ({ value, js: local(at) }))
  const assigned = fields.map(({ js, value }) => `${js}=${value.js}`).join(',')
  const object = local(at)
  const filled = fields.map(({ js, value }, index) => {
    const name = names[index] ?? ''
    const put = name === '__proto__' ? call(at, 'put', object, literal(name), js) : `${object}[${literal(name)}]=${js}`
    return value.kind & UNDEFINED ? `${js}===void 0||(${put})` : put
  })
  const piecemeal = `(${object}={},${filled.join(',')},${object})`
  if (names.length > LITERAL_FIELDS || names.includes('__proto__')) return { js: `(${start},${assigned},${piecemeal})`, kind: OBJECT, safe }
  const whole = `{${fields.map(({ js }, index) => `${literal(names[index])}:${js}`).join(',')}}`
  const complete = fields.flatMap(({ js, value }) => (value.kind & UNDEFINED ? [`${js}!==void 0`] : [])).join('&&')
  return { js: `(${start},${assigned},${complete}?${whole}:${piecemeal})`, kind: OBJECT, safe }
}

/** Names that are computed: each item of the input adds to the group of its name. */
function emitComputed(pairs: readonly Pair[], position: number | undefined, input: Code, at: Place): Code {
  const functions = pairs.map(
    ([key, value]) =>
      `[${contextFunction(at, (inner) => inner.program.emit(key, inner).js, at.wrapped, input.source)},${contextFunction(at, (inner) => inner.program.emit(value, inner).js, 'item', input.source)}]`,
  )
  return { js: call(at, 'groupBy', input.js, `[${functions.join(',')}]`, literal(position)), kind: OBJECT }
}

function emitTupleGroup(group: NonNullable<Node['group']>, input: Code, at: Place): Code {
  const functions = group.lhs.map(
    ([key, value]) =>
      `[${tupleFunction(at, [key], (inner) => inner.program.emit(key, inner).js)},${tupleFunction(at, [value], (inner) => inner.program.emit(value, inner).js)}]`,
  )
  return { js: call(at, 'groupTuples', input.js, `[${functions.join(',')}]`, literal(group.position)), kind: OBJECT }
}
