// The state of one open flow. The document is the only truth about the flow; everything else here is what the person looks at.
// Every change is a FlowEdit: applied here, its inverse kept for undo.
import { createStore, type StoreApi } from 'zustand'
import type { FlowDetail } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { applyEdit, invertEdit, type FlowEdit } from '#shared/flow/edit.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { saveSlice, type SaveSlice } from './save-slice.ts'
import { NOTHING_IN_SIGHT, type Sight } from './sight.ts'

/** Edits of one group this close together are one step of undo: a word typed, a box nudged. */
const GROUP_MS = 1_500
const MOST_UNDO = 300

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

export function createEditorStore(clientId: string, detail: FlowDetail, readOnly: boolean): EditorStore {
  return createStore<EditorState>()((set, get) => ({
    ...NOTHING_IN_SIGHT,
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
