// What the runtime and its workers say to each other. Types only: the forms of the headers, and what the texts beside them are.

/** First frame to a worker. Texts: the guest's source; for mappings the compiler's too. */
export interface InitHeader {
  readonly type: 'init'
  readonly memoryMb: number
  readonly outputBytes: number
  /** Mapping workers: how many clients' isolates are kept. */
  readonly isolates: number
}

/** An expression with its tables, told to a worker once and then named by its number. */
export interface ProgramHeader {
  readonly id: number
  /** The hash of each table by name. */
  readonly tables: Readonly<Record<string, string>>
}

/** Everything there is to evaluate for a worker at a time. Texts: the expressions of `programs`, then those of each request. */
export interface EvaluateHeader {
  readonly type: 'evaluate'
  /** Programs that the worker does not know yet. */
  readonly programs: readonly ProgramHeader[]
  /** Forget all programs told before, but for requests that are waiting. */
  readonly forget?: true
  readonly requests: readonly RequestHeader[]
}

/**
 * Evaluate programs on one input. Texts: the input, then the bindings in the order of `bindings`, then the rows of the tables in `newTables` (JSON:
 * `[[key, value], …]`).
 * With `chain`, each program's input is what the one before gave (`value`) or what that one had when it gave `true` (`test`); any other outcome
 * ends the request.
 */
export interface RequestHeader {
  readonly id: number
  readonly client: string
  readonly timeoutMs: number
  readonly clock: number
  readonly programs: readonly number[]
  readonly bindings?: readonly string[]
  readonly newTables?: readonly string[]
  readonly chain?: readonly ('value' | 'test')[]
  /** The outcomes are told with what was read. */
  readonly explain?: true
  /** A worker died of this request or of one beside it: what is done is told before it begins, and it runs by itself. */
  readonly alone?: true
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

/**
 * What is done. Texts, `texts` for each result: `u` (no result), `j` and JSON, or `e` and an ErrorData as JSON; of an explained program `x` and
 * `{ outcome, explanation }` as JSON, where `outcome` is such a text.
 */
export interface ResultsHeader {
  readonly type: 'results'
  readonly results: readonly ResultHeader[]
  /** The worker's resident memory, now and then. */
  readonly rssBytes?: number
}

export interface ResultHeader {
  readonly id: number
  /** How many programs are done, one text each. */
  readonly texts: number
  /** More of this request follows; a chain may end early. */
  readonly more?: true
  /** Milliseconds since the result before. */
  readonly ms: number
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

export type FromWorker = ResultsHeader | TablesNeededHeader | CancelledHeader | ReadyHeader
export type Answer = Exclude<FromWorker, ReadyHeader>
