// Bringing steps into line, frames around them, notes beside them.
import { autoLayout } from '#designer/graph/auto-layout.ts'
import { phrase, t } from '#designer/i18n/index.ts'
import type { IconName } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { FlowEdit, Place } from '#shared/flow/edit.ts'
import { freshId } from '#shared/flow/fresh-id.ts'
import { aligned, boundsOf, distributed, type Alignment } from '../edits/arrange.ts'
import type { EditorStore } from '../state/editor-store.ts'
import type { Command, CommandContext } from './command.ts'
import { FIT } from './view-commands.ts'

const chosen = (store: EditorStore) => [...store.getState().selection]
const atLeast =
  (count: number) =>
  ({ store }: CommandContext) =>
    store.getState().selection.size >= count

const align = (how: Alignment, label: string, icon: IconName): Command => ({
  id: `align-${how}`,
  label,
  icon,
  group: 'Arrange',
  isEnabled: atLeast(2),
  run({ store }) {
    const { document, apply } = store.getState()
    apply({ kind: 'move-nodes', positions: aligned(document, chosen(store), how) })
  },
})

const distribute = (axis: 'x' | 'y', label: string, icon: IconName): Command => ({
  id: `distribute-${axis}`,
  label,
  icon,
  group: 'Arrange',
  isEnabled: atLeast(3),
  run({ store }) {
    const { document, apply } = store.getState()
    apply({ kind: 'move-nodes', positions: distributed(document, chosen(store), axis) })
  },
})

/** The frames that hold any of the selected steps. */
export function groupsOf(store: EditorStore): readonly string[] {
  const { document, selection } = store.getState()
  return Object.entries(document.layout.groups ?? {}).flatMap(([id, group]) =>
    group.nodes.some((node) => selection.has(node)) ? [id] : [],
  )
}

const NOTE = { width: 240, height: 120 }

export const ARRANGE_COMMANDS: readonly Command[] = [
  {
    id: 'layout',
    label: phrase('Tidy up the layout'),
    icon: 'wand-sparkles',
    group: 'Arrange',
    keys: ['Shift+L'],
    run: ({ store, canvas }) => tidy(store, () => void canvas.fitView(FIT)),
  },
  align('left', phrase('Align left edges'), 'align-start-vertical'),
  align('center', phrase('Align centres'), 'align-center-vertical'),
  align('right', phrase('Align right edges'), 'align-end-vertical'),
  align('top', phrase('Align top edges'), 'align-start-horizontal'),
  align('middle', phrase('Put into one row'), 'align-center-horizontal'),
  align('bottom', phrase('Align bottom edges'), 'align-end-horizontal'),
  distribute('x', phrase('Equal gaps from left to right'), 'align-horizontal-distribute-center'),
  distribute('y', phrase('Equal gaps from top to bottom'), 'align-vertical-distribute-center'),
  {
    id: 'group',
    label: phrase('Frame the selected steps'),
    icon: 'group',
    group: 'Arrange',
    keys: ['Mod+G'],
    isEnabled: atLeast(1),
    run({ store }) {
      const { document, apply } = store.getState()
      const { groups = {} } = document.layout
      const nodes = chosen(store)
      // A step stands in one frame: it leaves the one it was in.
      const left = Object.entries(groups).flatMap(([id, group]): FlowEdit[] => {
        const rest = group.nodes.filter((node) => !nodes.includes(node))
        if (rest.length === group.nodes.length) return []
        return [{ kind: 'set-group', id, group: rest.length > 0 ? { ...group, nodes: rest } : null }]
      })
      const label = t('Group')
      const id = freshId(label, (one) => Object.hasOwn(groups, one))
      apply({ kind: 'batch', edits: [...left, { kind: 'set-group', id, group: { label, nodes } }] })
      requestAnimationFrame(() => globalThis.document.querySelector<HTMLElement>(`[data-group="${id}"] [data-rename]`)?.focus())
    },
  },
  {
    id: 'ungroup',
    label: phrase('Take the frame away'),
    icon: 'ungroup',
    group: 'Arrange',
    keys: ['Mod+Shift+G'],
    isEnabled: ({ store }) => groupsOf(store).length > 0,
    run({ store }) {
      store.getState().apply({ kind: 'batch', edits: groupsOf(store).map((id) => ({ kind: 'set-group', id, group: null })) })
    },
  },
  {
    id: 'note',
    label: phrase('Add a note'),
    icon: 'sticky-note',
    group: 'Arrange',
    keys: ['N'],
    run: addNote,
  },
]

async function tidy(store: EditorStore, done: () => void): Promise<void> {
  const { document, selection, apply } = store.getState()
  const part = selection.size > 1 ? [...selection] : undefined
  try {
    const positions = await autoLayout(part ? within(document, part) : document)
    const [before, after] = [part && boundsOf(document, part), part && boundsOf({ ...document, layout: { nodes: positions } }, part)]
    // A part is tidied where it stands.
    const by = before && after ? { x: before.x - after.x, y: before.y - after.y } : { x: 0, y: 0 }
    const moved = Object.entries(positions).map(([id, place]) => [id, { x: place.x + by.x, y: place.y + by.y }] as const)
    apply({ kind: 'move-nodes', positions: Object.fromEntries(moved) })
    if (!part) requestAnimationFrame(done)
  } catch (error) {
    notifyProblem(error)
  }
}

function within(document: FlowDocument, ids: readonly string[]) {
  const nodes = Object.fromEntries(Object.entries(document.nodes).filter(([id]) => ids.includes(id)))
  return { ...document, nodes, edges: document.edges.filter(({ from, to }) => ids.includes(from) && ids.includes(to)) }
}

/** Above the selected steps, else in the middle of what is in sight, or above what stands there. */
function addNote({ store, canvas }: CommandContext): void {
  const { document: flow, selection, apply, look } = store.getState()
  const box = boundsOf(flow, selection)
  const frame = document.querySelector('.react-flow')?.getBoundingClientRect()
  const middle = frame ? canvas.screenToFlowPosition({ x: frame.left + frame.width / 2, y: frame.top + frame.height / 2 }) : { x: 0, y: 0 }
  const at = freePlace(
    flow,
    box ? { x: box.x, y: box.y - NOTE.height - 48 } : { x: middle.x - NOTE.width / 2, y: middle.y - NOTE.height / 2 },
  )
  const id = freshId('note', (one) => Object.hasOwn(flow.layout.notes ?? {}, one))
  const note = { x: Math.round(at.x), y: Math.round(at.y), ...NOTE, text: '', color: 'yellow' } as const
  if (!apply({ kind: 'set-note', id, note })) return
  look({ notes: new Set([id]), selection: new Set(), side: undefined })
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-note="${id}"] textarea`)?.focus())
}

/** Up from the wanted place until no step and no other note lies under the new one. */
function freePlace(flow: FlowDocument, wanted: Place): Place {
  const boxes = [...Object.keys(flow.nodes).flatMap((id) => boundsOf(flow, [id]) ?? []), ...Object.values(flow.layout.notes ?? {})]
  let { y } = wanted
  const covers = (box: (typeof boxes)[number]) =>
    box.x < wanted.x + NOTE.width && wanted.x < box.x + box.width && box.y < y + NOTE.height && y < box.y + box.height
  while (boxes.some(covers)) y -= 24
  return { x: wanted.x, y }
}
