// Secrets at rest: AES-256-GCM with a data key per client, itself sealed with the installation's key. Each value is bound to its
// client, connection and field, so that a row copied elsewhere in the database does not open there.
import { randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { SealedSecret } from '#shared/model/connections.ts'
import type { ConnectionStore } from '../store/ports.ts'
import { decrypt, encrypt } from './seal.ts'

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
