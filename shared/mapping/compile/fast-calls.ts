// Calls of frequent built-in functions. Each has a fast form in `runtime/fast-functions.ts` for the usual kinds of arguments; it makes sure that the
// function is still the built-in one, and anything unusual takes the general way.
import { lambdaFunction } from './lambdas.ts'
import type { Node } from './nodes.ts'
import { isGlobal, read } from './scope.ts'
import { ANY, atDepth, call, literal, type Code, type Place } from './writer.ts'

const ONE = 'string uppercase lowercase trim length exists boolean not number count sum max min average abs floor ceil keys distinct'
const TWO = 'substringBefore substringAfter contains split append lookup'

/** With how many arguments there is a fast form. What it gives is not known here: a client's function may stand for the built-in one. */
const FAST: ReadonlyMap<string, readonly number[]> = new Map<string, readonly number[]>([
  ...ONE.split(' ').map((name) => [name, [1]] as const),
  ...TWO.split(' ').map((name) => [name, [2]] as const),
  ['substring', [2, 3]],
  ['replace', [3]],
  ['join', [1, 2]],
  ['round', [1, 2]],
])

/** Built-in functions that call a function written in place for each item. */
const EACH: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'sort'])
/** Which of that function's parameters are items of the list. */
const ITEMS: Readonly<Record<string, readonly boolean[]>> = { map: [true], filter: [true], sort: [true, true], reduce: [false, true] }

export function fastCall(node: Node, at: Place, applied?: Code): Code | undefined {
  const procedure = node.procedure as Node
  const name = typeof procedure.value === 'string' ? procedure.value : ''
  if (procedure.type !== 'variable' || procedure.predicate || procedure.group || !isGlobal(at, name)) return undefined
  if (at.program.functionValues.has(name)) return undefined
  const written = node.arguments ?? []
  const count = written.length + (applied ? 1 : 0)
  if (EACH.has(name)) return eachCall(name, node, at, applied)
  if (!FAST.get(name)?.includes(count)) return undefined
  const callee = read(at, name)
  const args = [...(applied ? [applied] : []), ...written.map((argument) => at.program.emit(argument, at))]
  const js = call(at, `${name}Of`, callee, ...args.map((code) => code.js), at.input, literal(node.position))
  return { js, kind: ANY, raw: true }
}

function eachCall(name: string, node: Node, at: Place, applied?: Code): Code | undefined {
  const written = node.arguments ?? []
  const at0 = applied ? 0 : 1
  const lambda = written[at0]
  const most = name === 'reduce' ? at0 + 2 : at0 + 1
  if (!lambda || written.length < at0 + 1 || written.length > most) return undefined
  if (lambda.type !== 'lambda' || lambda.thunk || lambda.signature || lambda.predicate || lambda.group) return undefined
  const callee = read(at, name)
  const list = applied ?? at.program.emit(written[0] as Node, at)
  const parameters = lambda.arguments?.length ?? 0
  if (name === 'reduce' && parameters < 2) return undefined
  const func = lambdaFunction(
    lambda,
    at,
    (ITEMS[name] ?? []).map((isItem) => (isItem ? list.source : undefined)),
  )
  const start = written[at0 + 1]
  const more = name === 'reduce' ? [start ? at.program.emit(start, at).js : 'void 0', start ? '1' : '0'] : []
  const js = call(at, `${name}With`, callee, list.js, func, parameters, ...more, at.input, literal(node.position))
  return { js: atDepth(at, js), kind: ANY, raw: true, nested: true }
}
