// `npm start`: configuration, composition, listening. What a person needs to know is printed; everything else is in the log.
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { pino } from 'pino'
import { AppError, toErrorData } from '#shared/errors.ts'
import packageJson from '../package.json' with { type: 'json' }
import { SERVER_FILE } from './cli/session.ts'
import { compose, type Installation } from './compose.ts'
import { readConfig, type Config } from './config.ts'
import { settleHeap } from './settle-heap.ts'

/** Draining, the last answers and closing the database end within this, or a process that hangs is ended by force. */
const HARD_STOP_MS = 20_000
/** For requests that are being answered. */
const LAST_ANSWERS_MS = 2_000
const IDLE_LOOK_MS = 20

try {
  await main(readConfig(process.env))
} catch (error) {
  const { message, fix, code } = toErrorData(error)
  console.error(code === 'internal' ? error : `${message}\n${fix}`)
  // What was started before it failed must not keep a program alive that does nothing.
  process.exit(1)
}

async function main(config: Config): Promise<void> {
  // What is stored is customers' business: the database and the simulators' files are the owner's alone, whoever made the directory.
  process.umask(0o077)
  const log = pino({ level: config.log }, pino.destination(2))
  let url = ''
  const installation = await compose({ config, log, version: packageJson.version, address: () => url })
  const server = await listen(installation, config)
  const { port } = server.address() as AddressInfo
  url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  await installation.start()
  const file = join(config.dataDir, SERVER_FILE)
  // A worker answers no commands.
  if (config.role !== 'worker')
    writeFileSync(file, JSON.stringify({ pid: process.pid, url, token: installation.controlToken }), { mode: 0o600 })
  announce(config, url, installation)
  settleHeap({ log })

  let stopping = false
  const stop = async () => {
    // A second signal is somebody who does not want to wait: what is in flight goes on at the next start, as after a crash.
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
    if (config.role !== 'worker') rmSync(file, { force: true })
    // The door stays open meanwhile: what a load balancer still sends is stored, and it sees that we are not ready.
    await installation.drain()
    await closeServer(server)
    await installation.close()
    process.exit(0)
  }
  const stopOrFail = () =>
    void stop().catch((error: unknown) => {
      log.fatal({ err: toErrorData(error) }, 'stopping failed')
      process.exit(1)
    })
  process.on('SIGTERM', stopOrFail)
  process.on('SIGINT', stopOrFail)
}

/**
 * Answers what was asked already, each time as the last answer on its connection: a sender that goes on and on would otherwise find a closed
 * store behind an open door. Connections that ask nothing are closed, those that are not through in time cut off.
 */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => (response.shouldKeepAlive = false))
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS)
    const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(cut)
      resolve()
    })
  })
}

function listen(installation: Installation, config: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    const common = getRequestListener(installation.fetch, { hostname: config.host })
    const server = createServer((request, response) => {
      if (!installation.door?.(request, response)) void common(request, response)
    })
    server.listen(config.port, config.host, () => resolve(server))
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      const message = taken ? `Port ${config.port} is in use.` : `Tillflow cannot listen at ${config.host}:${config.port} (${error.code}).`
      const fix = taken ? 'Set PORT to another one, such as PORT=3001.' : 'Correct HOST and PORT and start again.'
      reject(new AppError('config-invalid', { message, fix, cause: error }))
    })
  })
}

function announce(config: Config, url: string, { demo }: Installation): void {
  const what = config.role === 'worker' ? 'A Tillflow worker is ready, its health' : 'Tillflow is ready'
  console.log(`\n  ${what} at ${config.role === 'worker' ? url : (config.publicUrl ?? url)}\n`)
  if (demo) console.log(`  Demo sign-in   ${demo.email}\n  Password       ${demo.password}\n`)
  console.log(`  Data is kept in ${config.databaseUrl === undefined ? config.dataDir : 'PostgreSQL'}. Stop with Ctrl+C.\n`)
}
