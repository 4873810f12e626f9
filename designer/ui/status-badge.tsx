// States in a colour, a sign and a word: never by colour alone.
import type { ExceptionStatus, RunStatus, StepStatus } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon, type IconName } from './icon.tsx'
import classes from './status-badge.module.css'

export type Tone = 'ok' | 'bad' | 'warn' | 'info' | 'neutral'
interface Look {
  readonly label: string
  readonly tone: Tone
  readonly icon: IconName
  readonly spin?: boolean
}

const RUN: Readonly<Record<RunStatus, Look>> = {
  queued: { label: 'Queued', tone: 'neutral', icon: 'clock' },
  running: { label: 'Running', tone: 'info', icon: 'loader-circle', spin: true },
  waiting: { label: 'Waiting', tone: 'warn', icon: 'timer' },
  succeeded: { label: 'Succeeded', tone: 'ok', icon: 'circle-check' },
  parked: { label: 'Needs attention', tone: 'bad', icon: 'inbox' },
  cancelled: { label: 'run-cancelled', tone: 'neutral', icon: 'ban' },
  quarantined: { label: 'Set aside', tone: 'bad', icon: 'octagon-alert' },
  skipped: { label: 'Skipped', tone: 'neutral', icon: 'skip-forward' },
}
const STEP: Readonly<Record<StepStatus, Look>> = {
  waiting: { label: 'Waiting', tone: 'warn', icon: 'timer' },
  running: { label: 'Running', tone: 'info', icon: 'loader-circle', spin: true },
  succeeded: { label: 'Succeeded', tone: 'ok', icon: 'circle-check' },
  skipped: { label: 'Skipped', tone: 'neutral', icon: 'skip-forward' },
  retrying: { label: 'Trying again', tone: 'warn', icon: 'timer' },
  parked: { label: 'On the exception desk', tone: 'bad', icon: 'inbox' },
}
const EXCEPTION: Readonly<Record<ExceptionStatus, Look>> = {
  open: { label: 'Open', tone: 'bad', icon: 'inbox' },
  replayed: { label: 'Replayed', tone: 'ok', icon: 'rotate-ccw' },
  discarded: { label: 'Discarded', tone: 'neutral', icon: 'trash-2' },
}

export const runStatusLabel = (status: RunStatus) => t(RUN[status].label)
export const RUN_STATUSES = Object.keys(RUN) as readonly RunStatus[]

export const RunStatusBadge = ({ status }: { readonly status: RunStatus }) => <ToneBadge {...RUN[status]} />
export const StepStatusBadge = ({ status }: { readonly status: StepStatus }) => <ToneBadge {...STEP[status]} />
export const ExceptionStatusBadge = ({ status }: { readonly status: ExceptionStatus }) => <ToneBadge {...EXCEPTION[status]} />
export const StepStatusIcon = ({ status }: { readonly status: StepStatus }) => (
  <Icon
    name={STEP[status].icon}
    size={15}
    label={t(STEP[status].label)}
    className={STEP[status].spin ? classes.spin : undefined}
    style={{ color: `var(--tf-${STEP[status].tone})` }}
  />
)

export function ToneBadge({
  label,
  tone,
  icon,
  spin,
}: {
  readonly label: string
  readonly tone: Tone
  readonly icon?: IconName
  readonly spin?: boolean
}) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {icon && <Icon name={icon} size={13} className={spin ? classes.spin : undefined} />}
      {t(label)}
    </span>
  )
}
