// Real servers that connectors are tested against where they run: `npm test` needs none of them. Each has a port of its own on this machine;
// a test about one that does not listen is skipped and says so.
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the scripts that start them keep keys and data. */
export const REAL_HOME = process.env['REALSYS_HOME'] ?? join(process.env['TMPDIR'] ?? tmpdir(), 'realsys')

export const REAL_PORTS = {
  sftp: 41022,
  ftp: 41021,
  rabbitmq: 41672,
  mqtt: 41813,
  nats: 41422,
  kafka: 41092,
  imap: 41143,
  mariadb: 41306,
  postgres: 41432,
} as const

/** The server's port, or the sentence that its tests are skipped with. */
export async function realServer(name: keyof typeof REAL_PORTS): Promise<{ readonly port: number; readonly missing?: string }> {
  const port = REAL_PORTS[name]
  const listens = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 1_000 })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
  return listens ? { port } : { port, missing: `no ${name} server listens on 127.0.0.1:${port}` }
}
