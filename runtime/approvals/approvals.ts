// Questions that flows ask people: look, and decide.
import type { DecideApproval } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Decision, Wait } from '#shared/model/waits.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Page, WaitQuery, WaitStore } from '../store/ports.ts'

export interface Approvals {
  list(clientId: string, query: Omit<WaitQuery, 'kind'>): Promise<Page<Wait>>
  /** Throws `not-found`. */
  get(clientId: string, approvalId: string): Promise<Wait>
  /** Throws `conflict` when it was decided already, or its time has passed. */
  decide(by: Actor, clientId: string, approvalId: string, body: DecideApproval): Promise<Wait>
}

export interface ApprovalsOptions {
  readonly waits: WaitStore
  readonly audit: Audit
  /** The run that waits can go on. */
  readonly nudge: () => void
  readonly now: () => Date
}

export function createApprovals({ waits, audit, nudge, now }: ApprovalsOptions): Approvals {
  const get = async (clientId: string, approvalId: string) => {
    const wait = await waits.get(clientId, approvalId)
    if (wait?.kind !== 'approval') throw new AppError('not-found')
    return wait
  }
  return {
    list: (clientId, query) => waits.list(clientId, { ...query, kind: 'approval' }),
    get,
    async decide(by, clientId, approvalId, { decision, note }) {
      await get(clientId, approvalId)
      const result: Decision = { decision, by: by.actor, ...(note !== undefined && { note }) }
      if (!(await waits.settle(clientId, approvalId, { result, by: by.actor, at: now() }))) throw tooLate(await get(clientId, approvalId))
      nudge()
      await audit.record(by, {
        action: `approval.${decision}`,
        target: approvalId,
        clientId,
        ...(note !== undefined && { details: { note } }),
      })
      return get(clientId, approvalId)
    },
  }
}

function tooLate({ status, result }: Wait): AppError {
  if (status === 'done') {
    const { decision, by } = result as Decision
    return new AppError('conflict', {
      message: decision === 'approved' ? say`This was approved by ${by} already.` : say`This was declined by ${by} already.`,
      fix: 'Reload the list.',
    })
  }
  return new AppError('conflict', {
    message: status === 'withdrawn' ? 'The run behind this question has ended.' : 'The time to answer this has passed.',
    fix: 'Look at its run.',
  })
}
