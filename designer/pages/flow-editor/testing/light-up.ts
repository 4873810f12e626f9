// Lights the nodes of a run up one after the other, also when the run is long over: people follow with their eyes.
import type { NodeStates } from '#designer/graph/card-data.ts'
import type { StepView } from '#shared/model/runs.ts'
import type { EditorStore } from '../state/editor-store.ts'
import { nodesInOrder, nodeStates } from './node-states.ts'

const STEP_MS = 250

export interface LightUp {
  /** The run as it is known now; more may come. */
  show(steps: readonly StepView[]): void
  /** Resolves when everything that was shown has been lit. */
  done(): Promise<void>
  stop(): void
}

export function lightUp(store: EditorStore): LightUp {
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  let known: readonly StepView[] = []
  let lit = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let waiting: (() => void)[] = []
  const paint = () => {
    const order = nodesInOrder(known)
    const states = nodeStates(known)
    const shown = order.slice(0, lit)
    const current = order[lit]
    const visible: NodeStates = Object.fromEntries(shown.flatMap((id) => (states[id] ? [[id, states[id]]] : [])))
    const running = current === undefined ? {} : { [current]: { status: 'running' as const, count: 1, failed: 0 } }
    store.getState().look({ states: { ...visible, ...running } })
    return lit >= order.length
  }
  const settle = () => {
    for (const resolve of waiting) resolve()
    waiting = []
  }
  const tick = () => {
    lit++
    if (!paint()) return
    clearInterval(timer)
    timer = undefined
    settle()
  }
  return {
    show(steps) {
      known = steps
      const total = nodesInOrder(steps).length
      if (isCalm) lit = total
      if (paint()) return settle()
      timer ??= setInterval(tick, STEP_MS)
    },
    done: () => new Promise((resolve) => (timer === undefined ? resolve() : waiting.push(resolve))),
    stop() {
      clearInterval(timer)
      timer = undefined
      settle()
    },
  }
}
