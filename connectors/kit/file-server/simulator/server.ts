// The SSH and SFTP side of the simulator, by ssh2's server. It answers as a server without OpenSSH's extensions: a rename onto
// a name that is taken is refused, and a file that is being written is there under its own name.
import { posix } from 'node:path'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Attributes, Connection, Server, SFTPWrapper } from 'ssh2'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { serveSockets, type SocketServer } from '#connectors/kit/simulator-socket.ts'
import { bytesOf, entriesOf, isFolder, putFile } from './files.ts'

export interface SftpOptions {
  readonly records: SimulatorRecords
  readonly username: string
  readonly secrets: Readonly<Record<string, string>>
  readonly seconds: () => number
  /** A file has come whole: it was written to its end, or got this name. */
  readonly arrived: (path: string) => void
  /** Before a folder is listed. */
  readonly looked: () => void
}

export async function serveSftp(options: SftpOptions): Promise<SocketServer> {
  const { Server: SshServer, utils } = (await import('ssh2')).default
  const hostKey = hostKeyOf(utils)
  const privateKey = options.secrets['privateKey']
  const allowedKey = privateKey === undefined ? undefined : utils.parseKey(privateKey, options.secrets['passphrase'])
  const server: Server = new SshServer({ hostKeys: [hostKey] }, (client) => {
    client.on('error', () => undefined)
    authenticate(client, options, allowedKey && 'getPublicSSH' in allowedKey ? allowedKey.getPublicSSH() : undefined)
    client.on('ready', () =>
      client.on('session', (accept) => {
        accept().on('sftp', (acceptSftp) => answer(acceptSftp(), options))
      }),
    )
  })
  return await serveSockets((socket) => server.injectSocket(socket))
}

/** One in some hundred keys that ssh2 makes cannot be read by itself. */
function hostKeyOf(utils: Pick<typeof import('ssh2').utils, 'generateKeyPairSync' | 'parseKey'>): string {
  for (;;) {
    const key = utils.generateKeyPairSync('ed25519').private
    if (!(utils.parseKey(key) instanceof Error)) return key
  }
}

function authenticate(client: Connection, { username, secrets }: SftpOptions, publicKey: Buffer | undefined): void {
  client.on('authentication', (attempt) => {
    const isUser = attempt.username === username
    if (attempt.method === 'password' && isUser && same(attempt.password, secrets['password'] ?? '')) return attempt.accept()
    if (attempt.method === 'publickey' && isUser && publicKey?.equals(attempt.key.data) === true) return attempt.accept()
    attempt.reject(['password', 'publickey'])
  })
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted))
}

const OK = 0
const EOF = 1
const NO_SUCH_FILE = 2
const FAILURE = 4
/** Flags of OPEN that change what is there (draft, section 6.3). */
const WRITE = 0x02

interface Handle {
  readonly path: string
  /** Of a file that is written. */
  content?: Buffer
  /** Of a folder: what was not told yet. */
  entries?: ReturnType<typeof entriesOf>
}

