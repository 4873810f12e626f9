// What a double click on a step opens: its mapping, or the flow that it calls.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useEditorStore } from '../state/context.ts'

/** Into a called flow the way back is remembered in the address, for the breadcrumbs. */
export function useOpenStep(): (id: string) => void {
  const store = useEditorStore()
  const navigate = useNavigate()
  const { from } = useSearch({ strict: false })
  return useCallback(
    (id) => {
      const { document, look, clientId, flowId } = store.getState()
      const node = document.nodes[id]
      if (node?.kind === 'map' || (node?.kind === 'call' && node.config.rows)) look({ mapping: { nodeId: id } })
      if (node?.kind === 'subflow')
        void navigate({
          to: '/c/$client/flows/$flow',
          params: { client: clientId, flow: node.config.flow },
          search: { from: [...(from?.split('.') ?? []), flowId].join('.') },
        })
    },
    [store, navigate, from],
  )
}
