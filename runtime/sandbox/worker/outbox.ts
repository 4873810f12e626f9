// Results that wait to be told. Each write wakes the runtime up, so several small ones travel together; none waits while something longer begins.
import type { ResultHeader } from '../protocol.ts'
import { send } from './pipe.ts'

/** A result waits no longer than this while the next requests are evaluated. */
const WAIT_MS = 2
/** A large result travels by itself: it must not be kept alive by small ones beside it. */
const LARGE = 65_536
const REPORT_EVERY = 64

export interface Outbox {
  readonly isEmpty: boolean
  add(id: number, texts: readonly string[], ms: number, more?: { readonly more?: boolean; readonly interpreted?: string | undefined }): void
  /** When the first result has waited long enough. */
  flushIfDue(): void
  flush(): void
}

export function outbox(): Outbox {
  let results: ResultHeader[] = []
  let texts: string[] = []
  let since = 0
  let served = 0

  const flush = (): void => {
    if (results.length === 0) return
    const ms = results.reduce((sum, result) => sum + result.ms, 0)
    const report = (served += results.length) >= REPORT_EVERY || ms > 50
    if (report) served = 0
    send({ type: 'results', results, ...(report && { rssBytes: process.memoryUsage.rss() }) }, texts)
    results = []
    texts = []
  }
  return {
    get isEmpty() {
      return results.length === 0
    },
    add(id, outcomes, ms, { more = false, interpreted } = {}) {
      const isLarge = outcomes.some((outcome) => outcome.length > LARGE)
      if (isLarge) flush()
      if (results.length === 0) since = performance.now()
      const result = { id, texts: outcomes.length, ms: Math.round(ms * 1_000) / 1_000 }
      results.push(
        more || interpreted !== undefined
          ? { ...result, ...(more && { more }), ...(interpreted !== undefined && { interpreted }) }
          : result,
      )
      texts.push(...outcomes)
      if (isLarge || more) flush()
    },
    flushIfDue() {
      if (results.length > 0 && performance.now() - since > WAIT_MS) flush()
    },
    flush,
  }
}
