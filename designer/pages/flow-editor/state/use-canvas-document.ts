// The document as the canvas draws it. Behind an open mapping nothing is seen: there the canvas rests until it is back in sight.
import { useState } from 'react'
import type { FlowDocument } from '#shared/flow/document.ts'
import { useEditor } from './context.ts'

export function useCanvasDocument(): FlowDocument {
  const current = useEditor((state) => (state.mapping ? undefined : state.document))
  const [drawn, setDrawn] = useState(current)
  if (current !== undefined && current !== drawn) setDrawn(current)
  const first = useEditor((state) => (drawn === undefined ? state.document : undefined))
  return current ?? drawn ?? (first as FlowDocument)
}
