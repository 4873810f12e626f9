// The part of the walk that follows values into functions and out of them: built-in ones, and those of the expression itself.
import type { AstNode } from './ast.ts'
import { GIVES_ALL, GIVES_FIRST, ITEM_PARAMETERS, OVER_FIELDS, readsContext } from './function-values.ts'
import { below, NOTHING, used, type Cell, type Found, type Provenance, type Scope, type Value } from './places.ts'

/** Functions that call each other are walked again for each call, until this many nodes were seen; then once. */
const MAX_VISITS = 20_000

export interface Walk extends Provenance {
  /** Notes that a value is read; answers it. */
  report(value: Value): Value
  union(values: readonly Value[]): Value
  readonly found: Found
}

export interface CallWalk {
  /** The value of a call. `before` is what a chain (`~>`) puts before the arguments. */
  callOf(node: AstNode, before: Value | undefined, base: Value, scope: Scope): Value
  callLambda(lambda: NonNullable<Value['lambda']>, args: readonly Value[]): Value
  countVisit(): void
  /** What was bound and never used is noted as read all the same: somebody wrote it. */
  reportUnread(cells: readonly Cell[]): void
}

export function callWalk({ visit, read, report, union, found }: Walk): CallWalk {
  /** Functions of the expression that are being walked: one that calls itself is walked once. */
  const walking = new Set<AstNode>()
  const walked = new Set<AstNode>()
  let visits = 0

  function callOf(node: AstNode, before: Value | undefined, base: Value, scope: Scope): Value {
    const callee = node.procedure
    const name = callee?.type === 'variable' ? String(callee.value) : undefined
    const own = name === undefined ? callee && visit(callee, base, scope) : used(scope.get(name))
    const given = node.arguments ?? []
    const places = ITEM_PARAMETERS[name ?? ''] ?? []
    const args = before ? [before] : []
    if (own === undefined && readsContext(name ?? '', given.length + args.length, given[0]?.type)) args.unshift(report(base))
    for (const argument of given) {
      const items = OVER_FIELDS.has(name ?? '') ? below(args[0] ?? NOTHING, '*') : (args[0] ?? NOTHING)
      const value = visit(argument, base, scope)
      // What a function of the expression gets is read where it reads it.
      if (own?.lambda) args.push(value)
      else if (value.lambda && args.length > 0) {
        const parameters = (value.lambda.node.arguments ?? []).map((_, at) => (places.includes(at) ? items : NOTHING))
        args.push(callLambda(value.lambda, parameters))
      } else {
        report(value)
        args.push(value)
      }
    }
    if (own?.lambda) return callLambda(own.lambda, args)
    if (before) report(before)
    if (own) {
      report(own)
      return NOTHING
    }
    if (name === undefined) return NOTHING
    found.function(name)
    const [first] = given
    if ((name === 'lookup' || name === 'lookupAt') && first?.type === 'string') found.table(String(first.value))
    const member = given.at(-1)
    // The member that it adds up is named by a text.
    if (name === 'sumMoney' && args.length === 2 && member?.type === 'string')
      report(
        String(member.value)
          .split('.')
          .reduce(below, args[0] ?? NOTHING),
      )
    return resultOf(name, args, given, base)
  }

  function resultOf(name: string, args: readonly Value[], given: readonly AstNode[], base: Value): Value {
    const [first = base, second = NOTHING] = args
    if (GIVES_FIRST.has(name)) return { places: first.places }
    if (GIVES_ALL.has(name)) return union(args)
    if (name === 'map' || name === 'each') return second
    if (name === 'reduce') return union(args.slice(1))
    const key = given.at(-1)
    return name === 'lookup' && given[0]?.type !== 'string' && key?.type === 'string' ? below(first, String(key.value)) : NOTHING
  }

  /** The value of its body, which is noted as read. */
  function callLambda({ node, base, scope: outer }: NonNullable<Value['lambda']>, args: readonly Value[]): Value {
    const isWalked = walked.has(node)
    walked.add(node)
    if (walking.has(node) || !node.body || (isWalked && visits > MAX_VISITS)) {
      for (const again of args) report(again)
      return NOTHING
    }
    walking.add(node)
    const scope = new Map(outer)
    // A function may call itself with other arguments: they are no constants.
    const unfolded = ({ places, lambda }: Value = NOTHING): Value => ({ places, ...(lambda && { lambda }) })
    const cells = (node.arguments ?? []).map((_, i): Cell => ({ value: unfolded(args[i]) }))
    for (const [i, cell] of cells.entries()) scope.set(String(node.arguments?.[i]?.value), cell)
    for (const more of args.slice(cells.length)) report(more)
    const value = read(node.body, base, scope)
    walking.delete(node)
    reportUnread(cells)
    return value
  }

  function reportUnread(cells: readonly Cell[]): void {
    for (const { value, isRead } of cells) if (!isRead && !value.lambda) report(value)
  }

  return { callOf, callLambda, countVisit: () => (visits += 1), reportUnread }
}
