// Paths that carry variables from step to step: `@$focus`, `#$index` and the parent `%`. A position bound in the first step, as in
// `list#$i.(…)`, becomes a loop; the rest follows the reference with a tuple for each item.
import { emitFilters, emitStages, tupleFunction } from './filters.ts'
import { emitGroup } from './objects.ts'
import type { Node, Stage } from './nodes.ts'
import { declareBound, frameFor } from './scope.ts'
import { sortTerms } from './sorting.ts'
import { ANY, call, contextFunction, functionText, literal, newUnit, type Code, type Place } from './writer.ts'

export function emitTuplePath(node: Node, at: Place): Code {
  const simple = indexedLoop(node, at)
  if (simple) return simple
  let tuples = false
  const steps = (node.steps ?? []).map((step, index) => {
    tuples ||= step.tuple === true
    if (index === 0 && step.consarray) return consStep(step, at)
    // A variable in front is evaluated in the context itself, which may be the wrapped list at the top.
    const wrapped = index === 0 && step.type === 'variable' ? at.wrapped : 'item'
    return tuples ? tupleStep(step, at, wrapped) : plainStep(step, at, wrapped)
  })
  const keepsTuples = node.tuple === true
  const flags = literal({ tuple: keepsTuples, keep: node.keepSingletonArray === true, group: node.group !== undefined })
  const js = call(at, 'tuplePath', at.input, literal(node.steps?.[0]?.type === 'variable'), `[${steps.join(',')}]`, flags)
  const code: Code = { js, kind: ANY, raw: true }
  return node.group ? emitGroup(node.group, code, at, true) : code
}

function consStep(step: Node, at: Place): string {
  const cons = contextFunction(at, (inner) => inner.program.emit(step, inner).js, 'sequence')
  return `{tuple:${step.tuple === true},cons:${cons},names:[${literal(step.focus)}]}`
}

function plainStep(step: Node, at: Place, wrapped: Place['wrapped']): string {
  if (step.type !== 'sort')
    return `{run:${contextFunction(at, (inner) => emitStages(step, inner.program.emit(step, inner), inner).js, wrapped)}}`
  return `{sort:${sortTerms(step, at, false)},position:${literal(step.position)},stages:${stageList(step.stages, at)}}`
}

function tupleStep(step: Node, at: Place, wrapped: Place['wrapped']): string {
  const stages = `stages:${stageList(step.stages, at)}`
  if (step.type === 'sort') {
    return `{tuple:true,sort:${sortTerms(step, at, true)},position:${literal(step.position)},index:${literal(step.index)},${stages}}`
  }
  const run = tupleFunction(at, [step], (inner) => inner.program.emit(step, inner).js, wrapped)
  const names = [step.focus, step.index, step.ancestor?.label].map(literal).join(',')
  return `{tuple:true,run:${run},names:[${names}],${stages}}`
}

/** A filter as a function of the sequence, a position's name as text. */
function stageList(stages: readonly Stage[] | undefined, at: Place): string {
  const texts = (stages ?? []).map((stage) =>
    stage.type === 'index' ? literal(stage.value) : `(s)=>${emitFilters([stage], { js: 's', kind: ANY }, at, true).js}`,
  )
  return `[${texts.join(',')}]`
}

/** `list#$i.(…)` and nothing more: no step can fail before the last one, so that a loop in a loop gives the same. */
function indexedLoop(node: Node, at: Place): Code | undefined {
  const [list, body, ...more] = node.steps ?? []
  if (!list || !body || more.length > 0 || node.tuple || node.group || node.keepSingletonArray) return undefined
  if (list.type !== 'variable' || list.value === '' || list.index === undefined) return undefined
  if (list.stages || list.predicate || list.focus !== undefined) return undefined
  if (body.type === 'sort' || body.tuple || body.stages || body.focus !== undefined || body.index !== undefined) return undefined
  const unit = newUnit(-1, at.unit.base)
  const [input, position] = [at.program.fresh('c'), at.program.fresh('v')]
  const items = at.program.emit({ type: 'variable', value: list.value }, at)
  const inside = frameFor({ ...at, unit, input, wrapped: 'item', source: items.source, level: at.level + 1 }, [body])
  if (!inside.scope.variables.has(list.index)) declareBound(inside.scope, list.index, position, unit)
  else return undefined
  const code = at.program.emit(body, inside)
  return {
    js: call(at, 'indexed', items.js, functionText(unit, [input, position], code.js)),
    kind: ANY,
    raw: true,
  }
}
