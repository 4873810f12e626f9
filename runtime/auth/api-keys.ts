// API keys for programs: `tf_` and 32 random bytes. Only the SHA-256 is stored; a key with that much entropy needs no slow hash,
// and a fast one lets every request look its key up by an index.
import { createHash, randomBytes } from 'node:crypto'
import type { ApiKeySummary, CreateApiKey, CreatedApiKey } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { newId } from '#shared/ids.ts'
import type { ApiKeyRow, ApiKeyStore } from '../store/ports.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'

export const API_KEY_PREFIX = 'tf_'
const DAY_MS = 86_400_000

export interface ApiKeys {
  /** The answer's `key` is the only time the key is seen. */
  create(by: Actor, body: CreateApiKey): Promise<CreatedApiKey>
  list(partnerId: string): Promise<readonly ApiKeySummary[]>
  /** Throws `not-found`. */
  remove(by: Actor, id: string): Promise<void>
  /** Ends all keys that this actor made, and those made with them. */
  removeMadeBy(partnerId: string, maker: string): Promise<number>
  /** The row of a key that is known and has not expired. */
  verify(key: string): Promise<ApiKeyRow | undefined>
}

export function createApiKeys(options: {
  readonly store: ApiKeyStore
  readonly tenancy: Pick<Tenancy, 'refuseUnknownClients'>
  readonly audit: Audit
  readonly clock?: () => Date
}): ApiKeys {
  const { store, tenancy, audit } = options
  const clock = options.clock ?? (() => new Date())
  return {
    create: async (by, body) => {
      const at = clock()
      const clientIds = body.clientIds ?? null
      await tenancy.refuseUnknownClients(by.partnerId, clientIds)
      const key = API_KEY_PREFIX + randomBytes(32).toString('base64url')
      const row: ApiKeyRow = {
        id: newId('key', at.getTime()),
        partnerId: by.partnerId,
        role: body.role,
        clientIds,
        name: body.name,
        hash: hashKey(key),
        createdAt: at.toISOString(),
        createdBy: by.maker ?? by.actor,
        ...(body.expiresInDays && { expiresAt: new Date(at.getTime() + body.expiresInDays * DAY_MS).toISOString() }),
      }
      await store.create(row)
      await audit.record(by, { action: 'api-key.create', target: row.id, details: { name: row.name, role: row.role } })
      return { ...toApiKey(row), key }
    },
    list: async (partnerId) => (await store.list(partnerId)).map(toApiKey),
    remove: async (by, id) => {
      if (!(await store.remove(by.partnerId, id))) throw new AppError('not-found')
      await audit.record(by, { action: 'api-key.remove', target: id })
    },
    removeMadeBy: (partnerId, maker) => store.removeMadeBy(partnerId, maker),
    verify: async (key) => {
      if (!key.startsWith(API_KEY_PREFIX)) return undefined
      const row = await store.byHash(hashKey(key))
      const isExpired = row?.expiresAt !== undefined && row.expiresAt <= clock().toISOString()
      return isExpired ? undefined : row
    },
  }
}

const hashKey = (key: string) => createHash('sha256').update(key).digest('hex')

const toApiKey = ({ id, name, role, clientIds, createdAt, expiresAt }: ApiKeyRow): ApiKeySummary => ({
  id,
  name,
  role,
  clientIds,
  createdAt,
  ...(expiresAt && { expiresAt }),
})
