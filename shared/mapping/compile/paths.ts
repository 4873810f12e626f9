// Paths. The leading fields are read in place, as long as no list is met; a list, and steps that compute, go through the runtime's `walk` and
// `rest` with a function for each step.
import { emitStages } from './filters.ts'
import { emitGroup } from './objects.ts'
import { fieldReader, ownField } from './names.ts'
import type { Node, Stage } from './nodes.ts'
import { sortStep } from './sorting.ts'
import { emitTuplePath } from './tuples.ts'
import { ANY, call, constant, contextFunction, helper, literal, local, type Code, type Place, type Source } from './writer.ts'

/** What is wanted of a path: its value, the same kept as a list, or the sequence itself (to be grouped). */
type Want = '' | 'Keep' | 'Raw'

export function emitPath(node: Node, at: Place): Code {
  const steps = node.steps ?? []
  if (steps.some((step) => step.tuple)) return emitTuplePath(node, at)
  const want: Want = node.group ? 'Raw' : node.keepSingletonArray ? 'Keep' : ''
  const path = explained(steps, emitSteps(steps, want, at), at)
  if (!node.group) return path
  const grouped = node.keepSingletonArray ? { ...path, js: call(at, 'consAsItem', path.js) } : path
  return emitGroup(node.group, grouped, at, false)
}

/** Where it comes from; and a note of the reading, when it is to be explained. */
function explained(steps: readonly Node[], code: Code, at: Place): Code {
  const first = steps[0] as Node
  const variable = first.type === 'variable' && !first.stages && !first.predicate
  const begin = variable ? at.program.emit(first, at) : { js: at.input, source: at.source }
  const behind = variable ? steps.slice(1) : steps
  const end = behind.findIndex((step) => step.type !== 'name')
  const names = (end < 0 ? behind : behind.slice(0, end)).map((step) => String(step.value))
  const isPlain = names.length === behind.length
  const source = isPlain && begin.source ? [...begin.source, ...names] : undefined
  if (!at.program.explanation || names.length === 0) return { ...code, source }
  const site = at.program.explanation.note(at.target, begin.source, names)
  return { ...code, js: call(at, 'noteRead', site, begin.js, constant(at, literal(names)), code.js), source }
}

function emitSteps(steps: readonly Node[], want: Want, at: Place): Code {
  const first = steps[0] as Node
  if (first.consarray) {
    const inside: Place = { ...at, input: local(at), wrapped: 'sequence' }
    const start = at.program.emit(first, inside)
    const wrapped = `(${inside.input}=${call(at, 'wrap', at.input)},${start.js})`
    return { js: call(at, `cons${want}`, wrapped, stepList(steps, at)), kind: ANY }
  }
  const variable = first.type === 'variable' && !first.stages
  const lead = leadingFields(steps, variable ? 1 : 0)
  const base = variable ? at.program.emit(first, at) : undefined
  if (variable && steps.length === 1) return { js: call(at, `last${want}`, base?.js ?? ''), kind: ANY }
  const list = stepList(steps, at)
  if (lead === 0) {
    return variable
      ? { js: call(at, `walk${want}`, base?.js ?? '', list, 1), kind: ANY }
      : { js: call(at, `from${want}`, at.input, list), kind: ANY }
  }
  return {
    js: leading(steps, variable ? 1 : 0, lead, base?.js, list, want, at),
    kind: ANY,
    safe: want === '' && lead === steps.length - (variable ? 1 : 0),
  }
}

/** How many steps from `from` on are plain fields, perhaps with a position: `a`, `a[0]`. */
function leadingFields(steps: readonly Node[], from: number): number {
  let count = 0
  while (from + count < steps.length && isField(steps[from + count] as Node)) count += 1
  return count
}

/** With `[]` a list within a list stays one: that is not read in place. */
function isField(step: Node): boolean {
  return step.type === 'name' && !step.keepArray && !step.predicate && !step.group && (step.stages ?? []).every(isPosition)
}

function isPosition(stage: Stage): boolean {
  return stage.type === 'filter' && stage.expr?.type === 'number' && !stage.expr.predicate && !stage.expr.group
}

/** `(t1 = c?.a) === undefined ? miss(c, steps, 0) : (t2 = t1?.b) === undefined ? miss(t1, steps, 1) : last(t2)` */
function leading(
  steps: readonly Node[],
  from: number,
  count: number,
  base: string | undefined,
  list: string,
  want: Want,
  at: Place,
): string {
  let object = base === undefined ? at.input : local(at)
  const begin = base === undefined ? '' : `${object}=${base},`
  const made = list.startsWith('[') ? local(at) : list
  const start = made === list ? begin : `${begin}${made}=${list},`
  const tests: string[] = []
  for (let index = from; index < from + count; index++) {
    const step = steps[index] as Node
    const value = local(at)
    const miss = call(at, `${index === 0 ? 'missFirst' : 'miss'}${want}`, object, made, index)
    tests.push(`(${value}=${ownField(object, String(step.value), () => helper(at, 'own'))})===void 0?${miss}:`)
    for (const stage of step.stages ?? []) {
      tests.push(`(${value}=${call(at, 'pick', value, literal(stage.expr?.value))})===void 0?void 0:`)
    }
    object = value
  }
  const end = from + count
  const rest = end === steps.length ? call(at, `last${want}`, object) : call(at, `walk${want}`, object, made, end)
  return `(${start}${tests.join('')}${rest})`
}

/** The steps as functions; those that depend on nothing around them are made once. */
function stepList(steps: readonly Node[], at: Place): string {
  const [first] = steps
  let source = first?.type === 'variable' && !first.predicate ? at.program.emit(first, at).source : at.source
  const functions = steps.map((step, index) => {
    if (index === 0 && (step.type === 'variable' || step.consarray)) return 'void 0'
    const js = stepFunction(step, at, source)
    if (step.type === 'name') source = source && [...source, String(step.value)]
    else if (step.type !== 'sort') source = undefined
    return js
  })
  const text = `[${functions.join(',')}]`
  return steps.every((step, index) => isField(step) || (index === 0 && step.type === 'variable')) ? constant(at, text) : text
}

/** `source` is where the step's context comes from. */
function stepFunction(step: Node, at: Place, source: Source): string {
  if (step.type === 'sort') return sortStep(step, { ...at, source }, false)
  if (step.type === 'name' && !step.keepArray && !step.predicate && !step.group) {
    const read = fieldReader(String(step.value), at)
    const stages = step.stages ?? []
    if (stages.length === 0) return read
    if (stages.every(isPosition)) {
      const picked = stages.reduce((js, stage) => call(at, 'pick', js, literal(stage.expr?.value)), `${read}(o)`)
      return constant(at, `(o)=>${picked}`)
    }
  }
  const behind = step.type === 'name' ? source && [...source, String(step.value)] : undefined
  const body = (inner: Place): string => emitStages(step, { ...inner.program.emit(step, inner), source: behind }, inner).js
  return contextFunction(at, body, 'item', source)
}
