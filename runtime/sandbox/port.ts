// The sandbox as the rest of the runtime sees it: JSON strings in and out, so that another engine can replace isolated-vm.
// Nothing of a client runs in the process that answers HTTP.
import type { ErrorData } from '#shared/errors.ts'
import type { WhenMissing } from '#shared/model/connections.ts'
import type { Explanation } from '#shared/mapping/explanation.ts'

/** A lookup table as an expression sees it. `hash` changes with its content. */
export interface SandboxTable {
  readonly hash: string
  readonly rows: readonly { readonly key: string; readonly value: unknown; readonly from?: string; readonly to?: string }[]
  readonly whenMissing?: WhenMissing
}

/** A JSONata expression with the tables it may read. */
export interface Program {
  readonly expression: string
  readonly tables?: Readonly<Record<string, SandboxTable>>
}

export interface Evaluation {
  readonly clientId: string
  readonly program: Program
  /** The input as JSON text: `$`. */
  readonly input: string
  /** More values by name, each as JSON text: `{ trigger: '{"id":1}' }` is `$trigger`. */
  readonly bindings?: Readonly<Record<string, string>>
  /** Wall clock, from the moment a worker begins. Default 2,000 ms. */
  readonly deadlineMs?: number
  /**
   * Milliseconds since 1970 that `$now()` and `$millis()` tell, and the seed of `$random()` and `$shuffle()`. Give the run's own time, so that a step
   * evaluated again after a crash gives what it gave before. Default: now.
   */
  readonly clock?: number
}

export interface ScriptExecution {
  readonly clientId: string
  /** A function body with the parameters `input`, `trigger`, `steps`. */
  readonly source: string
  readonly input: string
  readonly bindings?: Readonly<Record<string, string>>
  readonly deadlineMs?: number
}

/**
 * One program of a chain. `value`: what it gives is the next one's input. `test`: when it gives `true` the next one has the same input;
 * anything else ends the chain.
 */
export interface ChainedProgram extends Program {
  readonly passesOn: 'value' | 'test'
}

/** What one evaluation gave: JSON text, or `undefined` when the expression had no result; or why it failed. */
export type Outcome = { readonly ok: true; readonly json: string | undefined } | { readonly ok: false; readonly error: ErrorData }

/** An outcome, and what the evaluation read on its way there. */
export interface Explained {
  readonly outcome: Outcome
  readonly explanation: Explanation
}

/**
 * Failures come as data with these codes: `expression-invalid`, `expression-failed`, `lookup-missing`, `lookup-table-missing`, `money-invalid`,
 * `currencies-mixed`, `value-invalid`, `unbalanced`, `script-invalid`, `script-failed`, `payload-invalid` (input or binding is not JSON), `sandbox-timeout`, `sandbox-memory`, `output-too-large`, and
 * `sandbox-crashed` when the worker died for another evaluation's sake. Each ends within its deadline + 200 ms from the moment a worker begins.
 * `details` carries `position` (0-based offset) and `token` for expressions, `line` for scripts, where known.
 */
export interface Sandbox {
  evaluate(evaluation: Evaluation): Promise<Outcome>
  /** Evaluates several programs on one input, as a preview does: one outcome per program, one failing alone. */
  evaluateAll(request: Omit<Evaluation, 'program'> & { readonly programs: readonly Program[] }): Promise<readonly Outcome[]>
  /**
   * Evaluates programs one after the other, each on what the one before gave, in one trip to a worker: for steps that follow each other. Each has
   * the deadline for itself. Best effort: answers the outcomes of the first programs, perhaps none (a worker died, a program gave no value);
   * what is not among them is to be evaluated by itself.
   */
  evaluateChain(request: Omit<Evaluation, 'program'> & { readonly programs: readonly ChainedProgram[] }): Promise<readonly Outcome[]>
  /** As `evaluateAll`, and with each outcome what was read for which field of it. Costs about twice as much; the outcomes are the same. */
  explainAll(request: Omit<Evaluation, 'program'> & { readonly programs: readonly Program[] }): Promise<readonly Explained[]>
  runScript(execution: ScriptExecution): Promise<Outcome>
  /** Reads a script without running it: no result when it can be run, else `script-invalid` with its `line`. */
  checkScript(clientId: string, source: string): Promise<Outcome>
  /** Ready to evaluate without a cold start. */
  ready(): Promise<void>
  close(): Promise<void>
}
