// SFTP (draft-ietf-secsh-filexfer-02, which every server speaks) over SSH, by ssh2: a session that is a RemoteFolder.
import { createHash } from 'node:crypto'
import type { Client, FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { folderOf, type RemoteFolder } from '#connectors/kit/folder/remote-folder.ts'
import { wholePem } from '#connectors/kit/pem.ts'
import { wholeFiles } from '#connectors/kit/folder/whole-files.ts'
import { socketError, type Endpoint } from '#connectors/kit/network.ts'
import type { FileServerConfig } from './config.ts'

/** SSH_FX_* of the draft's section 7. */
const NO_SUCH_FILE = 2
const PERMISSION_DENIED = 3
const CONNECTION_LOST = new Set([6, 7])
const HANDSHAKE_MS = 15_000
/** A regular file by its mode (S_IFMT, S_IFREG). */
const isFile = ({ mode }: Stats) => (mode & 0o170000) === 0o100000

export interface Session {
  readonly folder: RemoteFolder
  /** What the server says of itself, for the connection test. */
  readonly description: string
  close(): void
}

export async function openSftp(context: CallContext, config: FileServerConfig, endpoint: Endpoint): Promise<Session> {
  const { Client: SshClient } = (await import('ssh2')).default
  const socket = await context.network.open(endpoint)
  const client = new SshClient()
  const onAbort = () => client.destroy()
  try {
    const shown = await handshake(client, context, config, endpoint, socket)
    context.signal.addEventListener('abort', onAbort, { once: true })
    const sftp = await call<SFTPWrapper>((done) => client.sftp(done), endpoint)
    sftp.on('error', () => undefined)
    return {
      folder: sftpFolder(sftp, endpoint),
      description: `SSH host key ${shown}`,
      close() {
        context.signal.removeEventListener('abort', onAbort)
        client.on('error', () => undefined)
        client.end()
        socket.destroy()
      },
    }
  } catch (error) {
    client.on('error', () => undefined)
    client.destroy()
    socket.destroy()
    throw error
  }
}

/** Answers the fingerprint of the server's key, which is checked before anything secret is said. */
function handshake(
  client: Client,
  context: CallContext,
  config: FileServerConfig,
  endpoint: Endpoint,
  sock: Parameters<Client['connect']>[0]['sock'],
): Promise<string> {
  return new Promise((resolve, reject) => {
    let shown = ''
    let refusal: AppError | undefined
    client.once('ready', () => resolve(shown))
    client.on('error', (error) => reject(refusal ?? connectError(error, endpoint)))
    client.once('close', () => reject(refusal ?? socketError(undefined, endpoint)))
    try {
      client.connect({
        sock,
        username: config.username,
        ...credentials(context, config),
        readyTimeout: HANDSHAKE_MS,
        hostVerifier: (key: Buffer) => {
          shown = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
          refusal = hostKeyRefusal(config, endpoint, shown)
          return refusal === undefined
        },
      })
    } catch (error) {
      // A private key that cannot be read is said at once.
      reject(connectError(error as Error, endpoint))
    }
  })
}

function credentials({ secrets }: CallContext, { signIn }: FileServerConfig) {
  if (signIn !== 'key') return { password: secrets.get('password') }
  const passphrase = optional(() => secrets.get('passphrase'))
  return { privateKey: wholePem(secrets.get('privateKey')), ...(passphrase !== undefined && { passphrase }) }
}

function optional(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined // a key without a passphrase
  }
}

function hostKeyRefusal({ hostKey }: FileServerConfig, { host, isSimulator }: Endpoint, shown: string): AppError | undefined {
  if (isSimulator || hostKey?.replace(/=+$/, '') === shown) return undefined
  return new AppError('credentials-invalid', {
    message:
      hostKey === undefined
        ? say`${host} shows the host key ${shown}, and the connection does not say which one it should be.`
        : say`${host} shows the host key ${shown} instead of ${hostKey}: it is another server, or its key was changed.`,
    fix: 'Ask the owner of the server for its fingerprint. Where it is the one shown, enter it as "Host key".',
  })
}

