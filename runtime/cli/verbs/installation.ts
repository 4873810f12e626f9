// key, backup, doctor: the installation itself.
import { access, chmod, constants, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { AppError } from '#shared/errors.ts'
import { ROLES } from '#shared/model/accounts.ts'
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
    .command('backup <file>')
    .description('copy the database while it is in use; keep the secret key apart')
    .action(async (file: string) => {
      const source = join(config.dataDir, 'tillflow.db')
      await copyDatabase(source, resolve(file)).catch((cause: unknown) => {
        const why = cause instanceof Error ? cause.message : 'unknown'
        throw new AppError('config-invalid', {
          message: `${source} could not be copied to ${file}: ${why}.`,
          fix: 'Check TILLFLOW_DATA_DIR, and that the folder of the copy is there and can be written.',
          cause,
        })
      })
      out.line(`${file} holds everything but the secret key. Keep TILLFLOW_SECRET_KEY, or the file secret.key, in another place.`)
    })

  program
    .command('doctor')
    .description('check this installation')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => {
      const checks = [
        await checkNode(),
        await checkDataDir(config.dataDir),
        await checkDatabase(config.dataDir),
        await checkSecretKey(config.dataDir, config.secretKey),
      ]
      if (checks.some((check) => !check.ok)) context.fail()
      if (options.json) return printJson(out, checks)
      for (const check of checks) out.line(`${check.ok ? 'ok  ' : 'FAIL'}  ${check.name}: ${check.message}`)
    })
}

async function copyDatabase(source: string, target: string): Promise<void> {
  if (target === source) throw new Error('a copy onto itself')
  const database = new Database(source, { readonly: true, fileMustExist: true })
  try {
    await database.backup(target)
    await chmod(target, 0o600)
  } finally {
    database.close()
  }
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

async function checkDatabase(dataDir: string): Promise<Check> {
  const name = 'database'
  try {
    const database = new Database(join(dataDir, 'tillflow.db'), { readonly: true, fileMustExist: true })
    try {
      const answer = database.pragma('quick_check', { simple: true })
      return { name, ok: answer === 'ok', message: answer === 'ok' ? 'consistent' : String(answer) }
    } finally {
      database.close()
    }
  } catch (error) {
    return { name, ok: false, message: error instanceof Error ? error.message : 'cannot be opened' }
  }
}

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
