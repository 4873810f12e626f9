// What is done with the flow as a whole: test, save, publish, its panels, and the way through its problems.
import { phrase } from '#designer/i18n/index.ts'
import { startAt } from '../testing/pins.ts'
import type { Command, CommandContext } from './command.ts'
import { goToStep } from './step-commands.ts'

function toProblem(context: CommandContext, by: 1 | -1): void {
  const { selection, look } = context.store.getState()
  const ids = [...new Set(context.problems().flatMap(({ nodeId }) => nodeId ?? []))]
  look({ side: 'node' })
  const [current] = selection
  const at = ids.indexOf(current ?? '')
  const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length]
  if (next !== undefined) goToStep(context, next)
}
const hasProblems = ({ problems }: CommandContext) => problems().some(({ nodeId }) => nodeId !== undefined)

export const FLOW_COMMANDS: readonly Command[] = [
  {
    id: 'test',
    label: phrase('Test with a sample'),
    icon: 'test-tube-diagonal',
    group: 'Flow',
    keys: ['T'],
    reads: true,
    run: ({ store }) => store.getState().look({ testOpen: !store.getState().testOpen }),
  },
  {
    id: 'run-from-here',
    label: phrase('Test from the selected step'),
    icon: 'step-forward',
    group: 'Flow',
    keys: ['Shift+T'],
    reads: true,
    isEnabled: ({ store }) => {
      const [id] = store.getState().selection
      return id !== undefined && startAt(store, id) !== undefined
    },
    run({ store }) {
      const [id] = store.getState().selection
      store.getState().look({ testOpen: true, runFrom: id })
    },
  },
  {
    id: 'publish',
    label: phrase('Publish'),
    icon: 'rocket',
    group: 'Flow',
    keys: ['Mod+Enter'],
    run: ({ store }) => store.getState().look({ dialog: { kind: 'publish' } }),
  },
  {
    id: 'problems',
    label: phrase('Problems'),
    icon: 'list-checks',
    group: 'Flow',
    keys: ['P'],
    reads: true,
    run: ({ store }) => store.getState().look({ side: 'problems' }),
  },
  {
    id: 'next-problem',
    label: phrase('To the next problem'),
    icon: 'circle-alert',
    group: 'Flow',
    keys: ['F8'],
    reads: true,
    isEnabled: hasProblems,
    run: (context) => toProblem(context, 1),
  },
  {
    id: 'previous-problem',
    label: phrase('To the problem before'),
    icon: 'circle-alert',
    group: 'Flow',
    keys: ['Shift+F8'],
    reads: true,
    isEnabled: hasProblems,
    run: (context) => toProblem(context, -1),
  },
  {
    id: 'versions',
    label: phrase('Versions'),
    icon: 'history',
    group: 'Flow',
    keys: ['V'],
    reads: true,
    run: ({ store }) => store.getState().look({ side: 'versions' }),
  },
  {
    id: 'settings',
    label: phrase('Flow settings'),
    icon: 'settings',
    group: 'Flow',
    keys: ['S'],
    reads: true,
    run: ({ store }) => store.getState().look({ side: 'flow' }),
  },
  {
    id: 'save',
    label: phrase('Save now'),
    icon: 'save',
    group: 'Flow',
    keys: ['Mod+S'],
    run: ({ store }) => void store.getState().flush(),
  },
]
