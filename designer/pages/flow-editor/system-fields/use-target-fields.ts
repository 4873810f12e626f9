// The schema of what a step fills: as declared, with what the connected system told of. Reading it keeps it in the flow.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { SystemFieldsRead } from '#shared/api/system-fields.ts'
import { discoveredOf, type Discovered } from '#shared/flow/nodes/discovered.ts'
import type { ActionDescriptor, JsonSchema } from '#shared/model/descriptors.ts'
import { actionWith } from '#shared/schemas/with-discovered.ts'
import { connectorsQuery } from '#designer/api/queries.ts'
import { reviewedWithFirst } from '#designer/mapping/drift/drift-view.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { askedPart } from '#shared/flow/asked-part.ts'
import { useSystemFields, type SystemFieldsHere } from './use-system-fields.ts'

export interface TargetFieldsHere {
  readonly schema: JsonSchema | undefined
  /** Absent where the system tells of nothing more. */
  readonly here: SystemFieldsHere | undefined
  readonly readAt: string | undefined
}

export function useTargetFields(nodeId: string, action: ActionDescriptor | undefined): TargetFieldsHere {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const connectors = useQuery(connectorsQuery()).data
  const asked = useMemo(() => askedPart(document, nodeId, connectors), [document, nodeId, connectors])
  const kept = discoveredOf(document.nodes[nodeId])
  const here = useSystemFields(asked, (read) => {
    if (!action) return
    const { document: latest, apply, readOnly } = store.getState()
    const node = latest.nodes[nodeId]
    if (readOnly || (node?.kind !== 'map' && node?.kind !== 'call')) return
    const discovered = toDiscovered(action.id, read)
    const isFirst = node.config.discovered?.action !== action.id
    const reviewed = isFirst ? reviewedWithFirst(node.config.reviewed, action.input, actionWith(action, discovered).input) : undefined
    const config = { ...node.config, discovered, ...(reviewed && { reviewed }) }
    apply({ kind: 'update-node', id: nodeId, changes: { config } })
  })
  const read = here?.read
  const latest = useMemo(() => {
    const fresh = action && read ? toDiscovered(action.id, read) : undefined
    const standing = kept?.action === action?.id ? kept : undefined
    return fresh && (!standing || fresh.readAt > standing.readAt) ? fresh : standing
  }, [action, read, kept])
  const schema = useMemo(() => action && actionWith(action, latest).input, [action, latest])
  return { schema, here, readAt: latest?.readAt }
}

const toDiscovered = (action: string, { readAt, input: { fields, leftOut } }: SystemFieldsRead): Discovered => ({
  action,
  readAt,
  fields,
  ...(leftOut > 0 && { leftOut }),
})
