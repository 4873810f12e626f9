// The rows of a step as the flow's template had them when it was cloned.
import { useQuery } from '@tanstack/react-query'
import { rowsOf } from '#shared/flow/expressions.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { flowQuery, versionQuery } from '#designer/api/queries.ts'
import { useEditor } from '../state/context.ts'

/** Undefined for a flow without a template, or a step that the template has not. */
export function useTemplateRows(nodeId: string): readonly MappingRow[] | undefined {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const template = useQuery(flowQuery(clientId, flowId)).data?.flow.template
  // Cloning publishes the template as the flow's first version; after an upgrade that is another template version, and the comparison is the upgrade's.
  const first = useQuery({ ...versionQuery(clientId, flowId, 1), enabled: template !== undefined, retry: false }).data
  const version = first?.templateVersion === template?.version ? first : undefined
  const node = version?.document.nodes[nodeId]
  return node && rowsOf(node)
}
