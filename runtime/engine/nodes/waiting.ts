// Steps that wait: for a time, for a person, for another system. The wait stands in the journal; the run is leased again when it is over.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ApprovalNode, CallbackNode, DelayNode } from '#shared/flow/document.ts'
import { durationMs, durationWords, LONGEST_WAIT_MS, type Duration } from '#shared/flow/nodes/waiting.ts'
import type { Decision, Question, Wait } from '#shared/model/waits.ts'
import type { NodeType, Step, StepOutcome } from './node-type.ts'
import { withMember } from './with-member.ts'

export const delayType: NodeType<DelayNode> = {
  kind: 'delay',
  expression: ({ config }) => ('until' in config ? config.until : undefined),
  async run(step) {
    const pass = { kind: 'pass', ports: ['out'], json: step.input, changed: false } as const
    const { wait } = step
    if (wait) return isOpen(wait) ? stillWaits(wait, 'It waits for its time.') : { ...pass, note: `Waited until ${wait.until}.` }
    const until = await instantOf(step)
    if (until <= step.now()) return pass
    if (until.getTime() - step.now().getTime() > LONGEST_WAIT_MS) throw new AppError('wait-too-long')
    return { kind: 'waits', until, reason: 'It waits for its time.', begins: { kind: 'delay' } }
  },
}

async function instantOf(step: Step<DelayNode>): Promise<Date> {
  const { config } = step.node
  if ('for' in config) return after(step, config.for)
  const value = JSON.parse((await step.evaluate()) ?? 'null') as unknown
  const instant = readInstant(value)
  if (instant) return instant
  throw new AppError('expression-failed', {
    message: say`"${step.node.label}" got ${JSON.stringify(value).slice(0, 100)} instead of an instant.`,
    fix: 'Give an ISO instant with a zone, such as 2026-03-01T06:00:00+01:00.',
  })
}

/** An instant without a zone would be another one on each machine. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/

function readInstant(value: unknown): Date | undefined {
  if (typeof value !== 'number' && !(typeof value === 'string' && INSTANT.test(value))) return undefined
  const instant = new Date(value)
  return Number.isNaN(instant.getTime()) ? undefined : instant
}

export const approvalType: NodeType<ApprovalNode> = {
  kind: 'approval',
  expression({ config }) {
    const fields = config.fields.map(({ label, value }) => `{ "label": ${JSON.stringify(label)}, "value": (${value}) }`)
    return `{ "title": $string((${config.title})), "fields": [${fields.join(', ')}] }`
  },
  async run(step) {
    const { wait } = step
    const { into, timeout } = step.node.config
    if (!wait) {
      const asked = JSON.parse((await step.evaluate()) ?? '{}') as Partial<Question>
      const question = { title: (asked.title ?? step.node.label).slice(0, 400), fields: asked.fields ?? [] }
      return { kind: 'waits', until: after(step, timeout), reason: 'It waits for an approval.', begins: { kind: 'approval', question } }
    }
    if (isOpen(wait)) return stillWaits(wait, 'It waits for an approval.')
    if (wait.status !== 'done') return timedOut(step, timeout)
    const { decision, by, note } = wait.result as Decision
    const json = into === undefined ? step.input : withMember(step.input, into, JSON.stringify({ decision, by, note, at: wait.settledAt }))
    const said = decision === 'approved' ? `Approved by ${by}` : `Declined by ${by}`
    return {
      kind: 'pass',
      ports: [decision],
      json,
      changed: into !== undefined,
      note: note === undefined ? `${said}.` : `${said}: ${note}`,
    }
  },
}

export const callbackType: NodeType<CallbackNode> = {
  kind: 'callback',
  async run(step) {
    const { wait } = step
    const { into, timeout } = step.node.config
    const { url, tokenHash } = step.callbackAddress()
    const until = wait ? new Date(wait.until) : after(step, timeout)
    // Sent on again after a crash: the calls behind it find themselves in the journal.
    const before = { port: 'started', json: withMember(step.input, into, JSON.stringify({ url, expiresAt: until.toISOString() })) }
    const reason = 'It waits for a callback.'
    if (!wait) return { kind: 'waits', until, reason, begins: { kind: 'callback', tokenHash }, before }
    if (isOpen(wait)) return { ...stillWaits(wait, reason), before }
    if (wait.status !== 'done') return { ...timedOut(step, timeout), before }
    const json = withMember(step.input, into, JSON.stringify({ body: wait.result, receivedAt: wait.settledAt }))
    return { kind: 'pass', ports: ['received'], json, changed: true, note: 'The callback came.', before }
  },
}

const isOpen = (wait: Wait) => wait.status === 'open'

const stillWaits = (wait: Wait, reason: string) => ({ kind: 'waits', until: new Date(wait.until), reason }) as const

const after = (step: Step, duration: Duration) => new Date(step.now().getTime() + durationMs(duration))

/** The way of records that nobody answered; without one they go to the exception desk rather than nowhere. */
function timedOut(step: Step, timeout: Duration): Extract<StepOutcome, { kind: 'pass' | 'fails' }> {
  if (!step.hasWay('timed-out')) {
    const message = `Nobody answered "${step.node.label}" within ${durationWords(timeout)}.`
    return { kind: 'fails', error: new AppError('wait-timed-out', { message }) }
  }
  return { kind: 'pass', ports: ['timed-out'], json: step.input, changed: false, note: `Nobody answered within ${durationWords(timeout)}.` }
}
