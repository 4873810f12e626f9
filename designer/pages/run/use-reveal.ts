// Lets the steps of a fresh run light up one after the other: a run that took 40 ms would else be over before anybody saw how it went.
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { TERMINAL_STATUSES, type RunView, type StepView } from '#shared/model/runs.ts'

const STEP_MS = 250
/** Long runs show several steps at a time, so that nobody waits longer than this. */
const LONGEST_MS = 6_000
/** Older runs are looked up, not watched: they are shown whole. */
const FRESH_MS = 20_000

export interface Reveal {
  readonly steps: readonly StepView[]
  /** The step that lights up next. */
  readonly upcoming: StepView | undefined
  readonly done: boolean
}

export function useReveal(view: RunView): Reveal {
  const reduced = useReducedMotion()
  const [fresh] = useState(() => !TERMINAL_STATUSES.includes(view.run.status) || Date.now() - Date.parse(view.run.createdAt) < FRESH_MS)
  const [shown, setShown] = useState(fresh ? 0 : Infinity)
  const total = view.steps.length
  const animated = fresh && !reduced && shown < total
  const atOnce = Math.max(1, Math.ceil((total * STEP_MS) / LONGEST_MS))

  useEffect(() => {
    if (!animated) return
    const timer = setInterval(() => setShown((before) => before + atOnce), STEP_MS)
    return () => clearInterval(timer)
  }, [animated, atOnce])

  if (!animated) return { steps: view.steps, upcoming: undefined, done: true }
  return { steps: view.steps.slice(0, shown), upcoming: view.steps[shown], done: false }
}
