// Looking around: zoom, fit, layout, palette, panels, help.
import { autoLayout } from '#designer/graph/auto-layout.ts'
import { notifyProblem } from '#designer/ui/notify.tsx'
import type { Command } from './command.ts'

const SMOOTH = { duration: 220 }
export const FIT = { padding: 0.16, maxZoom: 1, duration: 260 }

export const VIEW_COMMANDS: readonly Command[] = [
  { id: 'search', label: 'Find a step to add', icon: 'search', group: 'View', keys: ['/'], run: ({ searchPalette }) => searchPalette() },
  {
    id: 'fit',
    label: 'Show the whole flow',
    icon: 'maximize',
    group: 'View',
    keys: ['Shift+1', '!'],
    reads: true,
    run: ({ canvas }) => void canvas.fitView(FIT),
  },
  {
    id: 'zoom-in',
    label: 'Zoom in',
    icon: 'zoom-in',
    group: 'View',
    keys: ['+', '='],
    reads: true,
    run: ({ canvas }) => void canvas.zoomIn(SMOOTH),
  },
  {
    id: 'zoom-out',
    label: 'Zoom out',
    icon: 'zoom-out',
    group: 'View',
    keys: ['-'],
    reads: true,
    run: ({ canvas }) => void canvas.zoomOut(SMOOTH),
  },
  {
    id: 'close',
    label: 'Close panels and clear the selection',
    icon: 'x',
    group: 'View',
    keys: ['Escape'],
    reads: true,
    run({ store }) {
      const { look, states, testOpen } = store.getState()
      look({ selection: new Set(), side: undefined, quickAdd: undefined, ...(states && !testOpen && { states: undefined }) })
    },
  },
  {
    id: 'layout',
    label: 'Tidy up the layout',
    icon: 'wand-sparkles',
    group: 'Flow',
    keys: ['Shift+L'],
    async run({ store, canvas }) {
      try {
        const positions = await autoLayout(store.getState().document)
        store.getState().apply({ kind: 'move-nodes', positions })
        requestAnimationFrame(() => void canvas.fitView(FIT))
      } catch (error) {
        notifyProblem(error)
      }
    },
  },
  {
    id: 'test',
    label: 'Test with a sample',
    icon: 'test-tube-diagonal',
    group: 'Flow',
    keys: ['T'],
    reads: true,
    run: ({ store }) => store.getState().look({ testOpen: !store.getState().testOpen }),
  },
  {
    id: 'problems',
    label: 'Problems',
    icon: 'list-checks',
    group: 'Flow',
    keys: ['P'],
    reads: true,
    run: ({ store }) => store.getState().look({ side: 'problems' }),
  },
  {
    id: 'versions',
    label: 'Versions',
    icon: 'history',
    group: 'Flow',
    keys: ['V'],
    reads: true,
    run: ({ store }) => store.getState().look({ side: 'versions' }),
  },
  {
    id: 'settings',
    label: 'Flow settings',
    icon: 'settings',
    group: 'Flow',
    keys: ['S'],
    reads: true,
    run: ({ store }) => store.getState().look({ side: 'flow' }),
  },
  { id: 'save', label: 'Save now', icon: 'save', group: 'Flow', keys: ['Mod+S'], run: ({ store }) => void store.getState().flush() },
  {
    id: 'shortcuts',
    label: 'Keyboard shortcuts',
    icon: 'keyboard',
    group: 'View',
    keys: ['?'],
    reads: true,
    run: ({ store }) => store.getState().look({ shortcutsOpen: true }),
  },
]
