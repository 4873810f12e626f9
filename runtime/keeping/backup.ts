// Backups of an embedded installation: a folder with the database, the simulators' records, and a description with checksums and a hint
// of the secret key. Taken while the server runs; a restore refuses what is damaged, and marks what it restored.
import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, fsyncSync, openSync } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import { KEY_FILE } from '../connections/installation-key.ts'
import { DATABASE_FILE } from '../store/database-file.ts'
import { openSqliteStore } from '../store/sqlite/open.ts'

const SIMULATORS = 'simulators'
const DESCRIPTION = 'backup.json'
const DEMO_FILE = 'demo.json'
const FORMAT = 1

export interface BackupDescription {
  readonly format: number
  readonly version: string
  /** ISO instant; what was committed before it is in the backup. */
  readonly takenAt: string
  /** The beginning of the secret key's SHA-256: tells which key this needs, and nothing of the key. */
  readonly keyHint?: string
  /** SHA-256 by file name. */
  readonly files: Readonly<Record<string, string>>
}

export interface BackupOptions {
  readonly dataDir: string
  /** A folder that is not there yet. */
  readonly to: string
  /** TILLFLOW_SECRET_KEY, where the key is not in the data directory. */
  readonly secretKey: string | undefined
  readonly withKey: boolean
  readonly version: string
  readonly now: Date
}

/** Throws `config-invalid` with the reason. Half a backup never stands under its name. */
export async function takeBackup({ dataDir, to, secretKey, withKey, version, now }: BackupOptions): Promise<BackupDescription> {
  if (existsSync(to)) throw refused(`${to} is there already.`, 'Name a folder that does not exist yet; every backup gets its own.')
  const half = join(dirname(to), `.${basename(to)}.half`)
  const key = secretKey ?? (await readFile(join(dataDir, KEY_FILE), 'utf8').catch(() => undefined))?.trim()
  if (withKey && key === undefined) throw refused('There is no secret key to include.', 'Set TILLFLOW_SECRET_KEY, or leave out --with-key.')
  try {
    await rm(half, { recursive: true, force: true })
    await mkdir(join(half, SIMULATORS), { recursive: true, mode: 0o700 })
    const files = [DATABASE_FILE]
    copyDatabase(join(dataDir, DATABASE_FILE), join(half, DATABASE_FILE))
    // After the database: simulators are the outside world, which is never behind.
    for (const name of await databasesIn(join(dataDir, SIMULATORS))) {
      copyDatabase(join(dataDir, SIMULATORS, name), join(half, SIMULATORS, name))
      files.push(join(SIMULATORS, name))
    }
    if (existsSync(join(dataDir, DEMO_FILE))) {
      await copyFile(join(dataDir, DEMO_FILE), join(half, DEMO_FILE))
      files.push(DEMO_FILE)
    }
    if (withKey) {
      await writeFile(join(half, KEY_FILE), `${key}\n`, { mode: 0o600 })
      files.push(KEY_FILE)
    }
    const sums = await Promise.all(files.map(async (name) => [name, await sha256(join(half, name))] as const))
    const description: BackupDescription = {
      format: FORMAT,
      version,
      takenAt: now.toISOString(),
      ...(key !== undefined && { keyHint: hintOf(key) }),
      files: Object.fromEntries(sums),
    }
    await writeFile(join(half, DESCRIPTION), `${JSON.stringify(description, null, 2)}\n`)
    for (const name of [...files, DESCRIPTION]) {
      await chmod(join(half, name), 0o600)
      toDisk(join(half, name))
    }
    toDisk(half)
    await rename(half, to)
    return description
  } catch (cause) {
    await rm(half, { recursive: true, force: true })
    const why = cause instanceof Error ? cause.message : 'unknown'
    throw refused(
      `The backup could not be made: ${why}.`,
      'Check TILLFLOW_DATA_DIR, and the folder and the free space of the target.',
      cause,
    )
  }
}

export interface RestoreOptions {
  readonly from: string
  /** Holds no installation yet. */
  readonly dataDir: string
  readonly secretKey: string | undefined
  /** A file with the secret key. */
  readonly keyFile?: string
  readonly now: Date
}

