// Edits of frames and notes from the canvas.
import { useMemo } from 'react'
import type { DrawingEdits } from '#designer/graph/drawing.ts'
import { useEditorStore } from '../state/context.ts'

export function useDrawingEdits(): DrawingEdits {
  const store = useEditorStore()
  return useMemo(
    () => ({
      setGroup(id, change) {
        const { document, apply } = store.getState()
        const group = document.layout.groups?.[id]
        if (group) apply({ kind: 'set-group', id, group: change && { ...group, ...change } })
      },
      selectGroup(id) {
        const { document, select } = store.getState()
        select(document.layout.groups?.[id]?.nodes ?? [])
      },
      setNote(id, change) {
        const { document, apply, look } = store.getState()
        const note = document.layout.notes?.[id]
        if (!note) return
        apply({ kind: 'set-note', id, note: change && { ...note, ...change } })
        if (change === null) look({ notes: new Set() })
      },
    }),
    [store],
  )
}
