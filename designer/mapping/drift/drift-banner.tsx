// Above the grid: how many fields came, went or changed since somebody looked, which, and that somebody has.
import { Button, Popover } from '@mantine/core'
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { DriftBadge } from './drift-badge.tsx'
import classes from './drift.module.css'
import { driftWords, type Drift } from './drift-view.ts'

export interface DriftBannerProps {
  readonly drift: Drift
  /** Shows only the lines that changed. */
  readonly onShow: () => void
  /** Absent for those who may not change the flow. */
  readonly onReviewed?: () => void
}

export function DriftBanner({ drift, onShow, onReviewed }: DriftBannerProps) {
  const [open, setOpen] = useState(false)
  const [target, source] = [drift.target.size, drift.source.size]
  if (target + source === 0) return null
  return (
    <section className={classes.banner} aria-label={t('Changed in the schema')}>
      <Icon name="git-compare" size={15} />
      <span>
        {t('Since this mapping was last looked at:')}{' '}
        {[
          ...(target > 0 ? [t('target-drift', { count: target })] : []),
          ...(source > 0 ? [t('source-drift', { count: source })] : []),
        ].join(' ')}
      </span>
      <span className={classes.tools}>
        <Popover opened={open} onChange={setOpen} width={420} position="bottom-end" shadow="md" withinPortal trapFocus>
          <Popover.Target>
            <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!open)}>
              {t('Which?')}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.which ?? ''}>
            <Side title={t('Target fields')} list={[...drift.target.values()]} />
            <Side title={t('Source fields')} list={[...drift.source.values()]} />
          </Popover.Dropdown>
        </Popover>
        {target > 0 ? (
          <Button size="compact-xs" variant="subtle" onClick={onShow}>
            {t('Show them')}
          </Button>
        ) : null}
        {onReviewed ? (
          <Button size="compact-xs" variant="default" leftSection={<Icon name="check" size={12} />} onClick={onReviewed}>
            {t('I have looked at these')}
          </Button>
        ) : null}
      </span>
    </section>
  )
}

function Side({ title, list }: { readonly title: string; readonly list: readonly Parameters<typeof driftWords>[0][] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3 className={classes.small}>{title}</h3>
      <ul className={classes.list}>
        {list.map((one) => (
          <li key={one.target}>
            <code>{one.target}</code>
            <DriftBadge drift={one} />
            <span className={classes.words}>{driftWords(one)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
