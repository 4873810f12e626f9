// Several people on one flow: who has its editor open, and comments on its versions. Windows say every few seconds that they are there.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { FlowViewer, VersionComment } from '#shared/model/teamwork.ts'
import type { FlowPresence, SayPresence } from '#shared/api/contract.ts'
import type { FlowStore, TeamworkStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'

/** Three times as long as a window is silent between two signs of life. */
const SEEN_MS = 15_000

interface Person extends Actor {
  readonly id: string
  readonly name: string
}

export interface Teamwork {
  /** Notes that this window is there, and answers who else is, and how far the draft has come. Throws `not-found`. */
  present(by: Person, clientId: string, flowId: string, body: SayPresence): Promise<FlowPresence>
  leave(by: Person, clientId: string, flowId: string, seat: string): Promise<void>
  comments(clientId: string, flowId: string): Promise<readonly VersionComment[]>
  comment(by: Actor, clientId: string, flowId: string, version: number, text: string): Promise<VersionComment>
  /** Throws `not-found` also when somebody else wrote it. */
  removeComment(by: Actor, clientId: string, flowId: string, id: string): Promise<void>
}

export function createTeamwork(options: {
  readonly teamwork: TeamworkStore
  readonly flows: FlowStore
  readonly audit: Audit
  readonly clock?: () => Date
}): Teamwork {
  const { teamwork, flows, audit } = options
  const clock = options.clock ?? (() => new Date())
  const mustGet = async (clientId: string, flowId: string) => {
    const flow = await flows.get(clientId, flowId)
    if (!flow) throw new AppError('not-found')
    return flow
  }
  return {
    async present(by, clientId, flowId, { seat, nodeId }) {
      const flow = await mustGet(clientId, flowId)
      const now = clock()
      const since = new Date(now.getTime() - SEEN_MS)
      const viewer: FlowViewer = {
        clientId,
        flowId,
        seat,
        userId: by.id,
        name: by.name,
        ...(nodeId !== undefined && { nodeId }),
        seenAt: now.toISOString(),
      }
      await teamwork.see(viewer, since)
      const viewers = await teamwork.viewers(clientId, flowId, since)
      const others = viewers.filter((one) => one.seat !== seat)
      return {
        viewers: others.map((one) => ({
          seat: one.seat,
          name: one.name,
          isYou: one.userId === by.id,
          ...(one.nodeId !== undefined && { nodeId: one.nodeId }),
        })),
        revision: flow.revision,
        updatedBy: flow.updatedBy,
        updatedAt: flow.updatedAt,
      }
    },
    leave: (by, clientId, flowId, seat) => teamwork.leave({ clientId, flowId, seat, userId: by.id }),
    comments: (clientId, flowId) => teamwork.comments(clientId, flowId),
    async comment(by, clientId, flowId, version, text) {
      if (!(await flows.version(clientId, flowId, version)))
        throw new AppError('not-found', { message: say`This flow has no version ${version}.` })
      const at = clock()
      const made: VersionComment = {
        id: newId('remark', at.getTime()),
        clientId,
        flowId,
        version,
        text,
        createdAt: at.toISOString(),
        createdBy: by.actor,
      }
      await teamwork.comment(made)
      await audit.record(by, { action: 'version.comment', target: flowId, clientId, details: { version } })
      return made
    },
    async removeComment(by, clientId, flowId, id) {
      if (!(await teamwork.removeComment(clientId, flowId, id, by.actor))) throw new AppError('not-found')
      await audit.record(by, { action: 'version.uncomment', target: flowId, clientId, details: { comment: id } })
    },
  }
}
