// A value with undo and redo, for what is edited on one page. Changes of one group that follow each other soon are one step. A store, because an editor
// that is typed into must see its own text at once.
import { useState } from 'react'
import { createStore, useStore } from 'zustand'

const GROUP_MS = 1_500
const MOST = 200

interface Entry<T> {
  readonly value: T
  readonly group: string | undefined
  readonly at: number
}
interface State<T> {
  readonly past: readonly Entry<T>[]
  readonly now: Entry<T>
  readonly future: readonly Entry<T>[]
}

export interface History<T> {
  readonly value: T
  /** From the value as it is now. */
  put(change: (value: T) => T, group?: string): void
  readonly undo: (() => void) | undefined
  readonly redo: (() => void) | undefined
}

export function useHistory<T>(first: T): History<T> {
  const [store] = useState(() => createStore<State<T>>()(() => ({ past: [], now: { value: first, group: undefined, at: 0 }, future: [] })))
  const [put] = useState(
    (): History<T>['put'] => (change, group) =>
      store.setState(({ past, now }) => {
        const at = Date.now()
        const joins = group !== undefined && now.group === group && at - now.at < GROUP_MS
        return { past: joins ? past : [...past, now].slice(-MOST), now: { value: change(now.value), group, at }, future: [] }
      }),
  )
  const { past, now, future } = useStore(store)
  const [before, after] = [past.at(-1), future.at(-1)]
  return {
    value: now.value,
    put,
    undo: before && (() => store.setState({ past: past.slice(0, -1), now: { ...before, group: undefined }, future: [...future, now] })),
    redo: after && (() => store.setState({ past: [...past, now], now: { ...after, group: undefined }, future: future.slice(0, -1) })),
  }
}
