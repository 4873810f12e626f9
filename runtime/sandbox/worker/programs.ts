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

/** What most mappings use. */
const WARM_UP = `($parent := $; $list := [lines = null ? [] : lines]; $group := 0{"a": name}; {
  "reference": name & "-" & $string(total), "email": customer.email ?: "none", "day": $substring(created, 0, 10),
  "twice": $number(total) * 2 - 1, "rounded": $roundMoney(total), "sum": $sumMoney(lines.price), "upper": $uppercase(customer.name),
  "kept": lines[quantity > 0].{"sku": $trim(sku), "quantity": quantity}, "each": [$list#$index.(0{"sku": sku, "no": $index + 1})],
  "some": $count($filter(lines, function($l) { $l.quantity > 1 and $contains($l.sku, "A") })), "group": $group ? $group,
  "skus": $join(lines^(sku).sku, ","), "note": $exists(note) ? note : null, "first": lines[0].sku, "at": $now()
})`
const WARM_UP_RECORD = JSON.stringify({
  name: '#1',
  total: '1.50',
  created: '2026-01-01T00:00:00Z',
  customer: { name: 'Ann', email: 'a@example.org' },
  lines: [
    { sku: 'A', quantity: 2, price: '1.00' },
    { sku: 'B', quantity: 1, price: '0.50' },
  ],
})
/** No program of a client has this number. */
const WARM_UP_PROGRAM: ToldProgram = { id: 0, expression: WARM_UP, tables: '{}', hashes: [] }

type Compilation = ReturnType<typeof compileJsonata> | { readonly invalid: string }

const WARM_UP_MS = 1_000

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
  /** Evaluates something in a fresh isolate: what the first evaluation takes longer is done before a client waits for it. */
  warmUp(target: Target & { readonly guest: Readonly<Record<'begin' | 'run' | 'end', GuestFunction>> }): void
  /** What the numbers in an explained program's notes stand for; or why it notes nothing. */
  sitesOf(expression: string): readonly ReadSite[] | { readonly reason: string }
}

export function clientPrograms(compilerText: string): Programs {
  const compile = compilerText === '' ? undefined : (runInThisContext(compilerText, { filename: 'compiler.js' }) as typeof compileJsonata)
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

  const programs: Programs = {
    warmUp(target) {
      if (!compile || programs.install(target, WARM_UP_PROGRAM, 0, WARM_UP_MS).kind !== 'compiled') return
      target.guest.begin.applySync(undefined, [WARM_UP_RECORD, 0, 100_000, ''], { timeout: WARM_UP_MS })
      target.guest.run.applySync(undefined, [WARM_UP_PROGRAM.id, 0], { timeout: WARM_UP_MS })
      target.guest.end.applySync(undefined, [])
    },
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
  return programs
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
