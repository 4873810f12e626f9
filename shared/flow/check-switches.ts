// Steps that are switched off, and error paths: do they mean something where they stand?
import type { Issue } from '../errors.ts'
import { say } from '../sentence.ts'
import { ERROR_PORT, mayFail, type FlowDocument } from './document.ts'
import { pointer } from './pointer.ts'
import { error, stepName, warning } from './say.ts'

export function checkSwitches(flow: FlowDocument): Issue[] {
  return Object.entries(flow.nodes).flatMap(([id, node]): Issue[] => {
    const name = stepName(node, id)
    if (node.disabled && node.kind === 'trigger')
      return [
        error(
          pointer('nodes', id, 'disabled'),
          'trigger-disabled',
          say`${name} starts the flow and cannot be switched off.`,
          'Stop the flow instead.',
        ),
      ]
    if (node.onError !== 'path' || !mayFail(node)) return []
    const at = pointer('nodes', id, 'onError')
    if (node.kind === 'switch' && node.config.cases.some((one) => one.id === ERROR_PORT))
      return [
        error(at, 'case-duplicate', say`${name}: a case has the id "error", which the error path needs.`, 'Give the case another id.'),
      ]
    if (flow.edges.some((edge) => edge.from === id && edge.port === ERROR_PORT)) return []
    const fix = 'Connect its output "on error", or let failed records wait on the desk.'
    return [
      warning(at, 'error-path-open', say`${name}: the error path leads nowhere, so failed records still wait on the exception desk.`, fix),
    ]
  })
}