/** Throws `config-invalid`: a damaged backup, a directory in use, a wrong or missing key. Nothing is changed then. */
export async function restoreBackup({ from, dataDir, secretKey, keyFile, now }: RestoreOptions): Promise<BackupDescription> {
  const description = await readDescription(from)
  if (existsSync(join(dataDir, DATABASE_FILE))) {
    throw refused(
      `${dataDir} holds an installation already.`,
      'Move it away first, or set TILLFLOW_DATA_DIR to a new directory: a restore replaces nothing.',
    )
  }
  for (const [name, sum] of Object.entries(description.files)) {
    if ((await sha256(join(from, name)).catch(() => undefined)) !== sum)
      throw refused(`${name} in this backup is damaged or missing.`, 'Use another backup.')
  }
  const included = Object.hasOwn(description.files, KEY_FILE) ? join(from, KEY_FILE) : undefined
  const key = secretKey ?? (await readKey(keyFile ?? included))
  if (key === undefined && description.keyHint !== undefined) {
    throw refused(
      'This backup does not hold the secret key, and none was given.',
      'Set TILLFLOW_SECRET_KEY, or give the file with --key. Without the key no stored credential can be read.',
    )
  }
  if (key !== undefined && description.keyHint !== undefined && hintOf(key) !== description.keyHint)
    throw refused('This is not the secret key the backup was made with.', 'Give the key of the installation that made the backup.')

  await mkdir(join(dataDir, SIMULATORS), { recursive: true, mode: 0o700 })
  const content = Object.keys(description.files).filter((name) => name !== KEY_FILE && name !== DATABASE_FILE)
  if (key !== undefined && secretKey === undefined) await writeFile(join(dataDir, KEY_FILE), `${key}\n`, { mode: 0o600 })
  for (const name of content) await copyFile(join(from, name), join(dataDir, name))
  // The database last, and whole: without it the directory holds no installation, and a restore that was interrupted can be begun again.
  const staging = join(dataDir, '.restoring')
  await rm(staging, { recursive: true, force: true })
  await mkdir(staging, { mode: 0o700 })
  await copyFile(join(from, DATABASE_FILE), join(staging, DATABASE_FILE))
  const store = await openSqliteStore({ dataDir: staging })
  try {
    // From now on Tillflow knows that what ran after the backup is not in its journal.
    await store.keeping.markRestored(now)
  } finally {
    await store.close()
  }
  toDisk(join(staging, DATABASE_FILE))
  await rename(join(staging, DATABASE_FILE), join(dataDir, DATABASE_FILE))
  await rm(staging, { recursive: true })
  toDisk(dataDir)
  return description
}

async function readDescription(from: string): Promise<BackupDescription> {
  let description: BackupDescription
  try {
    description = JSON.parse(await readFile(join(from, DESCRIPTION), 'utf8')) as BackupDescription
  } catch (cause) {
    throw refused(`${from} is no backup of Tillflow.`, 'Name the folder that the backup verb made.', cause)
  }
  if (description.format !== FORMAT) throw refused('This backup was made by a newer Tillflow.', 'Restore it with the version that made it.')
  return description
}

/** A whole and compact copy of what is committed now; writers are not held up. */
function copyDatabase(source: string, target: string): void {
  const database = new Database(source, { readonly: true, fileMustExist: true })
  try {
    database.prepare('VACUUM INTO ?').run(target)
  } finally {
    database.close()
  }
  const copy = new Database(target, { readonly: true })
  try {
    const answer = copy.pragma('quick_check', { simple: true })
    if (answer !== 'ok') throw new Error(`the copy of ${source} is not whole: ${String(answer)}`)
  } finally {
    copy.close()
  }
}

const databasesIn = async (dir: string): Promise<readonly string[]> =>
  (await readdir(dir).catch(() => [])).filter((name) => name.endsWith('.db'))

async function readKey(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  if (!(await stat(file).catch(() => undefined))) throw refused(`${file} is not there.`, 'Name the file with the secret key.')
  return (await readFile(file, 'utf8')).trim()
}

const hintOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function toDisk(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const refused = (message: string, fix: string, cause?: unknown) =>
  new AppError('config-invalid', { message, fix, ...(cause !== undefined && { cause }) })
