// Predicates: `[0]`, `[-1]`, `[price > 3]`, `[[1, 3]]`.
import type { Node, Stage } from './nodes.ts'
import { frameFor } from './scope.ts'
import { ANY, call, contextFunction, functionText, helper, literal, newUnit, type Code, type Place } from './writer.ts'

export function emitFilters(stages: readonly Stage[], code: Code, at: Place, mayBeTuples: boolean): Code {
  return stages.reduce<Code>((input, stage) => {
    const predicate = stage.expr
    if (!predicate) return input
    if (predicate.type === 'number')
      return { js: call(at, 'filterAt', input.js, literal(predicate.value)), kind: ANY, raw: true, source: input.source }
    const test = mayBeTuples
      ? tupleTest(stage, at)
      : contextFunction(at, (inner) => inner.program.emit(predicate, inner).js, 'item', input.source)
    return { js: call(at, 'filterBy', input.js, test), kind: ANY, raw: true, source: input.source }
  }, code)
}

/** What stands behind a step. */
export function emitStages(step: Node, code: Code, at: Place): Code {
  const stages = step.stages ?? []
  return stages.length === 0 ? code : emitFilters(stages, code, at, step.tuple === true)
}

/** A predicate over tuples sees their members as variables: `(c, u) => …`. */
function tupleTest(stage: Stage, at: Place): string {
  return tupleFunction(at, stage.expr ? [stage.expr] : [], (inner) => (stage.expr ? inner.program.emit(stage.expr, inner).js : 'void 0'))
}

/** `(c, u) => …`, where `u` is a tuple whose members are variables in a frame of their own. */
export function tupleFunction(
  at: Place,
  nodes: readonly Node[],
  emitBody: (inner: Place) => string,
  wrapped: Place['wrapped'] = 'item',
): string {
  const unit = newUnit(-1, at.unit.base)
  helper(at, 'NO_TUPLE')
  const [input, tuple] = [at.program.fresh('c'), at.program.fresh('u')]
  const inside: Place = { ...at, unit, input, wrapped, source: undefined, level: at.level + 1 }
  const body = emitBody(frameFor(inside, nodes, { js: tuple, names: at.program.tupleNames }))
  return functionText(unit, [input, `${tuple}=NO_TUPLE`], body)
}
