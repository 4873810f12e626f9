// The button that reads the fields of the connected system, what it found and when, and what is in the way.
import { Alert, Button, Select } from '@mantine/core'
import type { SystemFieldsRead } from '#shared/api/system-fields.ts'
import { toProblemData } from '#designer/api/client.ts'
import { t } from '#designer/i18n/index.ts'
import { sayError } from '#designer/i18n/problems.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { Ago } from '#designer/ui/time.tsx'
import classes from './system-fields.module.css'
import type { SystemFieldsHere } from './use-system-fields.ts'

export interface SystemFieldsBarProps {
  readonly here: SystemFieldsHere
  readonly side: 'input' | 'output'
  /** Of an earlier version or another process, where this one has read nothing. */
  readonly readAt?: string
  /** Among other things of a panel, without a border of its own. */
  readonly compact?: boolean
}

export function SystemFieldsBar({ here, side, readAt, compact = false }: SystemFieldsBarProps) {
  const { connections, connection, read, reading, asked } = here
  const at = read?.readAt ?? readAt
  const isReady = connection !== undefined && asked.missing.length === 0
  const what = connection ? t('Read fields from {{connection}}', { connection: connection.name }) : t('Read fields')
  return (
    <section
      className={classes.bar}
      data-compact={compact || undefined}
      aria-label={t('Fields of {{part}} in the connected system', { part: asked.label })}
    >
      {connections && connections.length > 1 ? (
        <Select
          size="xs"
          aria-label={t('Connection to read fields from')}
          value={connection?.id ?? null}
          allowDeselect={false}
          data={connections.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id !== null && here.onConnection(id)}
        />
      ) : null}
      <Button
        maw="100%"
        title={what}
        size="compact-xs"
        variant="default"
        leftSection={<Icon name="refresh-cw" size={12} />}
        loading={reading}
        disabled={!isReady}
        onClick={here.onRead}
      >
        <span className={classes.what}>{what}</span>
      </Button>
      <span className={classes.words} role="status">
        {reading ? (
          t('The system is asked…')
        ) : !isReady ? (
          <Obstacle here={here} />
        ) : at === undefined ? (
          t('Not read yet.')
        ) : (
          <>
            {read ? <Count read={read} side={side} /> : null} {t('Last read')} <Ago at={at} />
          </>
        )}
      </span>
      {here.error === undefined || reading ? null : <Failure error={here.error} />}
    </section>
  )
}

function Obstacle({ here: { asked, connections } }: { readonly here: SystemFieldsHere }) {
  if (asked.missing.length > 0)
    return t('Give {{field}} a fixed value first: it decides which fields there are.', { field: asked.missing.join(', ') })
  return connections ? t('There is no connection to this system yet.') : ''
}

function Count({ read, side }: { readonly read: SystemFieldsRead; readonly side: 'input' | 'output' }) {
  const { fields, leftOut } = read[side]
  const count = Object.keys(fields).length
  if (count === 0) return t('The system has no further fields.')
  return leftOut > 0 ? t('{{count}} fields, {{leftOut}} more left out.', { count, leftOut }) : t('system-fields', { count })
}

/** What was known before stays: the mapping goes on with it. */
function Failure({ error }: { readonly error: unknown }) {
  const problem = toProblemData(error)
  const { message, fix } = sayError({ ...problem, message: problem.detail })
  return (
    <Alert className={classes.failure ?? ''} color="red" variant="light" p={6} role="alert" icon={<Icon name="triangle-alert" size={14} />}>
      {message} {fix} {t('The fields known before are used meanwhile.')}
    </Alert>
  )
}
