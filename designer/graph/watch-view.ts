// Tells when the view of a canvas moves and when it has come to rest: what is costly waits for the rest.
import type { Edge, Node, useStoreApi } from '@xyflow/react'

/** React Flow's own store. */
export type ViewStore<N extends Node, E extends Edge> = ReturnType<typeof useStoreApi<N, E>>

/** After so long without a move the view rests. */
const REST_MS = 150

export interface ViewWatcher {
  /** For each move; `wasResting` at the first one. */
  readonly move?: (wasResting: boolean) => void
  readonly rest?: () => void
}

/** Returns what ends the watching. */
export function watchView<N extends Node, E extends Edge>(store: ViewStore<N, E>, { move, rest }: ViewWatcher): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = store.subscribe((now, before) => {
    if (now.transform === before.transform && now.width === before.width && now.height === before.height) return
    const wasResting = timer === undefined
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      rest?.()
    }, REST_MS)
    move?.(wasResting)
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}

/** Where the flow lies in the view now, in CSS pixels. */
export function viewOf<N extends Node, E extends Edge>(store: ViewStore<N, E>) {
  const { transform, width, height } = store.getState()
  const [x, y, zoom] = transform
  return { x, y, zoom, width, height }
}
