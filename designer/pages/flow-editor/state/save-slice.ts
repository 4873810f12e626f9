// Saving of the draft: what the server has, and how far a save has come. A stale revision stops saving until a person has decided.
import type { FlowDetail } from '#shared/api/contract.ts'
import type { Issue } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { hasCode } from '#designer/api/client.ts'
import { forgetSession } from '#designer/api/query-client.ts'
import { saveDraft } from '../requests.ts'
import type { EditorState } from './editor-store.ts'

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Somebody else saved a newer revision. */
  | { readonly kind: 'conflict' }

export interface SaveSlice {
  /** The draft as the server has it. */
  readonly saved: FlowDocument
  readonly revision: number
  /** What only the server can find in it, such as a script that cannot be read. */
  readonly foundByServer: readonly Issue[]
  readonly save: SaveState
  /** Saves now what is not saved; answers whether the server then has everything. */
  flush(): Promise<boolean>
  /** Saves over a newer revision, after a person said so. */
  overwrite(revision: number): Promise<boolean>
  /** Goes on with a document in which a newer draft is merged, and saves it. What could be undone before no longer fits. */
  saveMerged(document: FlowDocument, newer: FlowDetail): Promise<boolean>
}

const onlyServer = (issues: readonly Issue[]) => issues.filter(({ code }) => code === 'script-invalid')

export function saveSlice(detail: FlowDetail, set: (state: Partial<EditorState>) => void, get: () => EditorState): SaveSlice {
  let running: Promise<boolean> | undefined

  async function send(): Promise<boolean> {
    const { clientId, flowId, document, revision } = get()
    set({ save: { kind: 'saving' } })
    try {
      const answer = await saveDraft(clientId, flowId, { document, revision })
      set({ saved: document, revision: answer.revision, foundByServer: onlyServer(answer.issues), save: { kind: 'saved' } })
      return true
    } catch (error) {
      forgetSession(error)
      set({ save: hasCode(error, 'stale-revision') ? { kind: 'conflict' } : { kind: 'failed', error } })
      return false
    }
  }

  return {
    saved: detail.flow.draft,
    revision: detail.flow.revision,
    foundByServer: onlyServer(detail.issues),
    save: { kind: 'saved' },
    async flush() {
      // One save at a time: two would race for the same revision.
      for (;;) {
        if (running) {
          if (!(await running)) return false
          continue
        }
        const { document, saved, save, readOnly } = get()
        if (readOnly || document === saved) return true
        if (save.kind === 'conflict') return false
        running = send().finally(() => {
          running = undefined
        })
      }
    },
    overwrite(revision) {
      set({ revision, save: { kind: 'failed', error: undefined } })
      return get().flush()
    },
    saveMerged(document, { flow }) {
      set({ document, saved: flow.draft, revision: flow.revision, save: { kind: 'saved' }, past: [], future: [] })
      return get().flush()
    },
  }
}
