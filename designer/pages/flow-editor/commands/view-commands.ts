// Looking around: search, zoom, fit, help.
import { phrase } from '#designer/i18n/index.ts'
import { leaveSteps } from '#designer/graph/step-keys.tsx'
import { lasting } from '#designer/ui/motion.ts'
import type { Command } from './command.ts'

const SMOOTH = {
  get duration() {
    return lasting(220)
  },
}
export const FIT = {
  padding: 0.16,
  maxZoom: 1,
  // Of a large flow most steps are not on the page.
  includeHiddenNodes: true,
  get duration() {
    return lasting(260)
  },
}

export const VIEW_COMMANDS: readonly Command[] = [
  {
    id: 'search',
    label: phrase('Find a step to add'),
    icon: 'search',
    group: 'View',
    keys: ['/'],
    run: ({ searchPalette }) => searchPalette(),
  },
  {
    id: 'find',
    label: phrase('Search in this flow'),
    icon: 'search',
    group: 'View',
    keys: ['Mod+F'],
    reads: true,
    run({ store }) {
      store.getState().look({ finding: true })
      requestAnimationFrame(() => document.querySelector<HTMLInputElement>('[data-find-in-flow]')?.select())
    },
  },
  {
    id: 'fit-selection',
    label: phrase('Show the selected steps'),
    icon: 'scan',
    group: 'View',
    keys: ['Shift+2', '"', '@'],
    reads: true,
    isEnabled: ({ store }) => store.getState().selection.size > 0,
    run: ({ store, canvas }) => void canvas.fitView({ ...FIT, nodes: [...store.getState().selection].map((id) => ({ id })) }),
  },
  {
    id: 'fit',
    label: phrase('Show the whole flow'),
    icon: 'maximize',
    group: 'View',
    keys: ['Shift+1', '!'],
    reads: true,
    run: ({ canvas }) => void canvas.fitView(FIT),
  },
  {
    id: 'zoom-in',
    label: phrase('Zoom in'),
    icon: 'zoom-in',
    group: 'View',
    keys: ['+', '='],
    reads: true,
    run: ({ canvas }) => void canvas.zoomIn(SMOOTH),
  },
  {
    id: 'zoom-out',
    label: phrase('Zoom out'),
    icon: 'zoom-out',
    group: 'View',
    keys: ['-'],
    reads: true,
    run: ({ canvas }) => void canvas.zoomOut(SMOOTH),
  },
  {
    id: 'close',
    label: phrase('Close panels and clear the selection'),
    icon: 'x',
    group: 'View',
    keys: ['Escape'],
    reads: true,
    run({ store }) {
      const { look, states, testOpen, selection, notes, side, quickAdd, finding } = store.getState()
      // With nothing left to close, the key leads out of the canvas.
      const canvas = document.activeElement?.closest('.react-flow')
      if (canvas && selection.size + notes.size === 0 && side === undefined && !quickAdd && !finding) leaveSteps(canvas)
      look({
        selection: new Set(),
        notes: new Set(),
        side: undefined,
        quickAdd: undefined,
        finding: false,
        ...(states && !testOpen && { states: undefined }),
      })
    },
  },
  {
    id: 'shortcuts',
    label: phrase('Keyboard shortcuts'),
    icon: 'keyboard',
    group: 'View',
    keys: ['?'],
    reads: true,
    run: ({ store }) => store.getState().look({ dialog: { kind: 'shortcuts' } }),
  },
]
