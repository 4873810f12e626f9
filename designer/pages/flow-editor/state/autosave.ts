// Saves the draft by itself a moment after the last change, tries again when it failed, and keeps the window from closing on unsaved work.
import { useEffect } from 'react'
import type { EditorStore } from './editor-store.ts'

const QUIET_MS = 900
const AGAIN_MS = 5_000

export function useAutosave(store: EditorStore): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => void store.getState().flush(), ms)
    }
    const unsubscribe = store.subscribe((state, before) => {
      if (state.document !== before.document && state.document !== state.saved) later(QUIET_MS)
      else if (state.save !== before.save && state.save.kind === 'failed') later(AGAIN_MS)
    })
    const guard = (event: BeforeUnloadEvent) => {
      const { document, saved } = store.getState()
      if (document !== saved) event.preventDefault()
    }
    window.addEventListener('beforeunload', guard)
    return () => {
      clearTimeout(timer)
      unsubscribe()
      window.removeEventListener('beforeunload', guard)
      // Another page of the app is opened: what is not saved yet goes out now.
      void store.getState().flush()
    }
  }, [store])
}
