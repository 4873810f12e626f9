// FTP and FTPS (RFC 959, RFC 4217) by basic-ftp: a session that is a RemoteFolder. Data connections go to the host of the control
// connection only, whatever the server answers: otherwise it could make Tillflow call other machines.
import { PassThrough, Readable } from 'node:stream'
import type { Client, FileInfo } from 'basic-ftp'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { folderOf, nameOf, type RemoteFile, type RemoteFolder } from '#connectors/kit/folder/remote-folder.ts'
import { wholeFiles } from '#connectors/kit/folder/whole-files.ts'
import { socketError, tlsOptions, type Endpoint } from '#connectors/kit/network.ts'
import type { FileServerConfig } from './config.ts'
import type { Session } from './sftp.ts'

const TIMEOUT_MS = 20_000
/** "Requested action not taken: file unavailable", also: there is none, or one is in the way. */
const UNAVAILABLE = 550
const NOT_LOGGED_IN = 530

export async function openFtp(context: CallContext, config: FileServerConfig, endpoint: Endpoint): Promise<Session> {
  if (config.protocol === 'ftp' && !endpoint.isTrusted) {
    throw new AppError('connection-blocked', {
      message: say`Tillflow does not sign in to ${endpoint.host} by FTP without encryption: everybody on the way could read the password.`,
      fix: 'Choose SFTP or FTPS. In a private network, whoever runs the installation can allow the host (TILLFLOW_ALLOWED_HOSTS).',
    })
  }
  const { Client: FtpClient } = await import('basic-ftp')
  const client = new FtpClient(TIMEOUT_MS, { allowSeparateTransferHost: false })
  const onAbort = () => client.close()
  context.signal.addEventListener('abort', onAbort, { once: true })
  const signIn = () => access(client, context, config, endpoint)
  try {
    await signIn()
  } catch (error) {
    client.close()
    throw error
  }
  return {
    folder: ftpFolder(client, signIn, endpoint),
    description: config.protocol === 'ftp' ? 'FTP' : 'FTPS',
    close() {
      context.signal.removeEventListener('abort', onAbort)
      client.close()
    },
  }
}

async function access(client: Client, { secrets }: CallContext, config: FileServerConfig, endpoint: Endpoint): Promise<void> {
  const secure = endpoint.isSimulator || config.protocol === 'ftp' ? false : config.protocol === 'ftps' ? true : ('implicit' as const)
  const secureOptions = tlsOptions(endpoint, config.certificate)
  const password = secrets.get('password')
  try {
    await client.access({ host: endpoint.address, port: endpoint.port, user: config.username, password, secure, secureOptions })
  } catch (error) {
    if (codeOf(error) === NOT_LOGGED_IN) {
      throw new AppError('credentials-invalid', { message: say`${endpoint.host}:${endpoint.port} refuses the user or the password.` })
    }
    throw ftpError(error, endpoint)
  }
}

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null)?.code

function ftpError(error: unknown, endpoint: Endpoint, path = ''): AppError {
  if (hasErrorCode(error)) return error as AppError
  const code = codeOf(error)
  // Codes of answers are numbers; 4xx says that it may work later (RFC 959 §4.2.1).
  if (typeof code !== 'number') return socketError(error, endpoint)
  const says = error instanceof Error ? error.message : String(code)
  return new AppError(code < 500 ? 'vendor-unavailable' : 'vendor-rejected', {
    message: say`${endpoint.host}: ${path}: ${says}`,
    details: { path, status: code },
  })
}

function ftpFolder(client: Client, signIn: () => Promise<void>, endpoint: Endpoint): RemoteFolder {
  /** A transfer that was broken off ends the control connection with it: the next call signs in again. */
  async function ask<T>(path: string, work: () => Promise<T>): Promise<T> {
    if (client.closed) await signIn()
    try {
      return await work()
    } catch (error) {
      throw ftpError(error, endpoint, path)
    }
  }
  const list = async (folder: string): Promise<readonly RemoteFile[]> => {
    const entries = await ask(folder, () => client.list(folder))
    // Many servers say of a folder that is not there that it is empty: a wrong name would never be noticed.
    if (entries.length === 0) await mustBeFolder(folder)
    return entries.filter(({ isFile }) => isFile).map(toFile)
  }
  const mustBeFolder = async (folder: string) => {
    const home = await ask(folder, () => client.pwd())
    await ask(folder, () => client.cd(folder))
    await ask(folder, () => client.cd(home))
  }
  /** From the same list, so that times are told in the same way. */
  const stat = async (path: string) => {
    try {
      return (await list(folderOf(path))).find(({ name }) => name === nameOf(path))
    } catch (error) {
      if (hasErrorCode(error) && error.details?.['status'] === UNAVAILABLE) return undefined
      throw error
    }
  }
  const remove = async (path: string) => {
    try {
      await ask(path, () => client.remove(path))
    } catch (error) {
      if (await stat(path)) throw error
    }
  }
  const makeFolder = async (folder: string) => {
    if (folder === '.' || folder === '/') return
    const home = await ask(folder, () => client.pwd())
    await ask(folder, () => client.ensureDir(folder))
    await ask(folder, () => client.cd(home))
  }
  const rename = async (from: string, to: string) => {
    try {
      await ask(from, () => client.rename(from, to))
    } catch (error) {
      // Some servers do not rename over a file that is there.
      if (!(await stat(to))) throw error
      await remove(to)
      await ask(from, () => client.rename(from, to))
    }
  }
  return {
    list,
    stat,
    async *read(path, offset) {
      const through = new PassThrough({ highWaterMark: 256 * 1024 })
      let failure: unknown
      const done = ask(path, () => client.downloadTo(through, path, offset)).catch((error: unknown) => {
        failure = error
        through.destroy()
      })
      try {
        for await (const chunk of through) yield chunk as Buffer
      } catch (error) {
        throw failure ?? ftpError(error, endpoint, path)
      } finally {
        // Broken off: the data that is still coming is not wanted.
        if (!through.readableEnded) client.close()
        await done
      }
      if (failure !== undefined) throw failure
    },
    ...wholeFiles({
      stat,
      remove,
      makeFolder,
      rename,
      upload: async (unfinished, bytes, path) => void (await ask(path, () => client.uploadFrom(Readable.from([bytes]), unfinished))),
    }),
  }
}

/** Without the newer list command servers tell the time as `Mar 01 10:00`: good enough to see that it changed. */
function toFile({ name, size, modifiedAt, rawModifiedAt }: FileInfo): RemoteFile {
  const at = modifiedAt?.getTime() ?? Date.parse(`${rawModifiedAt} UTC`)
  return { name, size, modifiedAt: Number.isFinite(at) ? at : 0 }
}
