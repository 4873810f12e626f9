// What can be done with several selected steps at once.
import { Button, Stack, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { Keys } from '../commands/command-button.tsx'
import { commandById, useRun } from '../commands/use-commands.ts'
import classes from '../inspector/inspector.module.css'
import { useEditor } from '../state/context.ts'
import { PanelHeader } from './panel-header.tsx'

const LEFT = { label: { flex: 1 } }

export function ManyPanel() {
  const count = useEditor((state) => state.selection.size)
  const readOnly = useEditor((state) => state.readOnly)
  const run = useRun()
  return (
    <div className={classes.panel}>
      <PanelHeader icon="layers" title={t('steps-count', { count })} />
      <Stack p="md" gap="xs">
        <Text c="dimmed" fz="sm">
          {t('Drag one of them to move all. Copied steps can be pasted into any flow.')}
        </Text>
        {['duplicate', 'copy', 'cut', 'delete'].map(commandById).map((command) => (
          <Button
            key={command.id}
            variant="default"
            justify="flex-start"
            styles={LEFT}
            disabled={readOnly && !command.reads}
            leftSection={<Icon name={command.icon} size={15} />}
            rightSection={<Keys keys={command.keys?.[0] ?? ''} />}
            onClick={() => run(command)}
          >
            {t(command.label)}
          </Button>
        ))}
      </Stack>
    </div>
  )
}
