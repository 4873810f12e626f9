// Client expressions become programs of an isolate: compiled here, beside the isolates, once for all clients; then loaded where they may run.
import { runInThisContext } from 'node:vm'
import type { compileJsonata } from '../../../shared/mapping/compile.ts'
import type { ReadSite } from '../../../shared/mapping/compile/read-sites.ts'
import { expressionFailure } from '../guest/failure.ts'
import type { Context, GuestFunction, Isolate } from './isolated-vm.ts'

export type Installed =
  | { readonly kind: 'compiled' }
  /** jsonata itself runs it, and why. */
  | { readonly kind: 'interpreted'; readonly reason: string }
  /** Not well-formed: what it answers, as text. */
  | { readonly kind: 'invalid'; readonly outcome: string }

interface Target {
  readonly isolate: Isolate
  readonly context: Context
  readonly guest: Readonly<Record<'install' | 'interpret', GuestFunction>>
}

const WARM_UP = '($x := a.b[c = 1]; {"d": $string($x) & e, "f": g ? $map(h, function($i) { $i + 1 }) : i^(j).k})'

type Compilation = ReturnType<typeof compileJsonata> | { readonly invalid: string }

/** Compiled texts of all clients: a text does not depend on who wrote it. */
const MAX_COMPILED = 1_000
const CACHED_LENGTH = 100_000

/** A program as this worker was told it. */
export interface ToldProgram {
  readonly id: number
  readonly expression: string
  /** Its tables, name to hash, as JSON; and the hashes. */
  readonly tables: string
  readonly hashes: readonly string[]
}

export interface Programs {
  /** Loads a program into an isolate. With `explain` it is one that notes what it reads. */
  install(target: Target, program: ToldProgram, explain: 0 | 1, timeout: number): Installed
  /** What the numbers in an explained program's notes stand for; or why it notes nothing. */
  sitesOf(expression: string): readonly ReadSite[] | { readonly reason: string }
}

export function clientPrograms(compilerText: string): Programs {
  const compile = compilerText === '' ? undefined : (runInThisContext(compilerText, { filename: 'compiler.js' }) as typeof compileJsonata)
  // The first compilation takes ten times as long as the next: it is done before anybody waits for it.
  compile?.(WARM_UP)
  const caches = [new Map<string, Compilation>(), new Map<string, Compilation>()] as const

  const compilationOf = (expression: string, explain: 0 | 1): Compilation => {
    const compilations = caches[explain]
    const known = compilations.get(expression)
    if (known) return known
    const compilation = attempt(expression, explain)
    if (expression.length <= CACHED_LENGTH) compilations.set(expression, compilation)
    const oldest = compilations.size > MAX_COMPILED ? compilations.keys().next().value : undefined
    if (oldest !== undefined) compilations.delete(oldest)
    return compilation
  }
  const attempt = (expression: string, explain: 0 | 1): Compilation => {
    if (!compile) return { compiled: false, reason: 'jsonata could not be taken apart' }
    try {
      return compile(expression, { explain: explain === 1 })
    } catch (error) {
      return { invalid: `e${JSON.stringify(expressionFailure(error, expression))}` }
    }
  }

  return {
    install(target, { id, expression, tables }, explain, timeout) {
      const compilation = compilationOf(expression, explain)
      if ('invalid' in compilation) return { kind: 'invalid', outcome: compilation.invalid }
      let reason: string
      if (!compilation.compiled) reason = compilation.reason
      else {
        const { code, variables } = compilation
        const factory = load(target, code)
        if (factory) {
          const given = [id, explain, expression, tables, factory.derefInto({ release: true }), variables.join('\n')]
          target.guest.install.applySync(undefined, given, { timeout })
          return { kind: 'compiled' }
        }
        reason = 'the generated text is nested too deeply'
      }
      target.guest.interpret.applySync(undefined, [id, explain, expression, tables], { timeout })
      return { kind: 'interpreted', reason }
    },
    sitesOf(expression) {
      const compilation = compilationOf(expression, 1)
      if ('invalid' in compilation) return []
      return compilation.compiled ? compilation.sites : compilation
    },
  }
}

/** Undefined when V8's own parser gives up on the text. */
function load(target: Target, code: string): ReturnType<ReturnType<Isolate['compileScriptSync']>['runSync']> | undefined {
  try {
    return target.isolate.compileScriptSync(code, { filename: 'mapping.js' }).runSync(target.context, { reference: true })
  } catch (error) {
    if (target.isolate.isDisposed) throw error
    return undefined
  }
}
