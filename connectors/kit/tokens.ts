// Where a connection's OAuth tokens are kept, as connectors see it. The runtime's keeper seals them in the store and lets one worker
// renew them at a time; the one here keeps them in memory.
export interface TokenSet {
  readonly access: string
  /** Milliseconds since 1970 after which `access` is not used any more. */
  readonly until: number
  readonly refresh?: string
  /** The refresh token before this one, kept until the newer one has renewed in its turn. */
  readonly previousRefresh?: string
  /** Of the credentials it was made with: others make it void. */
  readonly origin: string
}

export interface TokenKeeper {
  /** The newest tokens, whoever stored them. */
  read(): Promise<TokenSet | undefined>
  /**
   * Answers stored tokens that are `fresh`; otherwise makes new ones with `make`, in one place at a time over all workers, and stores
   * them before anybody can use them. Who comes meanwhile waits for the same. Throws what `make` throws, or `token-unavailable` when
   * somebody else takes too long.
   */
  renew(fresh: (tokens: TokenSet) => boolean, make: (current: TokenSet | undefined) => Promise<TokenSet>): Promise<TokenSet>
}

export function memoryTokens(): TokenKeeper {
  let stored: TokenSet | undefined
  let renewing: Promise<TokenSet> | undefined
  return {
    read: async () => stored,
    async renew(fresh, make) {
      if (stored && fresh(stored)) return stored
      renewing ??= make(stored).finally(() => (renewing = undefined))
      stored = await renewing
      return stored
    },
  }
}
