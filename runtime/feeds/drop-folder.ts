// A folder for each deployed flow that reads files: `<data directory>/files/<client>/<flow>/<environment>/in`. What is put there is taken in
// like a file that was sent, then moved to `done` beside it. For programs that can write files but not call an API.
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { hasErrorCode, toErrorData } from '#shared/errors.ts'
import type { Environment } from '#shared/model/accounts.ts'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { Files } from './files.ts'

export interface DropFolder {
  /** Made when it is not there. */
  prepare(clientId: string, flowId: string, environment: Environment): Promise<void>
  path(clientId: string, flowId: string, environment: Environment): string
  /** Takes in what lies there and is not written to any more. */
  look(): Promise<void>
  start(): void
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 2_000
/** A file that nobody has written to for so long is complete. Who writes more slowly writes to another name first and renames. */
const QUIET_MS = 2_000
/** Written elsewhere first and renamed when complete: hidden files, and those named like a download that is under way. */
const UNFINISHED = /^\.|\.(part|tmp|crdownload|filepart)$/i

export interface DropFolderOptions {
  readonly dataDir: string
  readonly files: Files
  readonly log: Logger
  readonly now: () => Date
}

export function createDropFolder({ dataDir, files, log, now }: DropFolderOptions): DropFolder {
  const root = join(dataDir, 'files')
  const folder = (clientId: string, flowId: string, environment: Environment) => join(root, clientId, flowId, environment)
  /** Files that could not be taken in, so that each is reported once and not at every look. */
  const refused = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined

  async function take(clientId: string, flowId: string, environment: Environment, name: string): Promise<void> {
    const home = folder(clientId, flowId, environment)
    const path = join(home, 'in', name)
    const before = await lstat(path)
    // Links could lead anywhere; folders are nobody's records.
    if (!before.isFile() || UNFINISHED.test(name) || before.size === 0) return
    if (now().getTime() - before.mtimeMs < QUIET_MS) return
    try {
      const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
      const body = handle.createReadStream({ highWaterMark: 1_000_000 })
      const { file, duplicate } = await files.receive({ clientId, flowId, environment, name, again: false }, body)
      await mkdir(join(home, 'done'), { recursive: true, mode: 0o700 })
      await rename(path, join(home, 'done', `${file.createdAt.slice(0, 19).replaceAll(':', '-')} ${name}`))
      if (duplicate) log.info({ feedId: file.id, flowId }, 'a file in a drop folder came before and was not read again')
      refused.delete(path)
    } catch (error) {
      // It stays where it is: deploying the flow, or correcting the file, lets it go on.
      if (!refused.has(path)) log.warn({ err: toErrorData(error), flowId, environment }, 'a file in a drop folder cannot be taken in')
      refused.add(path)
      if (!hasErrorCode(error)) throw error
    }
  }

  async function look(): Promise<void> {
    for (const clientId of await names(root)) {
      for (const flowId of await names(join(root, clientId))) {
        for (const environment of ENVIRONMENTS) {
          for (const name of (await names(join(folder(clientId, flowId, environment), 'in'))).toSorted()) {
            await take(clientId, flowId, environment, name)
          }
        }
      }
    }
  }

  return {
    look,
    path: (clientId, flowId, environment) => join(folder(clientId, flowId, environment), 'in'),
    async prepare(clientId, flowId, environment) {
      await mkdir(join(folder(clientId, flowId, environment), 'in'), { recursive: true, mode: 0o700 })
    },
    start() {
      timer = setInterval(() => {
        looking ??= look()
          .catch((error: unknown) => log.error({ err: toErrorData(error) }, 'looking into drop folders failed'))
          .finally(() => (looking = undefined))
      }, LOOK_EVERY_MS)
    },
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}

async function names(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return []
    throw error
  }
}
