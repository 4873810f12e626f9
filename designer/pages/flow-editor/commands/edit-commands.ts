// Undo, clipboard, delete, duplicate, select, move.
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowEdit } from '#shared/flow/edit.ts'
import { focusCard } from '#designer/graph/focus-card.ts'
import { placements } from '#designer/graph/placement.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import { notifyDone } from '#designer/ui/notify.tsx'
import { changedSteps } from '../edits/changed-steps.ts'
import { stepBeside } from '../edits/walk.ts'
import { copyText, pasting, readClip } from '../edits/clipboard.ts'
import type { EditorStore } from '../state/editor-store.ts'
import type { Command, CommandContext } from './command.ts'

const hasSelection = ({ store }: CommandContext) => store.getState().selection.size > 0
const hasAny = ({ store }: CommandContext) => store.getState().selection.size + store.getState().notes.size > 0
const chosen = (store: EditorStore) => [...store.getState().selection]

/** What is selected, as a text for the clipboard. */
export function clipText(store: EditorStore): string {
  const { document, selection, notes } = store.getState()
  return copyText(document, [...selection], [...notes])
}

export function deleteSelection({ store, canvas }: CommandContext): void {
  const { apply, look, select, document: flow } = store.getState()
  const ids = chosen(store)
  const wires = canvas.getEdges().filter((edge) => edge.selected)
  const edits: FlowEdit[] = [
    ...wires.map((wire): FlowEdit => ({
      kind: 'disconnect',
      edge: { from: wire.source, port: wire.sourceHandle ?? 'out', to: wire.target },
    })),
    ...ids.map((id): FlowEdit => ({ kind: 'remove-node', id })),
    ...[...store.getState().notes].map((id): FlowEdit => ({ kind: 'set-note', id, note: null })),
  ]
  if (edits.length === 0) return
  look({ selection: new Set(), notes: new Set(), side: undefined })
  apply(edits.length === 1 && edits[0] ? edits[0] : { kind: 'batch', edits })
  const next = beside(flow, ids)
  if (next === undefined) return
  select([next])
  focusCard(next)
}

/** Where one goes on when steps are gone: the step before them, else the one behind. Without it the focus would be lost with the cards. */
function beside(flow: FlowDocument, gone: readonly string[]): string | undefined {
  const stays = (id: string | undefined) => id !== undefined && flow.nodes[id] && !gone.includes(id)
  const around = gone.flatMap((id) => [stepBeside(flow, id, 'back'), stepBeside(flow, id, 'forward')])
  return around.find(stays)
}

export function pasteText(store: EditorStore, text: string, at?: { readonly x: number; readonly y: number }): boolean {
  const { document, apply, select } = store.getState()
  const clip = readClip(text)
  const paste = clip && pasting(document, clip, at)
  if (!paste || !apply(paste.edit)) return false
  select(paste.ids)
  store.getState().look({ notes: new Set(paste.notes) })
  if (paste.leftOutTrigger) notifyDone(t('The trigger was left out: this flow has one already.'))
  return true
}

function nudge(dx: number, dy: number) {
  return ({ store }: CommandContext) => {
    const { document, apply } = store.getState()
    const places = placements(document)
    const positions = Object.fromEntries(
      chosen(store).flatMap((id) => {
        const place = places.get(id)
        return place ? [[id, { x: place.x + dx, y: place.y + dy }]] : []
      }),
    )
    apply({ kind: 'move-nodes', positions }, 'nudge')
  }
}

const move = (id: string, key: string, label: string, dx: number, dy: number): Command => ({
  id,
  label,
  icon: 'move',
  group: 'Selection',
  keys: [key],
  isEnabled: hasSelection,
  run: nudge(dx, dy),
})

/** Canvas and mapping share one history: what changed is selected and has the focus, unless the mapping stands over the canvas. */
function thenGoThere(change: (state: ReturnType<EditorStore['getState']>) => void) {
  return ({ store }: CommandContext) => {
    const { document: before } = store.getState()
    change(store.getState())
    const { document: after, mapping, select } = store.getState()
    const changed = changedSteps(before, after)
    const [first] = changed
    if (first === undefined || mapping) return
    select(changed)
    focusCard(first)
  }
}

export const EDIT_COMMANDS: readonly Command[] = [
  {
    id: 'undo',
    label: phrase('Undo'),
    icon: 'undo-2',
    group: 'Edit',
    keys: ['Mod+Z'],
    isEnabled: ({ store }) => store.getState().past.length > 0,
    run: thenGoThere((state) => state.undo()),
  },
  {
    id: 'redo',
    label: phrase('Redo'),
    icon: 'redo-2',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    isEnabled: ({ store }) => store.getState().future.length > 0,
    run: thenGoThere((state) => state.redo()),
  },
  {
    id: 'copy',
    label: phrase('Copy'),
    icon: 'copy',
    group: 'Edit',
    keys: ['Mod+C'],
    native: true,
    reads: true,
    isEnabled: hasAny,
    run: ({ store }) => navigator.clipboard.writeText(clipText(store)),
  },
  {
    id: 'cut',
    label: phrase('Cut'),
    icon: 'unlink',
    group: 'Edit',
    keys: ['Mod+X'],
    native: true,
    isEnabled: hasAny,
    async run(context) {
      await navigator.clipboard.writeText(clipText(context.store))
      deleteSelection(context)
    },
  },
  {
    id: 'paste',
    label: phrase('Paste'),
    icon: 'clipboard-paste',
    group: 'Edit',
    keys: ['Mod+V'],
    native: true,
    async run({ store }) {
      pasteText(store, await navigator.clipboard.readText())
    },
  },
  {
    id: 'duplicate',
    label: phrase('Duplicate'),
    icon: 'copy-plus',
    group: 'Edit',
    keys: ['Mod+D'],
    isEnabled: hasAny,
    run: ({ store }) => void pasteText(store, clipText(store)),
  },
  { id: 'delete', label: phrase('Delete'), icon: 'trash-2', group: 'Edit', keys: ['Delete', 'Backspace'], run: deleteSelection },
  {
    id: 'select-all',
    label: phrase('Select all steps'),
    icon: 'mouse-pointer-2',
    group: 'Selection',
    keys: ['Mod+A'],
    reads: true,
    run: ({ store }) => store.getState().select(Object.keys(store.getState().document.nodes)),
  },
  {
    id: 'open',
    label: phrase('Open the selected step'),
    icon: 'panel-right',
    group: 'Selection',
    keys: ['Enter'],
    reads: true,
    isEnabled: ({ store }) => store.getState().selection.size === 1,
    run: ({ store }) => openSelected(store),
  },
  move('left', 'ArrowLeft', phrase('Move left'), -8, 0),
  move('right', 'ArrowRight', phrase('Move right'), 8, 0),
  move('up', 'ArrowUp', phrase('Move up'), 0, -8),
  move('down', 'ArrowDown', phrase('Move down'), 0, 8),
]

/** Into the form of the step. */
function openSelected(store: EditorStore): void {
  const { look, side, selection } = store.getState()
  if (side !== 'node') look({ side: 'node' })
  const [id] = selection
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-inspector="${id ?? ''}"] input`)?.focus())
}
