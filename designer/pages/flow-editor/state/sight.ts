// What the person looks at in the editor: nothing of it is part of the flow.
import type { NodeStates } from '#designer/graph/card-data.ts'
import type { TestRunResult } from '#shared/api/contract.ts'
import type { Environment } from '#shared/model/accounts.ts'

export type SidePanel = 'node' | 'flow' | 'versions' | 'problems'

/** Where a new step goes, and what it is connected to; or what else is chosen from the same small menu. */
export interface QuickAdd {
  /** On the screen. */
  readonly x: number
  readonly y: number
  /** On the canvas. */
  readonly at: { readonly x: number; readonly y: number }
  readonly from?: { readonly node: string; readonly port: string }
  /** The step is put into this edge. */
  readonly into?: { readonly from: string; readonly port: string; readonly to: string }
  /** The new step takes the place of this one. */
  readonly replace?: string
  /** An existing step is chosen, and `from` leads to it. */
  readonly connect?: true
}

export type EditorDialog =
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'publish' }
  | { readonly kind: 'deploy'; readonly version: number }
  /** Versions by number, or `draft`. */
  | { readonly kind: 'compare'; readonly from: string; readonly to: string }

/** The newest test run, and the document it tried. */
export interface Trial {
  readonly result: TestRunResult
  readonly document: unknown
}

/** A record that a test begins with at a step, instead of what would come there. */
export interface Pin {
  readonly input: unknown
  /** What the steps before gave, by id, for rules that read them. */
  readonly steps: Readonly<Record<string, unknown>>
}

export interface Sight {
  readonly selection: ReadonlySet<string>
  /** Selected notes on the canvas. */
  readonly notes: ReadonlySet<string>
  /** Steps are dragged now: what is costly to show waits for the drop. */
  readonly dragging: boolean
  readonly side: SidePanel | undefined
  readonly mapping: { readonly nodeId: string; readonly row?: string } | undefined
  readonly testOpen: boolean
  /** The search in the flow. */
  readonly finding: boolean
  readonly dialog: EditorDialog | undefined
  readonly quickAdd: QuickAdd | undefined
  /** States of a test run or a live run on the canvas. */
  readonly states: NodeStates | undefined
  readonly trial: Trial | undefined
  readonly pins: Readonly<Record<string, Pin>>
  /** A test from this step is asked for. */
  readonly runFrom: string | undefined
  /** The sample that mappings and tests look at; undefined: the first one. */
  readonly sampleId: string | undefined
  /** A pasted record instead of a sample. */
  readonly pasted: { readonly name: string; readonly input: unknown } | undefined
  /** Whose lookup tables are read while designing; undefined: where the flow runs. */
  readonly environment: Environment | undefined
  /** Which of several records that come to a step is looked at. */
  readonly recordIndex: number
}

export const NOTHING_IN_SIGHT: Sight = {
  selection: new Set(),
  notes: new Set(),
  dragging: false,
  side: undefined,
  mapping: undefined,
  testOpen: false,
  finding: false,
  dialog: undefined,
  quickAdd: undefined,
  states: undefined,
  trial: undefined,
  pins: {},
  runFrom: undefined,
  sampleId: undefined,
  pasted: undefined,
  environment: undefined,
  recordIndex: 0,
}
