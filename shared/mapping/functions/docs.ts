// What the designer shows about each function while an expression is typed. Every example is run by the sandbox's tests, so none can be wrong.
import type { ErrorCode } from '../../error-codes.ts'
import { JSONATA_DOCS } from './jsonata-docs.ts'
import { MONEY_DOCS } from './money-docs.ts'
import type { PartBodies } from '../parts/with-parts.ts'
import { PART_DOCS } from './part-docs.ts'
import { RETAIL_DOCS } from './retail-docs.ts'

export interface FunctionExample {
  readonly expression: string
  /** What it gives, as JSON; left out when it gives nothing, or an error. */
  readonly result?: unknown
  /** The code of the error that it gives instead. */
  readonly error?: ErrorCode
  /** The record it is evaluated on. Default: an empty object. */
  readonly input?: unknown
  readonly tables?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly parts?: PartBodies
}

export interface FunctionParameter {
  /** As in the signature. */
  readonly name: string
  readonly help: string
  readonly optional?: true
}

export interface FunctionDoc {
  /** With its `$`. */
  readonly name: string
  readonly group: 'money' | 'lookup' | 'retail' | 'text' | 'number' | 'list' | 'object' | 'date' | 'logic' | 'advanced'
  /** As it is called; `?` marks what may be left out. */
  readonly signature: string
  readonly summary: string
  /** What each parameter means, in order; those of JSONata's own functions are told by the signature alone. */
  readonly parameters?: readonly FunctionParameter[]
  readonly examples: readonly FunctionExample[]
}

/** The functions that Tillflow adds to JSONata. */
export const OWN_DOCS: readonly FunctionDoc[] = [...MONEY_DOCS, ...RETAIL_DOCS, ...PART_DOCS]

/** Ours first, then JSONata's own. */
export const FUNCTION_DOCS: readonly FunctionDoc[] = [...OWN_DOCS, ...JSONATA_DOCS]
