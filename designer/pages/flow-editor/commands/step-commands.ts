// What is done to the selected steps themselves: add behind, replace, connect, switch off, walk from one to the next.
import { outputPorts } from '#shared/flow/document.ts'
import type { FlowEdit } from '#shared/flow/edit.ts'
import { phrase } from '#designer/i18n/index.ts'
import type { IconName } from '#designer/ui/icon.tsx'
import { focusCard } from '#designer/graph/focus-card.ts'
import { linkFrom, nextPlace } from '../edits/add-step.ts'
import { stepBeside, type Direction } from '../edits/walk.ts'
import type { EditorStore } from '../state/editor-store.ts'
import type { QuickAdd } from '../state/sight.ts'
import type { Command, CommandContext } from './command.ts'
import { FIT } from './view-commands.ts'

const onlyChosen = (store: EditorStore): string | undefined => {
  const { selection } = store.getState()
  const [id] = selection
  return selection.size === 1 ? id : undefined
}
const hasOne = ({ store }: CommandContext) => onlyChosen(store) !== undefined
const canLead = ({ store }: CommandContext) => {
  const node = store.getState().document.nodes[onlyChosen(store) ?? '']
  return node !== undefined && outputPorts(node).length > 0
}

/** Opens the small menu beside the selected step's card. */
function openMenu({ store }: CommandContext, more: Partial<QuickAdd>): void {
  const { document: flow, look } = store.getState()
  const id = onlyChosen(store)
  const card = id === undefined ? null : document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
  const box = card?.getBoundingClientRect()
  const x = Math.min(box ? box.right + 12 : window.innerWidth / 2, window.innerWidth - 320)
  const y = Math.max(80, Math.min(box ? box.top : window.innerHeight / 3, window.innerHeight - 420))
  look({ quickAdd: { x, y, at: nextPlace(flow, id), ...more } })
}

const walk = (direction: Direction, label: string, icon: IconName, arrow: string): Command => ({
  id: `walk-${direction}`,
  label,
  icon,
  group: 'Selection',
  keys: [`Alt+${arrow}`],
  reads: true,
  run({ store }) {
    const { document: flow, select } = store.getState()
    const id = onlyChosen(store) ?? Object.keys(flow.nodes)[0]
    const next = id === undefined ? undefined : onlyChosen(store) === undefined ? id : stepBeside(flow, id, direction)
    if (next === undefined) return
    select([next])
    focusCard(next)
  },
})

/** Selects a step, brings it into the middle and opens its form. */
export function goToStep({ store, canvas }: Pick<CommandContext, 'store' | 'canvas'>, id: string): void {
  store.getState().select([id])
  void canvas.fitView({ ...FIT, nodes: [{ id }] })
  focusCard(id)
}

export const STEP_COMMANDS: readonly Command[] = [
  {
    id: 'add-after',
    label: phrase('Add a step behind the selected one'),
    icon: 'circle-plus',
    group: 'Selection',
    keys: ['A'],
    isEnabled: (context) => !hasOne(context) || canLead(context),
    run(context) {
      const { document: flow, selection } = context.store.getState()
      const id = onlyChosen(context.store)
      const free = linkFrom(flow, selection)
      // Without a free way out the step goes into the first one that is taken.
      const taken = id === undefined || free.from ? undefined : flow.edges.find((edge) => edge.from === id)
      openMenu(context, taken ? { into: taken } : free)
    },
  },
  {
    id: 'connect',
    label: phrase('Connect to a step that is there'),
    icon: 'spline',
    group: 'Selection',
    keys: ['C'],
    isEnabled: canLead,
    run(context) {
      const id = onlyChosen(context.store) ?? ''
      const node = context.store.getState().document.nodes[id]
      const { from } = linkFrom(context.store.getState().document, new Set([id]))
      openMenu(context, { connect: true, from: from ?? { node: id, port: (node && outputPorts(node)[0]) ?? 'out' } })
    },
  },
  {
    id: 'replace',
    label: phrase('Replace by another step'),
    icon: 'replace',
    group: 'Selection',
    keys: ['R'],
    isEnabled: hasOne,
    run: (context) => openMenu(context, { replace: onlyChosen(context.store) ?? '' }),
  },
  {
    id: 'switch-off',
    label: phrase('Switch off or on'),
    icon: 'power-off',
    group: 'Selection',
    keys: ['D'],
    isEnabled: ({ store }) => switchable(store).length > 0,
    run({ store }) {
      const { document: flow, apply } = store.getState()
      const ids = switchable(store)
      const disabled = ids.every((id) => flow.nodes[id]?.disabled) ? null : true
      apply({ kind: 'batch', edits: ids.map((id): FlowEdit => ({ kind: 'update-node', id, changes: { disabled } })) })
    },
  },
  walk('forward', phrase('To the next step'), 'arrow-right', 'ArrowRight'),
  walk('back', phrase('To the step before'), 'arrow-left', 'ArrowLeft'),
  walk('up', phrase('To the step above'), 'arrow-up', 'ArrowUp'),
  walk('down', phrase('To the step below'), 'arrow-down', 'ArrowDown'),
]

/** A trigger is not among them: without it nothing starts. */
function switchable(store: EditorStore): readonly string[] {
  const { document: flow, selection } = store.getState()
  return [...selection].filter((id) => flow.nodes[id] && flow.nodes[id].kind !== 'trigger')
}
