// What can be done with several selected steps at once.
import { Button, Group, Stack, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Keys } from '#designer/palette/keys.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ARRANGE_COMMANDS } from '../commands/arrange-commands.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { commandById, useCommandContext, useRun } from '../commands/use-commands.ts'
import classes from '../inspector/inspector.module.css'
import { useEditor } from '../state/context.ts'
import { PanelHeader } from './panel-header.tsx'

const LEFT = { label: { flex: 1 } }

export function ManyPanel() {
  const count = useEditor((state) => state.selection.size)
  const readOnly = useEditor((state) => state.readOnly)
  const run = useRun()
  const context = useCommandContext()
  return (
    <div className={classes.panel}>
      <PanelHeader icon="layers" title={t('steps-count', { count })} />
      <Stack p="md" gap="xs">
        <Text c="dimmed" fz="sm">
          {t('Drag one of them to move all. Copied steps can be pasted into any flow.')}
        </Text>
        <Group gap={4} role="toolbar" aria-label={t('Arrange')}>
          {ARRANGE_COMMANDS.filter(({ id }) => id.startsWith('align-') || id.startsWith('distribute-')).map((command) => (
            <CommandButton key={command.id} command={command} />
          ))}
        </Group>
        {['layout', 'group', 'ungroup', 'switch-off', 'duplicate', 'copy', 'cut', 'delete'].map(commandById).map((command) => (
          <Button
            key={command.id}
            variant="default"
            justify="flex-start"
            styles={LEFT}
            disabled={(readOnly && !command.reads) || command.isEnabled?.(context) === false}
            leftSection={<Icon name={command.icon} size={15} />}
            rightSection={command.keys?.[0] === undefined ? null : <Keys keys={command.keys[0]} />}
            onClick={() => run(command)}
          >
            {t(command.label)}
          </Button>
        ))}
      </Stack>
    </div>
  )
}
