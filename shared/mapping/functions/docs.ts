// What the designer shows about each function while an expression is typed. Every example is run by the sandbox's tests, so none can be wrong.
import { JSONATA_DOCS } from './jsonata-docs.ts'
import { OWN_DOCS } from './own-docs.ts'

export interface FunctionExample {
  readonly expression: string
  /** What it gives, as JSON; left out when it gives nothing. */
  readonly result?: unknown
  /** The record it is evaluated on. Default: an empty object. */
  readonly input?: unknown
  readonly tables?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface FunctionDoc {
  /** With its `$`. */
  readonly name: string
  readonly group: 'money' | 'lookup' | 'text' | 'number' | 'list' | 'object' | 'date' | 'logic' | 'advanced'
  /** As it is called; `?` marks what may be left out. */
  readonly signature: string
  readonly summary: string
  readonly examples: readonly FunctionExample[]
}

/** Ours first, then JSONata's own. */
export const FUNCTION_DOCS: readonly FunctionDoc[] = [...OWN_DOCS, ...JSONATA_DOCS]
