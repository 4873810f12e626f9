// OAuth tokens of a connection: sealed in the store, renewed by one worker at a time. The lock is a row, so that it holds over all
// processes and ends by itself when its owner is lost; within this process everybody joins the renewal that is under way.
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#shared/errors.ts'
import type { TokenKeeper, TokenSet } from '#connectors/kit/tokens.ts'
import type { TokenStore } from '../store/ports.ts'
import type { Vault } from './vault.ts'

export interface TokenKeepersOptions {
  readonly store: TokenStore
  readonly vault: Pick<Vault, 'seal' | 'open'>
}

/** Longer than a request to a token address may take. */
const LOCK_MS = 60_000
const LOOK_EVERY_MS = 200
/** Then the run waits without a worker. */
const LONGEST_LOOK_MS = 10_000
const MOST_SEEN = 2_000
/** Its name within the vault: a sealed token does not open as anything else. */
const FIELD = 'oauth-tokens'

export function createTokenKeepers({ store, vault }: TokenKeepersOptions): (clientId: string, connectionId: string) => TokenKeeper {
  const renewing = new Map<string, Promise<TokenSet>>()
  /** What this process saw last. It may be old: then it is refused, and a renewal looks into the store first. */
  const seen = new Map<string, TokenSet>()

  return (clientId, connectionId) => {
    const id = `${clientId}/${connectionId}`

    async function load(): Promise<TokenSet | undefined> {
      const ciphertext = await store.read(clientId, connectionId)
      return ciphertext && remember(JSON.parse(await vault.open(clientId, connectionId, { field: FIELD, ciphertext })) as TokenSet)
    }

    function remember(tokens: TokenSet): TokenSet {
      if (seen.size >= MOST_SEEN) seen.clear()
      seen.set(id, tokens)
      return tokens
    }

    async function renewAlone(
      fresh: (tokens: TokenSet) => boolean,
      make: (current: TokenSet | undefined) => Promise<TokenSet>,
    ): Promise<TokenSet> {
      const owner = crypto.randomUUID()
      for (let looked = 0; looked <= LONGEST_LOOK_MS; looked += LOOK_EVERY_MS) {
        const locked = await store.lock(clientId, connectionId, owner, LOCK_MS)
        const current = await load()
        if (current && fresh(current)) {
          if (locked) await store.unlock(clientId, connectionId, owner)
          return current
        }
        if (locked) return await makeAndStore(owner, current, make)
        await sleep(LOOK_EVERY_MS)
      }
      throw new AppError('token-unavailable', { message: 'Another worker is renewing the access token.', retryAfterMs: LOOK_EVERY_MS * 5 })
    }

    async function makeAndStore(
      owner: string,
      current: TokenSet | undefined,
      make: (current: TokenSet | undefined) => Promise<TokenSet>,
    ): Promise<TokenSet> {
      let made: TokenSet
      try {
        made = await make(current)
      } catch (error) {
        await store.unlock(clientId, connectionId, owner)
        throw error
      }
      const { ciphertext } = await vault.seal(clientId, connectionId, FIELD, JSON.stringify(made))
      // A lock that ran out meanwhile is somebody else's, and so are the tokens: theirs are newer.
      if (await store.put(clientId, connectionId, owner, ciphertext)) return remember(made)
      return (await load()) ?? made
    }

    return {
      read: async () => seen.get(id) ?? (await load()),
      async renew(fresh, make) {
        const underWay = renewing.get(id)
        if (underWay) {
          const tokens = await underWay
          if (fresh(tokens)) return tokens
          return this.renew(fresh, make)
        }
        const mine = renewAlone(fresh, make)
        renewing.set(id, mine)
        try {
          return await mine
        } finally {
          if (renewing.get(id) === mine) renewing.delete(id)
        }
      },
    }
  }
}
