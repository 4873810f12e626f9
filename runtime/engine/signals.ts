// What processes that share a journal tell each other. Hints only, never the truth: whoever misses one finds out by looking.
import type { FlowResponse } from './engine.ts'

export interface RunKey {
  readonly clientId: string
  readonly id: string
}

export interface Signals {
  /** Tells all processes that something may be due. Many calls in a short time are one signal. */
  due(): void
  onDue(listener: () => void): void
  /** Keeps the answer of a run's respond step for the process that waits for it. */
  answer(run: RunKey, response: FlowResponse): void
  /** The answer of a run that any process may have; undefined when the run ended, or the time passed, without one. */
  awaitAnswer(run: RunKey, timeoutMs: number): Promise<FlowResponse | undefined>
}
