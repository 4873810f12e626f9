// Functions, variables and earlier steps that a step's expressions name: are they there?
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import { analyseExpression } from '../mapping/expression.ts'
import { KNOWN_FUNCTIONS } from '../mapping/functions.ts'
import { parseTarget } from '../mapping/target.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { expressionsOf } from './expressions.ts'
import { reach } from './graph.ts'
import { nearest, warning } from './say.ts'

/** Warnings only: an expression may guard against what is not there. `before` gives the predecessors of each step. */
export function checkNames(
  flow: FlowDocument,
  id: string,
  node: FlowNode,
  path: string,
  name: Words,
  before: ReadonlyMap<string, readonly string[]>,
): Issue[] {
  const issues: Issue[] = []
  let earlier: ReadonlySet<string> | undefined
  for (const { path: below, source, insideEach, inBalance } of expressionsOf(node)) {
    const at = path + below
    const { functions, variables, paths } = analyseExpression(source)
    for (const called of functions) {
      if (KNOWN_FUNCTIONS.has(called)) continue
      const meant = nearest(called, KNOWN_FUNCTIONS)
      issues.push(
        warning(
          at,
          'function-unknown',
          say`${name}: there is no function $${called}.`,
          meant ? say`Did you mean $${meant}?` : 'Correct its name.',
        ),
      )
    }
    const known = insideEach ? EACH_VARIABLES : inBalance ? BALANCE_VARIABLES : VARIABLES
    for (const variable of variables) {
      if (known.includes(variable)) continue
      const fix = EACH_VARIABLES.includes(variable)
        ? 'It is there inside an "each" row only.'
        : say`Use ${known.map((word) => `$${word}`).join(', ')}, or define it with :=.`
      issues.push(warning(at, 'variable-unknown', say`${name}: nothing defines $${variable}.`, fix))
    }
    for (const step of stepsNamed(paths)) {
      earlier ??= reach(before.get(id) ?? [], before)
      if (earlier.has(step)) continue
      const exists = Object.hasOwn(flow.nodes, step)
      const meant = exists ? undefined : nearest(step, earlier)
      issues.push(
        warning(
          at,
          exists ? 'step-not-before' : 'step-unknown',
          exists
            ? say`${name} reads $steps.\`${step}\`, which does not come before it.`
            : say`${name} reads $steps.\`${step}\`, and there is no such step.`,
          meant ? say`Did you mean $steps.\`${meant}\`?` : 'Name a step on the way from the trigger to this one.',
        ),
      )
    }
  }
  return issues
}

const VARIABLES: readonly string[] = ['trigger', 'steps']
const EACH_VARIABLES: readonly string[] = [...VARIABLES, 'parent', 'index']
const BALANCE_VARIABLES: readonly string[] = [...VARIABLES, 'source']

/** Node ids behind `$steps.` in source paths. */
function stepsNamed(paths: readonly string[]): readonly string[] {
  const ids = new Set<string>()
  for (const path of paths) {
    if (!path.startsWith('$steps.')) continue
    const names = parseTarget(path.slice('$steps.'.length))
    if (names.ok && names.names[0] !== undefined) ids.add(names.names[0])
  }
  return [...ids]
}
