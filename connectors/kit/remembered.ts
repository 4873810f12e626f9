// What a system tells of itself, such as which fields it has: asked once, then remembered by this process for a while. Flows read many records a
// minute, and fields are added seldom.

export interface Remembered<T> {
  /** Of this key as it was told a while ago, or read now. */
  get(key: string, now: Date, read: () => Promise<T>): Promise<T>
  /** Read now, and remembered. */
  renew(key: string, now: Date, read: () => Promise<T>): Promise<T>
  forget(key: string): void
}

/** Shorter than anybody waits for a field that was just added; where one is gone, whoever is refused asks anew. */
const KNOWN_FOR_MS = 10 * 60_000
const MOST_KNOWN = 2_000

export function remembered<T>(): Remembered<T> {
  const known = new Map<string, { readonly from: number; readonly value: T }>()

  async function renew(key: string, now: Date, read: () => Promise<T>): Promise<T> {
    const value = await read()
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, { from: now.getTime(), value })
    return value
  }

  return {
    async get(key, now, read) {
      const kept = known.get(key)
      const age = kept === undefined ? -1 : now.getTime() - kept.from
      return kept !== undefined && age >= 0 && age < KNOWN_FOR_MS ? kept.value : await renew(key, now, read)
    },
    renew,
    forget: (key) => void known.delete(key),
  }
}