function connectError(error: Error & { readonly level?: string }, endpoint: Endpoint): AppError {
  const { host, port } = endpoint
  if (error.level === 'client-authentication') {
    return new AppError('credentials-invalid', { message: say`${host}:${port} refuses the user, the password or the key.` })
  }
  if (/private ?key|passphrase/i.test(error.message)) {
    return new AppError('credentials-invalid', {
      message: 'The private key cannot be read: it is no OpenSSH or PEM key, or its passphrase is wrong.',
    })
  }
  if (error.level === 'client-timeout') return new AppError('call-timeout', { message: say`${host}:${port}: it did not greet in time.` })
  if (error.level === 'handshake' || error.level === 'protocol') {
    return new AppError('vendor-answer-invalid', { message: say`${host}:${port} does not speak SSH as Tillflow does: ${error.message}.` })
  }
  return socketError(error, endpoint)
}

type Callback<T> = (error: Error | null | undefined, result: T) => void

/** A call whose connection ends without an answer must not wait for ever: ssh2 calls back with an error then. */
function call<T>(start: (done: Callback<T>) => unknown, endpoint: Endpoint, path?: string): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, result) => (error ? reject(sftpError(error, endpoint, path)) : resolve(result)))
  })
}

function sftpError(error: Error & { readonly code?: number | string }, endpoint: Endpoint, path = ''): AppError {
  if (hasErrorCode(error)) return error as unknown as AppError
  const { code } = error
  if (typeof code !== 'number' || CONNECTION_LOST.has(code)) return socketError(error, endpoint)
  const why =
    code === NO_SUCH_FILE
      ? 'there is no such file or folder'
      : code === PERMISSION_DENIED
        ? 'the user is not allowed to do this'
        : error.message
  return new AppError('vendor-rejected', { message: say`${endpoint.host}: ${path}: ${why}.`, details: { path, status: code } })
}

const isMissing = (error: unknown) => hasErrorCode(error) && error.details?.['status'] === NO_SUCH_FILE

function sftpFolder(sftp: SFTPWrapper, endpoint: Endpoint): RemoteFolder {
  const ask = <T>(path: string, start: (done: Callback<T>) => unknown) => call<T>(start, endpoint, path)
  const stat = (path: string) =>
    ask<Stats>(path, (done) => sftp.stat(path, done)).then(
      ({ size, mtime }) => ({ size, modifiedAt: mtime * 1_000 }),
      (error: unknown) => {
        if (isMissing(error)) return undefined
        throw error
      },
    )
  const remove = (path: string) =>
    ask<void>(path, (done) => sftp.unlink(path, (error) => done(error, undefined))).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })

  async function makeFolder(path: string): Promise<void> {
    if (path === '.' || path === '/' || (await stat(path))) return
    await makeFolder(folderOf(path))
    await ask<void>(path, (done) => sftp.mkdir(path, (error) => done(error, undefined))).catch(async (error: unknown) => {
      // Somebody else made it meanwhile.
      if (!(await stat(path))) throw error
    })
  }

  /** The draft's rename refuses a name that is taken; OpenSSH's own replaces it in one step. */
  async function rename(from: string, to: string): Promise<void> {
    try {
      await ask<void>(from, (done) => sftp.ext_openssh_rename(from, to, (error) => done(error, undefined)))
    } catch (error) {
      if (hasErrorCode(error) && error.disposition === 'retry') throw error
      await remove(to)
      await ask<void>(from, (done) => sftp.rename(from, to, (failure) => done(failure, undefined)))
    }
  }

  return {
    async list(folder) {
      const entries = await ask<FileEntryWithStats[]>(folder, (done) => sftp.readdir(folder, done))
      return entries
        .filter(({ attrs }) => isFile(attrs))
        .map(({ filename, attrs }) => ({ name: filename, size: attrs.size, modifiedAt: attrs.mtime * 1_000 }))
    },
    stat,
    async *read(path, offset) {
      const stream = sftp.createReadStream(path, { start: offset, highWaterMark: 256 * 1024 })
      // Closing the handle may fail after the session ended: nobody waits for that any more.
      stream.on('error', () => undefined)
      try {
        for await (const chunk of stream) yield chunk as Buffer
      } catch (error) {
        throw sftpError(error as Error, endpoint, path)
      } finally {
        stream.destroy()
      }
    },
    ...wholeFiles({
      stat,
      remove,
      makeFolder,
      rename,
      upload: (unfinished, bytes, path) =>
        ask<void>(path, (done) => sftp.writeFile(unfinished, Buffer.from(bytes), (error) => done(error, undefined))),
    }),
  }
}
