// Who looks at a flow, and comments on its versions, on SQLite.
import type { Database } from 'better-sqlite3'
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
import type { Writer } from './writer.ts'

type Values = (string | number | null)[]

export function createTeamworkStore(database: Database, writer: Writer): TeamworkStore {
  const [see, forget, leave, comment, uncomment] = [SEE, FORGET, LEAVE, COMMENT, UNCOMMENT].map((sql) => database.prepare<Values>(sql))
  const seen = database.prepare<Values, ViewerRow>(SEEN)
  const comments = database.prepare<Values, CommentRow>(COMMENTS)
  return {
    see: (viewer, since) =>
      writer.write(() => {
        forget?.run(viewer.clientId, viewer.flowId, since.toISOString())
        see?.run(...seeValues(viewer))
      }),
    viewers: async (clientId, flowId, since) => seen.all(clientId, flowId, since.toISOString()).map(toViewer),
    leave: ({ clientId, flowId, seat, userId }) => writer.write(() => void leave?.run(clientId, flowId, seat, userId)),
    comment: (one) => writer.write(() => void comment?.run(...commentValues(one))),
    comments: async (clientId, flowId) => comments.all(clientId, flowId).map(toComment),
    removeComment: (clientId, flowId, id, by) => writer.write(() => (uncomment?.run(clientId, flowId, id, by).changes ?? 0) > 0),
  }
}
