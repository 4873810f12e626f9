// Who looks at a flow, and comments on its versions, on PostgreSQL.
import type { TeamworkStore } from '../ports.ts'
import {
  COMMENT,
  COMMENTS,
  commentValues,
  FORGET,
  LEAVE,
  SEE,
  SEEN,
  seeValues,
  toComment,
  toViewer,
  UNCOMMENT,
  type CommentRow,
  type ViewerRow,
} from '../rows/teamwork.ts'
import type { Connections } from './connect.ts'

export function createTeamworkStore({ read, change }: Connections): TeamworkStore {
  return {
    async see(viewer, since) {
      const { clientId, flowId } = viewer
      await change(clientId, FORGET, [clientId, flowId, since.toISOString()])
      await change(clientId, SEE, [...seeValues(viewer)])
    },
    viewers: async (clientId, flowId, since) =>
      (await read<ViewerRow>(clientId, SEEN, [clientId, flowId, since.toISOString()])).map(toViewer),
    async leave({ clientId, flowId, seat, userId }) {
      await change(clientId, LEAVE, [clientId, flowId, seat, userId])
    },
    async comment(one) {
      await change(one.clientId, COMMENT, [...commentValues(one)])
    },
    comments: async (clientId, flowId) => (await read<CommentRow>(clientId, COMMENTS, [clientId, flowId])).map(toComment),
    removeComment: async (clientId, flowId, id, by) => (await change(clientId, UNCOMMENT, [clientId, flowId, id, by])).count > 0,
  }
}
