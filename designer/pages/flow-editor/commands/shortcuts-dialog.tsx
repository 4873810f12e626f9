// All commands that have a key, by group.
import { Modal, SimpleGrid, Stack, Text } from '@mantine/core'
import { phrase, t } from '#designer/i18n/index.ts'
import { Keys } from '#designer/palette/keys.tsx'
import type { CommandGroup } from './command.ts'
import classes from './shortcuts-dialog.module.css'
import { COMMANDS } from './use-commands.ts'

const GROUPS = [phrase('Flow'), phrase('Selection'), phrase('Edit'), phrase('Arrange'), phrase('View')] as readonly CommandGroup[]
/** What the mouse and the grid can do has no command of its own. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['Mod+K', phrase('Find any command')],
  ['Tab', phrase('Go to the next step')],
  ['Shift+Tab', phrase('Go back to the step before')],
  ['Shift+drag', phrase('Select several steps')],
  ['Space+drag', phrase('Move the canvas')],
  ['Escape', phrase('From a field back to its step')],
  ['Escape Escape', phrase('From the steps to the buttons of the canvas')],
]
const IN_MAPPING: readonly (readonly [string, string])[] = [
  ['Enter', phrase('Next row')],
  ['ArrowUp', phrase('Row above')],
  ['ArrowDown', phrase('Row below')],
  ['Mod+Space', phrase('Suggestions')],
  ['Escape', phrase('Leave the field')],
]

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t('Keyboard shortcuts')} size={820}>
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
