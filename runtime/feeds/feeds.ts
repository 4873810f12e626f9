// Polls and files of a flow as people see them: how far each was read, when it is read next, and what went wrong; and sending a file.
import { AppError } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { FeedStore } from '../store/feed-ports.ts'
import type { FlowStore, Page, PageRequest } from '../store/ports.ts'
import type { DropFolder } from './drop-folder.ts'
import type { Files, ReceivedFile, ReceiveFile } from './files.ts'

export interface FeedsOfFlow extends Page<Feed> {
  /** Where files may be put on the machine of this installation. */
  readonly folder: string
}

export interface Feeds {
  /** Newest first. Throws `not-found`. */
  list(clientId: string, flowId: string, query: PageRequest & { readonly environment: Environment }): Promise<FeedsOfFlow>
  /** See Files.receive. */
  sendFile(by: Actor, file: ReceiveFile, body: AsyncIterable<Uint8Array>): Promise<ReceivedFile>
}

export function createFeeds(options: {
  readonly feeds: FeedStore
  readonly flows: FlowStore
  readonly files: Files
  readonly folder: Pick<DropFolder, 'path'>
  readonly audit: Audit
}): Feeds {
  const { feeds, flows, files, folder, audit } = options
  return {
    async list(clientId, flowId, query) {
      if (!(await flows.get(clientId, flowId))) throw new AppError('not-found')
      const page = await feeds.list(clientId, { ...query, flowId })
      return { ...page, folder: folder.path(clientId, flowId, query.environment) }
    },
    async sendFile(by, file, body) {
      const received = await files.receive(file, body)
      const { clientId, flowId, environment, name, again } = file
      const { id, size } = received.file
      await audit.record(by, {
        action: 'file.send',
        target: flowId,
        clientId,
        details: { environment, name, again, fileId: id, bytes: size },
      })
      return received
    },
  }
}
