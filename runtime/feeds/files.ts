// Files for flows: taken in while they arrive, a piece at a time, so that neither memory nor a disk of this machine holds them.
import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Feed } from '#shared/model/feeds.ts'
import type { FlowSource } from '../engine/ports.ts'
import type { FeedStore } from '../store/feed-ports.ts'
import type { FlowStore } from '../store/ports.ts'
import { PIECE_BYTES } from './read-file.ts'

export interface ReceiveFile {
  readonly clientId: string
  readonly flowId: string
  readonly environment: Environment
  readonly name: string
  /** Read it although the same file was read before: its records run again. */
  readonly again: boolean
}

export interface ReceivedFile {
  readonly file: Feed
  /** The same bytes came before; `file` is that one, and nothing is read again. */
  readonly duplicate: boolean
}

export interface Files {
  /**
   * Resolves when the whole file is on disk. Throws `not-found`, `not-deployed` when no version with a file trigger is deployed there,
   * `too-large`, or what the body throws; nothing of the file stays then.
   */
  receive(file: ReceiveFile, body: AsyncIterable<Uint8Array>): Promise<ReceivedFile>
}

export interface FilesOptions {
  readonly feeds: FeedStore
  readonly flows: FlowStore
  readonly source: FlowSource
  readonly now: () => Date
  /** There is something to read. */
  readonly nudge: () => void
  readonly maxBytes?: number
}

const MOST_BYTES = 4_000_000_000

export function createFiles({ feeds, flows, source, now, nudge, maxBytes = MOST_BYTES }: FilesOptions): Files {
  async function mustReadFiles({ clientId, flowId, environment }: ReceiveFile): Promise<void> {
    if (!(await flows.get(clientId, flowId))) throw new AppError('not-found')
    const deployment = await flows.activeDeployment(clientId, flowId, environment)
    if (!deployment) throw new AppError('not-deployed')
    const { document } = await source.load(clientId, flowId, environment, deployment.version)
    if (Object.values(document.nodes).some((node) => node.kind === 'trigger' && node.config.type === 'file')) return
    throw new AppError('not-deployed', {
      message: 'The version that is deployed here does not start with a file.',
      fix: 'Deploy a version whose trigger is "A file".',
    })
  }

  return {
    async receive(request, body) {
      await mustReadFiles(request)
      const { again, ...target } = request
      const at = now()
      const id = newId('feed', at.getTime())
      const instant = at.toISOString()
      const counts = { failures: 0, records: 0, rejected: 0, size: 0 }
      await feeds.createFile({
        ...target,
        id,
        kind: 'file',
        source: id,
        status: 'receiving',
        nextAt: instant,
        createdAt: instant,
        ...counts,
      })
      try {
        const { hash, size } = await keepPieces(body, maxBytes, (index, bytes) => feeds.putPiece(target.clientId, id, index, bytes))
        if (size === 0) throw new AppError('invalid-request', { message: 'The file is empty.', fix: 'Send a file with records.' })
        const file = await feeds.completeFile(target.clientId, id, { source: again ? `${hash}#${id}` : hash, size, at: now() })
        nudge()
        return { file, duplicate: file.id !== id }
      } catch (error) {
        await feeds.remove(target.clientId, id)
        throw error
      }
    },
  }
}

async function keepPieces(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  keep: (index: number, bytes: Uint8Array) => Promise<void>,
): Promise<{ readonly hash: string; readonly size: number }> {
  const hash = createHash('sha256')
  const piece = Buffer.alloc(PIECE_BYTES)
  let [filled, index, size] = [0, 0, 0]
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxBytes)
      throw new AppError('too-large', { message: say`The file is larger than ${maxBytes / 1_000_000} MB.`, details: { maxBytes } })
    hash.update(chunk)
    for (let from = 0; from < chunk.length;) {
      const taken = Math.min(chunk.length - from, PIECE_BYTES - filled)
      piece.set(chunk.subarray(from, from + taken), filled)
      filled += taken
      from += taken
      if (filled < PIECE_BYTES) continue
      await keep(index++, piece)
      filled = 0
    }
  }
  if (filled > 0) await keep(index, piece.subarray(0, filled))
  return { hash: hash.digest('hex'), size }
}
