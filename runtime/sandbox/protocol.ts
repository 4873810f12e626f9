// What the runtime and its workers say to each other. Types only: the forms of the headers, and what the texts beside them are.

/** First frame to a worker. Texts: the guest's source; for mappings the compiler's too. */
export interface InitHeader {
  readonly type: 'init'
  readonly memoryMb: number
  readonly outputBytes: number
  /** Mapping workers: how many clients' isolates are kept. */
  readonly isolates: number
}

/**
 * Evaluate programs on one input. Texts: the input, then the bindings in the order of `bindings`, then the programs, then the rows of the tables
 * in `newTables` (JSON: `[[key, value], …]`).
 * With `chain`, each program's input is what the one before gave (`value`) or what that one had when it gave `true` (`test`); any other outcome
 * ends the request.
 */
export interface EvaluateHeader {
  readonly type: 'evaluate'
  readonly id: number
  readonly client: string
  readonly timeoutMs: number
  readonly clock: number
  readonly bindings: readonly string[]
  /** Per program: the hash of each table by name. */
  readonly programs: readonly Readonly<Record<string, string>>[]
  readonly newTables: readonly string[]
  readonly chain?: readonly ('value' | 'test')[]
  /** The outcomes are told with what was read. */
  readonly explain?: true
}

/** Run one script. Texts: the source, the input, then the bindings. */
export interface ScriptHeader {
  readonly type: 'script'
  /** Only read the script and say whether it can be run. */
  readonly checkOnly?: boolean
  readonly id: number
  readonly timeoutMs: number
  readonly bindings: readonly string[]
}

/** Forget these requests unless they have begun: another worker has them now. */
export interface CancelHeader {
  readonly type: 'cancel'
  readonly ids: readonly number[]
}

export type ToWorker = InitHeader | EvaluateHeader | ScriptHeader | CancelHeader

/** Programs are done, from `program` on; a chain may end early. Texts, one each: `u` (no result), `j` and JSON, or `e` and an ErrorData as
 * JSON; of an explained program `x` and `{ outcome, explanation }` as JSON, where `outcome` is such a text. */
export interface ResultHeader {
  readonly type: 'result'
  readonly id: number
  readonly program: number
  /** The last one of its request. */
  readonly last: boolean
  /** The worker's resident memory, now and then. */
  readonly rssBytes?: number
  /** The last of the programs is not compiled but interpreted, and why: told once. */
  readonly interpreted?: string
}

/** The request was not started: these tables are not (or no more) in the worker. */
export interface TablesNeededHeader {
  readonly type: 'tables-needed'
  readonly id: number
  readonly hashes: readonly string[]
}

/** These were forgotten; no result follows. */
export interface CancelledHeader {
  readonly type: 'cancelled'
  readonly ids: readonly number[]
}

export interface ReadyHeader {
  readonly type: 'ready'
}

export type FromWorker = ResultHeader | TablesNeededHeader | CancelledHeader | ReadyHeader
export type Answer = Exclude<FromWorker, ReadyHeader>
