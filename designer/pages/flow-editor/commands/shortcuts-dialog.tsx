// All commands that have a key, by group.
import { Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { useEditor } from '../state/context.ts'
import type { CommandGroup } from './command.ts'
import { Keys } from './command-button.tsx'
import classes from './shortcuts-dialog.module.css'
import { COMMANDS } from './use-commands.ts'

const GROUPS: readonly CommandGroup[] = ['Edit', 'Selection', 'Flow', 'View']
/** What the mouse and the grid can do has no command of its own. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['Tab', 'Go to the next step'],
  ['Shift+drag', 'Select several steps'],
  ['Space+drag', 'Move the canvas'],
  ['Escape', 'From a field back to its step'],
]
const IN_MAPPING: readonly (readonly [string, string])[] = [
  ['Enter', 'Next row'],
  ['ArrowUp', 'Row above'],
  ['ArrowDown', 'Row below'],
  ['Mod+Space', 'Suggestions'],
  ['Escape', 'Leave the field'],
]

export function ShortcutsDialog() {
  const open = useEditor((state) => state.shortcutsOpen)
  const look = useEditor((state) => state.look)
  return (
    <Modal opened={open} onClose={() => look({ shortcutsOpen: false })} title={t('Keyboard shortcuts')} size={720}>
      <SimpleGrid cols={2} spacing="xl" verticalSpacing="lg">
        {GROUPS.map((group) => (
          <Stack key={group} gap={4}>
            <Text fw={600} fz="sm">
              {t(group)}
            </Text>
            {COMMANDS.filter((command) => command.group === group && command.keys).map((command) => (
              <Line key={command.id} label={command.label} keys={command.keys?.[0] ?? ''} />
            ))}
            {group === 'Selection' ? OTHERS.map(([keys, label]) => <Line key={keys} label={label} keys={keys} />) : null}
          </Stack>
        ))}
        <Stack gap={4}>
          <Text fw={600} fz="sm">
            {t('In a mapping')}
          </Text>
          {IN_MAPPING.map(([keys, label]) => (
            <Line key={keys} label={label} keys={keys} />
          ))}
        </Stack>
      </SimpleGrid>
    </Modal>
  )
}

function Line({ label, keys }: { readonly label: string; readonly keys: string }) {
  return (
    <div className={classes.line}>
      <span>{t(label)}</span>
      <Keys keys={keys} />
    </div>
  )
}
