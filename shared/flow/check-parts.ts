// The mapping parts that a flow's steps name: are they there, and do they stand where parts can be used?
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import { partCallsIn } from '../mapping/parts/part-calls.ts'
import type { FlowDocument, FlowNode } from './document.ts'
import { expressionsOf } from './expressions.ts'
import { pointer } from './pointer.ts'
import { error, nearest, stepName } from './say.ts'

/** `parts` are the names of those that there are; without them only where they stand is checked. */
export function checkParts(flow: FlowDocument, parts: readonly string[] | undefined): Issue[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) => checkNode(node, pointer('nodes', id), stepName(node, id), parts))
}

function checkNode(node: FlowNode, path: string, name: Words, parts: readonly string[] | undefined): Issue[] {
  const isMapping = node.kind === 'map' || node.kind === 'call'
  return expressionsOf(node).flatMap(({ path: below, source }): Issue[] => {
    const { names, computed } = partCallsIn(source)
    const at = path + below
    if (names.length === 0 && !computed) return []
    if (!isMapping)
      return [
        error(
          at,
          'part-not-here',
          say`${name}: mapping parts can only be used in mappings.`,
          'Use the part in a mapping before this step.',
        ),
      ]
    if (computed)
      return [
        error(at, 'part-computed', say`${name}: a mapping part is named by something else than a text.`, 'Write $part("name", value).'),
      ]
    return names
      .filter((one) => parts && !parts.includes(one))
      .map((one) => {
        const meant = nearest(one, parts ?? [])
        return error(
          at,
          'part-unknown',
          say`${name}: there is no mapping part "${one}".`,
          meant ? say`Did you mean "${meant}"?` : 'Make it under Mapping parts, or choose another.',
        )
      })
  })
}
