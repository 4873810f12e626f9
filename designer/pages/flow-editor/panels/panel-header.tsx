// The head of a panel on the right: what it is, and the way to close it.
import { ActionIcon, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon, type IconName } from '#designer/ui/icon.tsx'
import classes from '../inspector/inspector.module.css'
import { useEditor } from '../state/context.ts'

export function PanelHeader({ icon, title, children }: { readonly icon: IconName; readonly title: string; readonly children?: ReactNode }) {
  const look = useEditor((state) => state.look)
  return (
    <header className={classes.header}>
      <Icon name={icon} size={17} color="var(--tf-text-muted)" />
      <Title order={2} className={classes.heading ?? ''}>
        {title}
      </Title>
      {children}
      <ActionIcon aria-label={t('Close')} onClick={() => look({ side: undefined })}>
        <Icon name="x" size={16} />
      </ActionIcon>
    </header>
  )
}