function answer(sftp: SFTPWrapper, { records, seconds, arrived, looked }: SftpOptions): void {
  const handles = new Map<number, Handle>()
  let count = 0
  const absolute = (path: string) => posix.normalize(posix.join('/', path)).replace(/(.)\/$/, '$1')
  const give = (id: number, handle: Handle) => {
    handles.set(++count, handle)
    const name = Buffer.alloc(4)
    name.writeUInt32BE(count)
    sftp.handle(id, name)
  }
  const handleOf = (name: Buffer): Handle | undefined => handles.get(name.readUInt32BE(0))
  const file = (path: string) => records.get('files', absolute(path))
  const attributes = (path: string): Attributes | undefined => {
    const found = file(path)
    if (found) return ofFile(found)
    return isFolder(records, absolute(path)) ? ofFolder(seconds()) : undefined
  }
  const stat = (id: number, path: string) => {
    const found = attributes(path)
    return found ? sftp.attrs(id, found) : sftp.status(id, NO_SUCH_FILE)
  }
  const rename = (from: string, to: string): number => {
    const found = file(from)
    if (!found) return NO_SUCH_FILE
    records.atomically(() => {
      records.remove('files', absolute(from))
      records.put('files', absolute(to), { ...found, path: absolute(to) })
    })
    arrived(absolute(to))
    return OK
  }

  sftp.on('REALPATH', (id, path) => sftp.name(id, [{ filename: absolute(path), longname: absolute(path), attrs: ofFolder(seconds()) }]))
  sftp.on('STAT', stat)
  sftp.on('LSTAT', stat)
  sftp.on('FSTAT', (id, name) => stat(id, handleOf(name)?.path ?? ''))
  sftp.on('SETSTAT', (id) => sftp.status(id, OK))
  sftp.on('FSETSTAT', (id) => sftp.status(id, OK))
  sftp.on('OPEN', (id, path, flags) => {
    if ((flags & WRITE) === 0) return file(path) ? give(id, { path }) : sftp.status(id, NO_SUCH_FILE)
    if (!isFolder(records, posix.dirname(absolute(path)))) return sftp.status(id, NO_SUCH_FILE)
    putFile(records, absolute(path), Buffer.alloc(0), seconds())
    give(id, { path, content: Buffer.alloc(0) })
  })
  sftp.on('READ', (id, name, offset, length) => {
    const found = file(handleOf(name)?.path ?? '')
    const bytes = found ? bytesOf(found).subarray(offset, offset + length) : Buffer.alloc(0)
    return bytes.length > 0 ? sftp.data(id, bytes) : sftp.status(id, EOF)
  })
  sftp.on('WRITE', (id, name, offset, data) => {
    const handle = handleOf(name)
    if (!handle?.content) return sftp.status(id, FAILURE)
    const size = Math.max(handle.content.length, offset + data.length)
    const content = Buffer.concat([handle.content, Buffer.alloc(size - handle.content.length)])
    data.copy(content, offset)
    handle.content = content
    sftp.status(id, OK)
  })
  sftp.on('CLOSE', (id, name) => {
    const handle = handleOf(name)
    if (handle?.content) {
      putFile(records, absolute(handle.path), handle.content, seconds())
      arrived(absolute(handle.path))
    }
    handles.delete(name.readUInt32BE(0))
    sftp.status(id, OK)
  })
  sftp.on('OPENDIR', (id, path) => {
    looked()
    if (!isFolder(records, absolute(path))) return sftp.status(id, NO_SUCH_FILE)
    give(id, { path, entries: entriesOf(records, absolute(path)) })
  })
  sftp.on('READDIR', (id, name) => {
    const handle = handleOf(name)
    const entries = handle?.entries ?? []
    if (handle) handle.entries = []
    if (entries.length === 0) return sftp.status(id, EOF)
    sftp.name(
      id,
      entries.map((entry) => ({
        filename: entry.name,
        longname: entry.name,
        attrs: entry.file ? ofFile(entry.file) : ofFolder(seconds()),
      })),
    )
  })
  sftp.on('MKDIR', (id, path) => {
    if (!isFolder(records, posix.dirname(absolute(path)))) return sftp.status(id, NO_SUCH_FILE)
    records.put('_folders', absolute(path), { path: absolute(path) })
    sftp.status(id, OK)
  })
  sftp.on('REMOVE', (id, path) => {
    if (!file(path)) return sftp.status(id, NO_SUCH_FILE)
    records.remove('files', absolute(path))
    sftp.status(id, OK)
  })
  sftp.on('RENAME', (id, from, to) => sftp.status(id, file(to) ? FAILURE : rename(from, to)))
}

const ofFile = ({ size, modifiedAt }: SimulatorRecord): Attributes => ({
  mode: 0o100644,
  uid: 0,
  gid: 0,
  size: Number(size),
  atime: Number(modifiedAt),
  mtime: Number(modifiedAt),
})
const ofFolder = (at: number): Attributes => ({ mode: 0o040755, uid: 0, gid: 0, size: 0, atime: at, mtime: at })
