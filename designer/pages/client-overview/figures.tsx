// The figures at the top of a client's overview; each leads to what it counts.
import { Link, type LinkProps } from '@tanstack/react-router'
import type { Overview } from '#shared/api/contract.ts'
import { t } from '#designer/i18n/index.ts'
import { formatNumber } from '#designer/ui/number.ts'
import { Icon, type IconName } from '#designer/ui/icon.tsx'
import classes from './figures.module.css'

export function Figures({ slug, overview }: { readonly slug: string; readonly overview: Overview }) {
  const { runsLastDay, openExceptions, flows, connectionsFailing } = overview
  const runs = Object.values(runsLastDay).reduce((sum, count) => sum + count, 0)
  const succeeded = runsLastDay.succeeded ?? 0
  const moving = (runsLastDay.running ?? 0) + (runsLastDay.queued ?? 0) + (runsLastDay.waiting ?? 0)
  const params = { client: slug }
  return (
    <div className={classes.grid}>
      <Figure
        link={{ to: '/c/$client/exceptions', params, search: { status: 'open' } }}
        icon="inbox"
        label={t('Open exceptions')}
        value={formatNumber(openExceptions)}
        note={openExceptions === 0 ? t('Every record went through') : t('Waiting for a person')}
        tone={openExceptions > 0 ? 'bad' : undefined}
      />
      <Figure
        link={{ to: '/c/$client/runs', params }}
        icon="activity"
        label={t('Runs, last 24 hours')}
        value={formatNumber(runs)}
        note={moving > 0 ? t('{{count}} under way', { count: moving }) : t('None under way')}
      />
      <Figure
        link={{ to: '/c/$client/runs', params, search: { status: 'succeeded' } }}
        icon="circle-check"
        label={t('Went through at once')}
        value={runs - moving > 0 ? `${formatNumber(Math.floor((succeeded / (runs - moving)) * 1_000) / 10)} %` : '–'}
        note={t('{{succeeded}} of {{all}} finished runs', { succeeded, all: Math.max(0, runs - moving) })}
      />
      <Figure
        link={connectionsFailing > 0 ? { to: '/c/$client/connections', params } : { to: '/c/$client/flows', params }}
        icon={connectionsFailing > 0 ? 'plug-zap' : 'workflow'}
        label={connectionsFailing > 0 ? t('Connections failing') : t('Flows')}
        value={formatNumber(connectionsFailing > 0 ? connectionsFailing : flows)}
        note={connectionsFailing > 0 ? t('Test and mend them') : t('No connection fails')}
        tone={connectionsFailing > 0 ? 'warn' : undefined}
      />
    </div>
  )
}

interface FigureProps {
  readonly link: LinkProps
  readonly icon: IconName
  readonly label: string
  readonly value: string
  readonly note: string
  readonly tone?: 'bad' | 'warn'
}

function Figure({ link, icon, label, value, note, tone }: FigureProps) {
  return (
    <Link {...link} className={classes.figure}>
      <span className={classes.label}>
        <Icon name={icon} size={14} />
        {label}
      </span>
      <span className={classes.value} data-tone={tone}>
        {value}
      </span>
      <span className={classes.note}>{note}</span>
    </Link>
  )
}
