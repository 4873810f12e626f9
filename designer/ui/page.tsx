// The frame of a page: title, one sentence on what it is for, its main actions, then its content.
import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTitle } from '#designer/state/crumb.ts'
import classes from './page.module.css'

export interface PageProps {
  readonly title: string
  readonly description?: ReactNode
  /** Beside the title: badges. */
  readonly badges?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Narrower, for forms and wizards. */
  readonly narrow?: boolean
}

export function Page({ title, description, badges, actions, children, narrow = false }: PageProps) {
  useTitle(title)
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <Group gap={10} wrap="wrap">
            <Title order={1}>{title}</Title>
            {badges}
          </Group>
          {description && (
            <Text c="dimmed" fz="sm" mt={3} maw={760} component="div" style={{ textWrap: 'pretty' }}>
              {description}
            </Text>
          )}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** A titled part of a page. */
export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <Title order={2} fz={14}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  )
}
