// What follows when a connection's state changes: one alert when it stops, none for each run that waits; a call to those that wait
// when it goes on. Pure: it compares before and after, so that whoever made the change, exactly one worker draws them.
import type { AlertKind } from '#shared/model/flow-control.ts'
import { spacing } from './book.ts'
import type { Plan } from './plan.ts'
import type { FlowState } from './state.ts'

export interface Consequences {
  readonly alerts: readonly { readonly kind: AlertKind; readonly message: string | null }[]
  readonly wake?: { readonly which: 'all' | 'unpaid'; readonly apartMs: number }
}

const ALERT = { down: 'connection-down', 'sign-in': 'sign-in-needed' } as const

export function consequencesOf(before: FlowState, after: FlowState, plan: Plan): Consequences {
  const alerts: { kind: AlertKind; message: string | null }[] = []
  const [was, is] = [before.kept.breaker.open, after.kept.breaker.open]
  if (was && was.cause !== is?.cause) alerts.push({ kind: ALERT[was.cause], message: null })
  if (is && is.cause !== was?.cause) alerts.push({ kind: ALERT[is.cause], message: is.message })
  const [told, tells] = [before.kept.notice, after.kept.notice]
  if (told !== tells) alerts.push({ kind: 'api-version', message: tells ?? null })
  const [limited, isLimited] = [before.kept.limitAlert, after.kept.limitAlert]
  // Its words name what is waited for; only its coming and going counts.
  if ((limited === undefined) !== (isLimited === undefined)) alerts.push({ kind: 'limit-reached', message: isLimited ?? null })
  const isBack = was !== undefined && is === undefined
  return { alerts, ...(isBack && { wake: { which: 'unpaid', apartMs: spacing(after.kept, plan) } }) }
}

/** What a crash must not forget: long waits and alerts. Buckets may be forgotten; the vendor says what it has. */
export function mustLast(before: FlowState, after: FlowState, plan: Plan): boolean {
  const [was, is] = [before.kept, after.kept]
  return plan.days.length > 0 || was.breaker.open !== is.breaker.open || was.pause !== is.pause
}
