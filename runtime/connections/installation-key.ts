// The key that seals everything: from TILLFLOW_SECRET_KEY, or made at the first start and kept in the data directory.
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#shared/errors.ts'

export const KEY_FILE = 'secret.key'
const SHORTEST = 16

/** 32 bytes. Throws `config-invalid` for a key that is too short, or a file that is not one of ours. */
export function loadInstallationKey(options: { readonly secretKey: string | undefined; readonly dataDir: string }): Uint8Array {
  const text = options.secretKey ?? readOrMake(options.dataDir)
  if (text.length < SHORTEST) {
    const where = options.secretKey === undefined ? `The file ${KEY_FILE} in the data directory` : 'TILLFLOW_SECRET_KEY'
    throw new AppError('config-invalid', {
      message: `${where} must have at least ${SHORTEST} characters.`,
      fix: 'Give the key this installation was started with first; a new one can be made with: openssl rand -base64 32',
    })
  }
  return new Uint8Array(hkdfSync('sha256', text, 'tillflow', 'installation-key', 32))
}

function readOrMake(dataDir: string): string {
  const file = join(dataDir, KEY_FILE)
  if (existsSync(file)) {
    // A backup may have been restored with wider rights.
    chmodSync(file, 0o600)
    return readFileSync(file, 'utf8').trim()
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const text = randomBytes(32).toString('base64')
  // `wx`: a key that is there must never be overwritten.
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, `${text}\n`)
    // Without this key every stored secret is lost: it must be on the disk before the first one is.
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  return text
}
