// jsonata inside the isolate. `external` is given by the text around this bundle; jsonata gets our clock, our random numbers and base64. Compiled
// programs use parts of it; the interpreter itself is made when the first program needs it.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { SandboxDate } from './clock.ts'
import { random } from './random.ts'

type PartName = 'jsonata' | 'functions' | 'datetime' | 'signature'

declare const external: (name: 'jsonata') => {
  readonly isSynchronous: boolean
  readonly isModular: boolean
  load(Date: unknown, window: { btoa(text: string): string; atob(text: string): string }): unknown
}

interface JsonataProgram {
  evaluate(input: unknown, bindings: Record<string, unknown>): unknown
  registerFunction(name: string, implementation: (...args: never[]) => unknown): void
  ast(): unknown
}
type JsonataFactory = (expression: string, options: { readonly stack: number }) => JsonataProgram

Math.random = random

const engine = external('jsonata')
export const isSynchronous = engine.isSynchronous
/** Whether programs can be compiled: their runtime needs jsonata's functions one by one. */
export const isModular = engine.isModular

const loaded = engine.load(SandboxDate, { btoa: encodeBase64, atob: decodeBase64 })

export function jsonataPart(name: PartName): unknown {
  return (loaded as (name: PartName) => unknown)(name)
}

let factory: JsonataFactory | undefined

export function jsonata(expression: string, options: { readonly stack: number }): JsonataProgram {
  factory ??= (isModular ? jsonataPart('jsonata') : loaded) as JsonataFactory
  return factory(expression, options)
}
