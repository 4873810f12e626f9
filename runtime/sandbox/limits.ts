// The sandbox's limits in one place, with the trade-off behind each number.

export interface SandboxLimits {
  /** Wall clock of an evaluation that names none. Long, because it counts a busy machine's waiting too. */
  readonly deadlineMs: number
  /** After the deadline the isolate's own timeout has had its chance, and the worker is killed. */
  readonly graceMs: number
  /** Input and bindings together, in characters. JSON becomes about ten times its size as objects. */
  readonly inputChars: number
  /** Result, in characters. */
  readonly outputChars: number
  readonly bindings: number
  /** V8's soft limit per isolate: exceeding it costs the isolate, not the worker. */
  readonly isolateMb: number
  /** Resident memory at which a running worker is killed: V8 alone lets an isolate pass its limit many times over. */
  readonly workerMb: number
  /** Resident memory at which an idle worker is replaced, so that what many clients left behind never adds up to `workerMb`. */
  readonly recycleMb: number
  /** Clients' isolates kept per mapping worker: about 5 MB each. */
  readonly isolates: number
}

export const DEFAULT_LIMITS: SandboxLimits = {
  deadlineMs: 2_000,
  graceMs: 60,
  inputChars: 16_000_000,
  outputChars: 8_000_000,
  bindings: 32,
  isolateMb: 192,
  workerMb: 512,
  recycleMb: 256,
  isolates: 16,
}

export type SandboxLog = (level: 'info' | 'warn', message: string, fields: Readonly<Record<string, unknown>>) => void
