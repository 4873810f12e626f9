// Compiled programs in this process, for tests and measurements of our own expressions only: a client's text runs in the sandbox.
import { compileFunction, runInThisContext } from 'node:vm'
import { compileJsonata, type CompiledJsonata } from '#shared/mapping/compile.ts'
import type { LinkedProgram, ProgramFactory } from '#shared/mapping/compile/runtime/link.ts'
import { bundle } from '../bundle.ts'
import { jsonataModules, synchronousJsonata } from '../jsonata/source.ts'

export interface CompiledRuntime {
  link(factory: ProgramFactory): LinkedProgram
  register(name: string, implementation: (...args: never[]) => unknown, signature?: string): void
  /** Compiles and loads; undefined when the expression is not compiled. */
  program(source: string, options?: { readonly explain?: boolean }): (LinkedProgram & CompiledJsonata) | undefined
}

type Parts = (name: 'datetime' | 'functions' | 'signature') => never

export function compiledRuntime(now: () => number = Date.now): CompiledRuntime {
  const module = { exports: {} as Parts }
  compileFunction(jsonataModules(synchronousJsonata()), ['module', 'exports'])(module, module.exports)
  const runtime = runInThisContext(bundle(new URL('../../../shared/mapping/compile/runtime/link.ts', import.meta.url))) as {
    install(library: object, now: () => number): void
  } & Omit<CompiledRuntime, 'program'>
  const part = module.exports
  runtime.install({ fn: part('functions'), datetime: part('datetime'), parseSignature: part('signature') }, now)
  return {
    ...runtime,
    program(source, options) {
      const result = compileJsonata(source, options)
      return result.compiled ? { ...runtime.link(runInThisContext(result.code) as ProgramFactory), ...result } : undefined
    },
  }
}
