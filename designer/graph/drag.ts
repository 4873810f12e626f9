// Where dragged steps are while a large flow is seen from afar: only the sheet that they lie on needs to know, not the page.
import { useSyncExternalStore } from 'react'
import type { Point } from './placement.ts'

export type Places = Readonly<Record<string, Point>>

export interface Drag {
  places(): Places
  move(places: Places): void
  subscribe(listener: () => void): () => void
}

export function createDrag(): Drag {
  let now: Places = {}
  const listeners = new Set<() => void>()
  return {
    places: () => now,
    move(places) {
      now = places
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const usePlaces = (drag: Drag): Places => useSyncExternalStore(drag.subscribe, drag.places)
