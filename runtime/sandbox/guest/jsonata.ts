// jsonata inside the isolate. `external` is given by the text around this bundle; jsonata gets our clock, our random numbers and base64.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { SandboxDate } from './clock.ts'
import { random } from './random.ts'

declare const external: (name: 'jsonata') => {
  readonly isSynchronous: boolean
  load(Date: unknown, window: { btoa(text: string): string; atob(text: string): string }): JsonataFactory
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
export const jsonata: JsonataFactory = engine.load(SandboxDate, { btoa: encodeBase64, atob: decodeBase64 })
