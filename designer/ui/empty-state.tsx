// What an empty list says: what would stand here, why that matters, and the first thing to do.
import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import classes from './states.module.css'

export interface EmptyStateProps {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
  /** Short sentences, numbered: how one gets here from nothing. */
  readonly steps?: readonly string[]
  readonly actions?: ReactNode
  readonly compact?: boolean
  readonly bordered?: boolean
  /** It stands for the whole page: its title is the page's heading. */
  readonly wholePage?: boolean
}

export function EmptyState({ icon, title, children, steps, actions, compact = false, bordered = false, wholePage }: EmptyStateProps) {
  return (
    <div className={[compact ? classes.compact : classes.state, bordered ? classes.bordered : ''].join(' ')}>
      <span className={classes.icon}>
        <Icon name={icon} size={20} />
      </span>
      <Text fw={600} fz="md" component={wholePage ? 'h1' : 'p'}>
        {title}
      </Text>
      {children && (
        <Text c="dimmed" fz="sm" maw={440} component="div">
          {children}
        </Text>
      )}
      {steps && (
        <ol className={classes.steps}>
          {steps.map((step, i) => (
            <li key={step} className={classes.step}>
              <span className={classes.stepNumber} aria-hidden>
                {i + 1}
              </span>
              <span>{step}</span>
            </li>
          ))}
        </ol>
      )}
      {actions && (
        <Group mt="sm" gap="xs" justify="center">
          {actions}
        </Group>
      )}
    </div>
  )
}
