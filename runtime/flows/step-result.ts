// What a step gave in a test run, as the expected results of samples mean it.
import type { TestRunResult } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'

/**
 * The output of a step; of one that calls a system, what would have been sent, for its answer is only an example. Of a step that saw several records, the
 * list. Undefined when no record got through it.
 */
export function stepResult(nodeId: string, document: FlowDocument, { view, calls }: TestRunResult): unknown {
  const isCall = document.nodes[nodeId]?.kind === 'call'
  const results = isCall
    ? calls.filter((call) => call.nodeId === nodeId).map(({ input }) => input)
    : view.steps.filter((step) => step.nodeId === nodeId && step.status === 'succeeded').map(({ output }) => output)
  return results.length > 1 ? results : results[0]
}
