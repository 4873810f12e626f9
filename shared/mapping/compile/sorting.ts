// `^(price, >name)` as a step of a path.
import { emitFilters, tupleFunction } from './filters.ts'
import type { Node } from './nodes.ts'
import { ANY, call, contextFunction, literal, type Place } from './writer.ts'

/** A step that takes the whole sequence. */
export function sortStep(step: Node, at: Place, tuples: boolean): string {
  const sorted = call(at, 'sortBy', 's', sortTerms(step, at, tuples), literal(step.position))
  const stages = (step.stages ?? []).filter((stage) => stage.type === 'filter')
  const filtered = tuples ? sorted : emitFilters(stages, { js: sorted, kind: ANY, source: at.source }, at, false).js
  return `{all:(s)=>${filtered}}`
}

/** `[[term, descending], …]` */
export function sortTerms(step: Node, at: Place, tuples: boolean): string {
  const terms = (step.terms ?? []).map(({ expression, descending }) => {
    const term = tuples
      ? tupleFunction(at, [expression], (inner) => inner.program.emit(expression, inner).js)
      : contextFunction(at, (inner) => inner.program.emit(expression, inner).js, 'item', at.source)
    return `[${term},${descending === true}]`
  })
  return `[${terms.join(',')}]`
}
