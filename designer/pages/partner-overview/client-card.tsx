// One client: what is open, what ran today, how many flows.
import { Skeleton, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Overview } from '#shared/api/contract.ts'
import type { Client } from '#shared/model/accounts.ts'
import { t } from '#designer/i18n/index.ts'
import { formatNumber } from '#designer/ui/number.ts'
import { ClientAvatar } from '#designer/ui/client-avatar.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './client-card.module.css'

export function ClientCard({
  client,
  overview,
  failed,
}: {
  readonly client: Client
  readonly overview?: Overview
  readonly failed: boolean
}) {
  const runs = overview ? Object.values(overview.runsLastDay).reduce((sum, count) => sum + count, 0) : 0
  return (
    <Link to="/c/$client/overview" params={{ client: client.slug }} className={classes.card}>
      <span className={classes.head}>
        <ClientAvatar name={client.name} size={34} />
        <Text span fw={600} fz="md" truncate>
          {client.name}
        </Text>
        <Icon name="arrow-right" size={15} className={classes.arrow} />
      </span>
      {overview ? (
        <span className={classes.figures}>
          <Figure value={overview.openExceptions} label={t('Open exceptions')} bad={overview.openExceptions > 0} />
          <Figure value={runs} label={t('Runs, 24 h')} />
          <Figure value={overview.flows} label={t('Flows')} />
        </span>
      ) : failed ? (
        <Text span c="dimmed" fz="sm">
          {t('The figures could not be read. They are tried again by themselves.')}
        </Text>
      ) : (
        <Skeleton height={40} />
      )}
      <State overview={overview} />
    </Link>
  )
}

function Figure({ value, label, bad = false }: { readonly value: number; readonly label: string; readonly bad?: boolean }) {
  return (
    <span className={classes.figure} data-bad={bad || undefined}>
      <span className={classes.value}>{formatNumber(value)}</span>
      <span className={classes.label}>{label}</span>
    </span>
  )
}

function State({ overview }: { readonly overview?: Overview }) {
  if (overview === undefined) return null
  if (overview.connectionsFailing > 0) {
    return (
      <span className={classes.state} data-tone="warn">
        <Icon name="plug-zap" size={14} />
        {t('A connection needs attention')}
      </span>
    )
  }
  if (overview.openExceptions > 0) {
    return (
      <span className={classes.state} data-tone="bad">
        <Icon name="inbox" size={14} />
        {t('Records are waiting for a person')}
      </span>
    )
  }
  return (
    <span className={classes.state} data-tone="ok">
      <Icon name="circle-check" size={14} />
      {overview.flows === 0 ? t('Ready for its first flow') : t('All is well')}
    </span>
  )
}
