// Which step a person chose on the graph. The graph also reports a selection that we set ourselves, late and possibly after the next one is
// set; taken for a choice, the two would chase each other. So only one report after each gesture on the graph counts.
import { useMemo, useRef } from 'react'

export interface GraphChoice {
  /** On the element around the graph. */
  readonly gestures: { readonly onPointerDownCapture: () => void; readonly onKeyDownCapture: () => void }
  /** For the graph. */
  onGraphSelect(nodeId: string): void
  /** For every other place where a step is chosen. */
  onOtherSelect(nodeId: string): void
}

export function useGraphChoice(onSelect: (nodeId: string) => void): GraphChoice {
  const pending = useRef(false)
  return useMemo(() => {
    const begin = () => {
      pending.current = true
    }
    return {
      gestures: { onPointerDownCapture: begin, onKeyDownCapture: begin },
      onGraphSelect: (nodeId) => {
        if (pending.current) onSelect(nodeId)
        pending.current = false
      },
      onOtherSelect: (nodeId) => {
        pending.current = false
        onSelect(nodeId)
      },
    }
  }, [onSelect])
}
