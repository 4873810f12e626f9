// Which stop of the tour is shown.
import { create } from 'zustand'
import type { TourStop } from './stops.ts'

interface TourState {
  /** Empty while no tour is on. */
  readonly stops: readonly TourStop[]
  readonly at: number
  begin(stops: readonly TourStop[]): void
  go(at: number): void
  end(): void
}

export const useTourState = create<TourState>((set) => ({
  stops: [],
  at: 0,
  begin: (stops) => set({ stops, at: 0 }),
  go: (at) => set({ at }),
  end: () => set({ stops: [], at: 0 }),
}))
