// The gate every request of a connection passes: flow control as the HTTP client sees it. The runtime's gate keeps limits, breaker and
// maintenance windows over all workers; `openGate` lets everything through.
import type { AppError } from '#shared/errors.ts'

export interface GateRequest {
  /** The vendor's name of what is asked for, where it has limits by operation. */
  readonly operation?: string
  /** Points this request is expected to cost, where the vendor counts points. */
  readonly cost?: number
}

/** What a connector reads in an answer beyond the status. */
export interface Observation {
  /** The answer refuses because of too many calls; the wait, where it is known. */
  readonly throttled?: { readonly retryAfterMs?: number }
  /** What the request costs, where the answer says so. */
  readonly cost?: number
  /** What the vendor says of its cost bucket. */
  readonly bucket?: { readonly available: number; readonly maximum: number; readonly perSecond: number }
  /** Something a person should know, such as an API version that is no longer served. `null`: checked, nothing to tell. */
  readonly notice?: { readonly kind: 'api-version'; readonly message: string } | null
}

export interface Outcome {
  /** `answered`: whatever the answer says, the system is there. `throttled`: it wants fewer calls. `failed`: no answer, or a 5xx. */
  readonly kind: 'answered' | 'throttled' | 'failed'
  /** True for an answer that is no refusal of any kind. */
  readonly ok: boolean
  readonly headers: Readonly<Record<string, string>>
  readonly error?: AppError
  /** As the vendor asked, for `throttled`; absent where it did not say. */
  readonly retryAfterMs?: number
  readonly observation?: Observation
}

export interface Pass {
  /** Must be called once, whatever happened. Answers what to throw in place of `outcome.error`. */
  leave(outcome: Outcome): Promise<AppError | undefined>
}

export interface Gate {
  /** Waits for its turn where that is soon; throws an error with `retry-after` where it is not. */
  enter(request: GateRequest, signal: AbortSignal): Promise<Pass>
}

export const openGate: Gate = {
  enter: async () => ({ leave: async ({ error }) => error }),
}
