// Secrets at rest: AES-256-GCM with a data key per client, itself sealed with the installation's key. Each value is bound to its
// client, connection and field, so that a row copied elsewhere in the database does not open there.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { SealedSecret } from '#shared/model/connections.ts'
import type { ConnectionStore } from '../store/ports.ts'

export interface Vault {
  seal(clientId: string, connectionId: string, field: string, text: string): Promise<SealedSecret>
  /** Throws `secret-unreadable`. */
  open(clientId: string, connectionId: string, sealed: SealedSecret): Promise<string>
  /** Forgets the client's key: it is being deleted. */
  forget(clientId: string): void
  /** Throws `config-invalid` where clients have data keys and none of them opens: the installation was made with another key. */
  checkKey(clientIds: readonly string[]): Promise<void>
}

export interface VaultOptions {
  /** 32 bytes; see installation-key.ts. */
  readonly installationKey: Uint8Array
  readonly store: Pick<ConnectionStore, 'dataKey' | 'putDataKey'>
}

const KEY_BYTES = 32

export function createVault({ installationKey, store }: VaultOptions): Vault {
  const dataKeys = new Map<string, Promise<Uint8Array>>()

  async function loadDataKey(clientId: string): Promise<Uint8Array> {
    const binding = ['data-key', clientId]
    const stored = await store.dataKey(clientId)
    if (stored) return decrypt(installationKey, stored, binding)
    const key = randomBytes(KEY_BYTES)
    await store.putDataKey(clientId, encrypt(installationKey, key, binding))
    // Another process may have been first: the stored key counts.
    const now = await store.dataKey(clientId)
    return now ? decrypt(installationKey, now, binding) : key
  }

  const dataKey = (clientId: string): Promise<Uint8Array> => {
    const known = dataKeys.get(clientId)
    if (known) return known
    const loading = loadDataKey(clientId)
    dataKeys.set(clientId, loading)
    loading.catch(() => dataKeys.delete(clientId))
    return loading
  }

  return {
    async seal(clientId, connectionId, field, text) {
      const binding = ['secret', clientId, connectionId, field]
      return { field, ciphertext: encrypt(await dataKey(clientId), Buffer.from(text, 'utf8'), binding) }
    },
    async open(clientId, connectionId, { field, ciphertext }) {
      const binding = ['secret', clientId, connectionId, field]
      return Buffer.from(decrypt(await dataKey(clientId), ciphertext, binding)).toString('utf8')
    },
    forget: (clientId) => void dataKeys.delete(clientId),
    async checkKey(clientIds) {
      let refused: unknown
      for (const clientId of clientIds) {
        const stored = await store.dataKey(clientId)
        if (!stored) continue
        try {
          decrypt(installationKey, stored, ['data-key', clientId])
          return
        } catch (error) {
          refused = error
        }
      }
      if (refused === undefined) return
      throw new AppError('config-invalid', {
        message: 'This installation was made with another secret key.',
        fix: 'Start it with the TILLFLOW_SECRET_KEY it was made with, or without one when its key is the file secret.key.',
        cause: refused,
      })
    },
  }
}

// version (1) | nonce (12) | tag (16) | ciphertext
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES

function encrypt(key: Uint8Array, plain: Uint8Array, binding: readonly string[]): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(binding))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.getAuthTag(), body])
}

function decrypt(key: Uint8Array, sealed: Uint8Array, binding: readonly string[]): Uint8Array {
  try {
    if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new Error('unknown format')
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(associated(binding))
      .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()])
  } catch {
    // A wrong key and a changed value look the same, and neither says more than this.
    throw new AppError('secret-unreadable')
  }
}

/** JSON keeps the parts apart: `["a","bc"]` is not `["ab","c"]`. */
const associated = (binding: readonly string[]) => Buffer.from(JSON.stringify(['tillflow', VERSION, ...binding]), 'utf8')
