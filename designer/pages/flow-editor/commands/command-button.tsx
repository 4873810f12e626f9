// A command as an icon button, with its key in the tooltip.
import { ActionIcon, Tooltip } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Keys } from '#designer/palette/keys.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './command-button.module.css'
import { useEditor } from '../state/context.ts'
import type { Command } from './command.ts'
import { useCommandContext, useRun } from './use-commands.ts'

export function CommandButton({ command, size = 30 }: { readonly command: Command; readonly size?: number }) {
  const context = useCommandContext()
  const run = useRun()
  // Whether it is enabled follows from the state: ask again at each change of it.
  const enabled = useEditor((state) => (!state.readOnly || command.reads === true) && command.isEnabled?.(context) !== false)
  const [key] = command.keys ?? []
  return (
    <Tooltip
      label={
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          {t(command.label)}
          {key ? <Keys keys={key} /> : null}
        </span>
      }
    >
      <ActionIcon
        size={size}
        className={classes.button ?? ''}
        aria-label={t(command.label)}
        disabled={!enabled}
        onClick={() => run(command)}
      >
        <Icon name={command.icon} size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
