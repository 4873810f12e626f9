// key, doctor: the installation itself.
import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { ROLES } from '#shared/model/accounts.ts'
import { DATABASE_FILE } from '../../store/database-file.ts'
import { printJson } from '../output.ts'
import type { CliContext } from '../program.ts'

export function addInstallationVerbs(program: Command, context: CliContext): void {
  const { out, config } = context

  program
    .command('key')
    .description('API keys')
    .command('create')
    .description('print a new API key; it is shown only this once')
    .addOption(new Option('--role <role>', 'what it may do; admin is partner-admin').choices(['admin', ...ROLES]).makeOptionMandatory())
    .option('--name <name>', 'what it is for', 'command line')
    .option('--expires-in-days <days>', 'when it ends by itself', wholeDays)
    .action((options: { role: string; name: string; expiresInDays?: number }) => {
      const role = options.role === 'admin' ? 'partner-admin' : options.role
      return context.withSession(async (session) => {
        const created = await session.post<{ key: string }>('/api-keys', {
          name: options.name,
          role,
          ...(options.expiresInDays !== undefined && { expiresInDays: options.expiresInDays }),
        })
        out.line(created.key)
      })
    })

  program
    .command('doctor')
    .description('check this installation')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const checks = [
        await checkNode(),
        await checkDataDir(config.dataDir),
        ...(config.databaseUrl === undefined ? await checkDatabase(config.dataDir) : [await checkServer(config.databaseUrl)]),
        await checkDisk(config.dataDir, config.minFreeBytes),
        await checkSecretKey(config.dataDir, config.secretKey),
      ]
      if (checks.some((check) => !check.ok)) context.fail()
      if (options.json) return printJson(out, checks)
      for (const check of checks) out.line(`${check.ok ? 'ok  ' : 'FAIL'}  ${check.name}: ${check.message}`)
    })
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give a whole number of days.')
  return Number(text)
}

interface Check {
  readonly name: string
  readonly ok: boolean
  readonly message: string
}

async function checkNode(): Promise<Check> {
  return {
    name: 'node',
    ok: Number(process.versions.node.split('.')[0]) >= 24,
    message: `version ${process.versions.node}; 24 or newer is needed (use npm run)`,
  }
}

async function checkDataDir(dataDir: string): Promise<Check> {
  try {
    await access(dataDir, constants.W_OK)
    return { name: 'data directory', ok: true, message: `${dataDir} can be written` }
  } catch {
    return {
      name: 'data directory',
      ok: false,
      message: `${dataDir} is not there or cannot be written; start Tillflow once, or correct TILLFLOW_DATA_DIR`,
    }
  }
}

/** A log that nobody holds open is copied back every 16 MB. */
const LONG_LOG_BYTES = 64_000_000
/** A due run begins within a second; one that has waited this long has no worker. */
const LONG_WAIT_MS = 10 * 60_000

async function checkDatabase(dataDir: string): Promise<readonly Check[]> {
  const name = 'database'
  const file = join(dataDir, DATABASE_FILE)
  try {
    const database = new Database(file, { readonly: true, fileMustExist: true })
    try {
      const answer = database.pragma('integrity_check', { simple: true })
      return [
        { name, ok: answer === 'ok', message: answer === 'ok' ? 'consistent' : String(answer) },
        checkQueue(database),
        await checkLog(`${file}-wal`),
      ]
    } finally {
      database.close()
    }
  } catch (error) {
    return [{ name, ok: false, message: error instanceof Error ? error.message : 'cannot be opened' }]
  }
}

async function checkServer(url: string): Promise<Check> {
  const name = 'database'
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>('SHOW server_version')
    return { name, ok: true, message: `PostgreSQL ${rows[0]?.version ?? ''} answers` }
  } catch (error) {
    return { name, ok: false, message: error instanceof Error ? error.message : 'does not answer' }
  } finally {
    await client.end().catch(() => undefined)
  }
}

function checkQueue(database: Database.Database): Check {
  const oldest = database
    .prepare<[], { due: number | null }>("SELECT min(due_at) AS due FROM runs WHERE status IN ('queued', 'waiting') AND held = 0")
    .get()?.due
  const waited = oldest ? Math.max(0, Date.now() - oldest) : 0
  const ok = waited < LONG_WAIT_MS
  const minutes = Math.round(waited / 60_000)
  return {
    name: 'queue',
    ok,
    message: ok
      ? 'no run waits for a worker for long'
      : `the oldest due run has been waiting for ${minutes} minutes: is Tillflow running, and is the disk full?`,
  }
}

async function checkLog(file: string): Promise<Check> {
  const bytes = (await stat(file).catch(() => undefined))?.size ?? 0
  const ok = bytes <= LONG_LOG_BYTES
  return {
    name: 'log',
    ok,
    message: ok
      ? `${megabytes(bytes)} beside the database`
      : `${megabytes(bytes)} beside the database: a program that reads it keeps it from being copied back; end that program`,
  }
}

async function checkDisk(dataDir: string, minFreeBytes: number): Promise<Check> {
  const disk = await statfs(dataDir).catch(() => undefined)
  const free = disk ? disk.bavail * disk.bsize : 0
  const ok = free >= minFreeBytes
  return {
    name: 'disk',
    ok,
    message: ok ? `${megabytes(free)} free` : `only ${megabytes(free)} free: no run is begun below ${megabytes(minFreeBytes)}; make room`,
  }
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1_000_000)} MB`

async function checkSecretKey(dataDir: string, given: string | undefined): Promise<Check> {
  const name = 'secret key'
  if (given !== undefined) return { name, ok: true, message: 'comes from TILLFLOW_SECRET_KEY' }
  try {
    const { mode } = await stat(join(dataDir, 'secret.key'))
    const open = (mode & 0o077) !== 0
    return {
      name,
      ok: !open,
      message: open ? 'secret.key can be read by others; run chmod 600 on it' : 'secret.key is readable by its owner only',
    }
  } catch {
    return { name, ok: false, message: 'secret.key is missing and TILLFLOW_SECRET_KEY is not set: stored secrets cannot be read' }
  }
}
