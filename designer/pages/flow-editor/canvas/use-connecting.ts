// Lines drawn by hand: what a line may connect, why not, and what comes of one that ends where nothing is. The functions are made once: React Flow
// passes on a new one to all it draws.
import { useReactFlow, type Connection, type Edge, type FinalConnectionState } from '@xyflow/react'
import { useCallback, useEffect, useState } from 'react'
import { refusal } from '../edits/connect-rules.ts'
import { useEditorStore } from '../state/context.ts'

const SHOWN_MS = 4_000

const edgeOf = (connection: Connection | Edge) => ({
  from: connection.source,
  port: connection.sourceHandle ?? 'out',
  to: connection.target,
})

export function useConnecting() {
  const store = useEditorStore()
  const { screenToFlowPosition } = useReactFlow()
  /** Why a line cannot end where it was dropped. */
  const [reason, setReason] = useState<string>()
  useEffect(() => {
    if (reason === undefined) return
    const timer = setTimeout(() => setReason(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [reason])

  const connect = useCallback(
    (edge: ReturnType<typeof edgeOf>) => {
      const why = refusal(store.getState().document, edge)
      if (why) setReason(why)
      else store.getState().apply({ kind: 'connect', edge })
    },
    [store],
  )
  const onConnect = useCallback((connection: Connection) => connect(edgeOf(connection)), [connect])
  const onConnectStart = useCallback(() => setReason(undefined), [])
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, end: FinalConnectionState) => {
      if (end.isValid || !end.fromNode || !end.fromHandle) return
      const from = { node: end.fromNode.id, port: end.fromHandle.id ?? 'out' }
      const isOutgoing = end.fromHandle.type === 'source'
      if (end.toNode) {
        const edge = { from: from.node, port: from.port, to: end.toNode.id }
        // Dropped on a card beside its dot: that is what was meant.
        if (isOutgoing) connect(edge)
        else setReason(refusal(store.getState().document, edge))
        return
      }
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (!isOutgoing || !point) return
      const at = screenToFlowPosition({ x: point.clientX, y: point.clientY })
      store.getState().look({ quickAdd: { x: point.clientX, y: point.clientY, at: { x: at.x, y: at.y - 32 }, from } })
    },
    [store, connect, screenToFlowPosition],
  )
  const isValidConnection = useCallback(
    (connection: Connection | Edge) => refusal(store.getState().document, edgeOf(connection)) === undefined,
    [store],
  )
  return { reason, onConnect, onConnectStart, onConnectEnd, isValidConnection }
}
