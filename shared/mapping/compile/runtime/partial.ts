// Partial application: `$substring(?, 0, 3)`.
import { createSequence, HOLE, lambda, type Func } from './calls.ts'
import { enter, fail } from './state.ts'

export function partial(args: readonly unknown[], proc: unknown, position: number, token: unknown): Func {
  if (typeof proc !== 'function') return fail('T1008', { position, token })
  const func = proc as Func
  const { body } = func
  if (body) return rest(args, func.arity ?? 0, (given) => (enter(1), body(...given)))
  const names = parametersOf(func)
  const implementation = (func.implementation ?? func) as (...given: unknown[]) => unknown
  return rest(args, names, (given) => implementation.apply({ createSequence }, given))
}

/** A function of the parameters that are left. Parameters that were not given are missing for ever. */
function rest(args: readonly unknown[], parameters: number, run: (given: unknown[]) => unknown): Func {
  const open: number[] = []
  for (let index = 0; index < parameters; index++) if (args[index] === HOLE) open.push(index)
  const body = (...values: unknown[]): unknown => {
    const given = Array.from({ length: parameters }, (_, index) => args[index])
    open.forEach((index, at) => (given[index] = values[at]))
    return run(given)
  }
  return lambda(body as Func, open.length)
}

/** The reference reads the parameters from a function's text, and parses them as JSONata. */
function parametersOf(func: Func): number {
  if (func.closure) return fail('S0202', { position: 12, token: '..', value: ')' })
  const text = Function.prototype.toString.call(func.implementation ?? func)
  const names = (/\(([^)]*)\)/.exec(text)?.[1] ?? '').split(',')
  const wrong = names.find((name) => !/^\s*[\w$]*\s*$/.test(name))
  if (wrong !== undefined) fail('S0208', { token: '=', value: names.indexOf(wrong) + 1 })
  return names.length
}
