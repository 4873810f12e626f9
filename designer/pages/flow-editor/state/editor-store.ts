// The state of one open flow. The document is the only truth about the flow; everything else here is what the person looks at.
// Every change is a FlowEdit: applied here, its inverse kept for undo.
import { createStore, type StoreApi } from 'zustand'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { applyEdit, invertEdit, type FlowEdit } from '#shared/flow/edit.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import type { NodeStates } from '#designer/graph/card-data.ts'
import { saveSlice, type SaveSlice } from './save-slice.ts'

/** Edits of one group this close together are one step of undo: a word typed, a box nudged. */
const GROUP_MS = 1_500
const MOST_UNDO = 300

export type SidePanel = 'node' | 'flow' | 'versions' | 'problems'

/** Where a new step goes, and what it is connected to. */
export interface QuickAdd {
  /** On the screen. */
  readonly x: number
  readonly y: number
  /** On the canvas. */
  readonly at: { readonly x: number; readonly y: number }
  readonly from?: { readonly node: string; readonly port: string }
  /** The step is put into this edge. */
  readonly into?: { readonly from: string; readonly port: string; readonly to: string }
}

export interface Sight {
  readonly selection: ReadonlySet<string>
  readonly side: SidePanel | undefined
  readonly mapping: { readonly nodeId: string; readonly row?: string } | undefined
  readonly testOpen: boolean
  readonly shortcutsOpen: boolean
  readonly quickAdd: QuickAdd | undefined
  /** States of a test run or a live run on the canvas. */
  readonly states: NodeStates | undefined
  /** The sample that mappings and tests look at; undefined: the first one. */
  readonly sampleId: string | undefined
  /** A pasted record instead of a sample. */
  readonly pasted: { readonly name: string; readonly input: unknown } | undefined
  /** Whose lookup tables are read while designing; undefined: where the flow runs. */
  readonly environment: Environment | undefined
  /** Which of several records that come to a step is looked at. */
  readonly recordIndex: number
}

interface Undo {
  readonly edit: FlowEdit
  readonly group: string | undefined
  readonly at: number
}

export interface EditorState extends Sight, SaveSlice {
  readonly clientId: string
  readonly flowId: string
  readonly document: FlowDocument
  readonly past: readonly Undo[]
  readonly future: readonly FlowEdit[]
  readonly readOnly: boolean
  apply(edit: FlowEdit, group?: string): boolean
  undo(): void
  redo(): void
  look(sight: Partial<Sight>): void
  select(ids: Iterable<string>): void
  /** Replaces everything, as after reloading or restoring. */
  load(detail: FlowDetail): void
}

export type EditorStore = StoreApi<EditorState>

const CLOSED: Sight = {
  selection: new Set(),
  side: undefined,
  mapping: undefined,
  testOpen: false,
  shortcutsOpen: false,
  quickAdd: undefined,
  states: undefined,
  sampleId: undefined,
  pasted: undefined,
  environment: undefined,
  recordIndex: 0,
}

export function createEditorStore(clientId: string, detail: FlowDetail, readOnly: boolean): EditorStore {
  return createStore<EditorState>()((set, get) => ({
    ...CLOSED,
    ...saveSlice(detail, set, get),
    clientId,
    flowId: detail.flow.id,
    document: detail.flow.draft,
    past: [],
    future: [],
    readOnly,

    apply(edit, group) {
      const { document, past, readOnly: locked } = get()
      if (locked) return false
      try {
        const next = applyEdit(document, edit)
        if (next === document) return false
        const inverse = invertEdit(document, edit)
        const last = past.at(-1)
        const joins = group !== undefined && last?.group === group && Date.now() - last.at < GROUP_MS
        const undo: Undo = joins
          ? { edit: { kind: 'batch', edits: [inverse, last.edit] }, group, at: Date.now() }
          : { edit: inverse, group, at: Date.now() }
        set({ document: next, past: [...(joins ? past.slice(0, -1) : past), undo].slice(-MOST_UNDO), future: [] })
        return true
      } catch (error) {
        notifyProblem(error)
        return false
      }
    },
    undo() {
      const { document, past, future, readOnly: locked } = get()
      const last = past.at(-1)
      if (!last || locked) return
      set({ document: applyEdit(document, last.edit), past: past.slice(0, -1), future: [...future, invertEdit(document, last.edit)] })
      get().select(get().selection)
    },
    redo() {
      const { document, past, future, readOnly: locked } = get()
      const next = future.at(-1)
      if (!next || locked) return
      const undo: Undo = { edit: invertEdit(document, next), group: undefined, at: Date.now() }
      set({ document: applyEdit(document, next), past: [...past, undo], future: future.slice(0, -1) })
      get().select(get().selection)
    },
    look: (sight) => set(sight),
    select(ids) {
      const { document, selection, side } = get()
      const chosen = new Set([...ids].filter((id) => Object.hasOwn(document.nodes, id)))
      if (chosen.size === selection.size && [...chosen].every((id) => selection.has(id))) return
      const isSideOfNodes = side === 'node' || side === undefined
      set({ selection: chosen, ...(isSideOfNodes && { side: chosen.size > 0 ? 'node' : undefined }) })
    },
    load(newer) {
      set({ document: newer.flow.draft, past: [], future: [], states: undefined, ...savedFrom(newer) })
      get().select(get().selection)
    },
  }))
}

function savedFrom({ flow }: FlowDetail): Pick<SaveSlice, 'saved' | 'revision' | 'save'> {
  return { saved: flow.draft, revision: flow.revision, save: { kind: 'saved' } }
}
