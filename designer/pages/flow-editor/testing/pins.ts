// Records that are kept at steps, so that a test can begin there: what came to the step in a test, with what the steps before it gave.
import type { FlowDocument } from '#shared/flow/document.ts'
import { predecessors, reach } from '#shared/flow/graph.ts'
import type { StepView } from '#shared/model/runs.ts'
import type { TestRunResult } from '#shared/api/contract.ts'
import { recordAt } from '#shared/run/record-at.ts'
import type { EditorStore } from '../state/editor-store.ts'
import type { Pin } from '../state/sight.ts'

/** What a test that begins at this step needs; undefined when the test did not come here. */
export function pinOf(flow: FlowDocument, result: TestRunResult, step: Pick<StepView, 'nodeId' | 'record'>): Pin | undefined {
  const here = result.view.steps.filter(({ nodeId }) => nodeId === step.nodeId)
  const index = here.findIndex(({ record }) => record === step.record)
  if (index < 0) return undefined
  const before = reach([step.nodeId], predecessors(flow))
  before.delete(step.nodeId)
  const { record, steps } = recordAt(step.nodeId, [...before], result.view, undefined, index)
  return { input: record, steps }
}

export function setPin(store: EditorStore, nodeId: string, pin: Pin | undefined): void {
  const { pins, look } = store.getState()
  const others = Object.fromEntries(Object.entries(pins).filter(([id]) => id !== nodeId))
  look({ pins: pin ? { ...others, [nodeId]: pin } : others })
}

/** The kept record of a step, else what came to it in the newest test. */
export function startAt(store: EditorStore, nodeId: string): Pin | undefined {
  const { pins, trial, document } = store.getState()
  const kept = Object.hasOwn(pins, nodeId) ? pins[nodeId] : undefined
  const step = trial?.result.view.steps.find((one) => one.nodeId === nodeId)
  return kept ?? (trial && step ? pinOf(document, trial.result, step) : undefined)
}
