// Where the values of an expression come from: a walk over its syntax tree that follows each value through variables, lists, conditions and functions
// to the places of the source it may be read from. Nothing is evaluated.
import type { AstFilter, AstNode } from './ast.ts'
import { constantOf, isTruthy } from './constant.ts'
import { KNOWN_FUNCTIONS } from './functions.ts'
import {
  below,
  isNear,
  NOTHING,
  RECORD,
  used,
  type Cell,
  type Found,
  type Place,
  type Provenance,
  type Scope,
  type Value,
} from './places.ts'
import { callWalk } from './provenance-calls.ts'

/** More places than this are not followed: what is left is noted as read where it stands. */
const MAX_PLACES = 100

export function provenance(found: Found): Provenance {
  const noted: Place[] = []
  const { callOf, callLambda, countVisit, reportUnread } = callWalk({ visit, read, report, union, found })

  function read(node: AstNode, base: Value, scope: Scope): Value {
    const value = visit(node, base, scope)
    report(value)
    return value
  }

  function report(value: Value): Value {
    const { places, lambda } = value
    for (const place of places) {
      found.place(place)
      noted.push(place)
    }
    // A function that is handed on, nobody knows with what.
    if (lambda) callLambda(lambda, [])
    return value
  }

  function visit(node: AstNode, base: Value, scope: Scope): Value {
    countVisit()
    const constant = constantOf(node, (name) => scope.get(name)?.value.constant)
    const { constant: last, ...known } = valueOf(node, base, scope)
    const given = constant ?? (node.type === 'block' && !node.predicate ? last : undefined)
    const value = given ? { ...known, constant: given } : known
    filters(node.predicate, value, scope)
    const { group } = node
    return group ? touching(value, () => pairs(group.lhs, value, scope)) : value
  }

  function valueOf(node: AstNode, base: Value, scope: Scope): Value {
    switch (node.type) {
      case 'path':
        return path(node, base, scope)
      case 'name':
        return below(base, String(node.value))
      case 'wildcard':
        return below(base, '*')
      case 'descendant':
        return below(base, '**')
      case 'parent':
        return { places: base.places.map((place) => (place.at(-1)?.startsWith('$') ? place : place.slice(0, -1))) }
      case 'variable':
        return variable(String(node.value), base, scope)
      case 'block':
        return block(node.expressions ?? [], base, scope)
      case 'bind':
        return bind(node, base, scope)
      case 'condition':
        return condition(node, base, scope)
      case 'function':
        return callOf(node, undefined, base, scope)
      case 'partial':
        callOf(node, undefined, base, scope)
        return NOTHING
      case 'apply':
        return apply(node, base, scope)
      case 'lambda':
        if (node.thunk) return node.body ? visit(node.body, base, scope) : NOTHING
        return { places: [], lambda: { node, base, scope } }
      case 'transform':
        return transform(node, NOTHING, scope)
      case 'unary':
        if (node.value === '[') return union((node.expressions ?? []).map((child) => visit(child, base, scope)))
        break
    }
    if (isPairs(node.lhs)) return pairs(node.lhs, base, scope)
    if (node.lhs) read(node.lhs, base, scope)
    for (const child of [node.rhs, node.expression, ...(node.expressions ?? [])]) if (child) read(child, base, scope)
    return NOTHING
  }

  function path(node: AstNode, base: Value, outer: Scope): Value {
    let value = base
    let scope = outer
    for (const [i, step] of (node.steps ?? []).entries()) {
      if (step.type === 'sort') for (const term of step.terms ?? []) read(term.expression, value, scope)
      else {
        const before = value
        value = i === 0 ? visit(step, before, scope) : touching(before, () => visit(step, before, scope))
        if (step.focus !== undefined) {
          // `@` binds the step's items and leaves the context where it was.
          report(value)
          scope = new Map(scope).set(step.focus, { value })
          value = before
        }
      }
      if (step.index !== undefined) scope = new Map(scope).set(step.index, { value: NOTHING })
      for (const stage of step.stages ?? []) if (stage.type === 'index') scope = new Map(scope).set(String(stage.value), { value: NOTHING })
      filters(step.stages, value, scope)
    }
    return value
  }

  function union(values: readonly Value[]): Value {
    const all = new Map(values.flatMap(({ places }) => places.map((place) => [place.join('\u0000'), place] as const)))
    const places = [...all.values()]
    if (places.length > MAX_PLACES) report({ places: places.splice(MAX_PLACES) })
    return { places }
  }

  /** What makes nothing of a value, such as the second step of `lines.1`, still depends on how often it is there. */
  function touching(before: Value, make: () => Value): Value {
    const from = noted.length
    const value = make()
    const places = [...value.places, ...noted.slice(from)]
    for (const place of before.places) if (!places.some((one) => isNear(place, one))) report({ places: [place] })
    return value
  }

  function variable(name: string, base: Value, scope: Scope): Value {
    if (name === '') return base
    if (name === '$') return RECORD
    const known = used(scope.get(name))
    if (known) return known
    if (KNOWN_FUNCTIONS.has(name)) {
      found.function(name)
      return NOTHING
    }
    found.variable(name)
    return { places: [[`$${name}`]] }
  }

  /** A binding within another expression may happen or not. */
  function bind(node: AstNode, base: Value, scope: Scope): Value {
    if (!isNode(node.lhs) || !node.rhs) return NOTHING
    const name = String(node.lhs.value)
    const value = visit(node.rhs, base, scope)
    const known = scope.get(name)
    if (known) known.value = union([known.value, value])
    else scope.set(name, { value: { places: value.places } })
    return value
  }

  function block(expressions: readonly AstNode[], base: Value, outer: Scope): Value {
    let scope = outer
    let last = NOTHING
    let isConstant = true
    const cells: Cell[] = []
    for (const [i, expression] of expressions.entries()) {
      const isLast = i === expressions.length - 1
      const name = expression.type === 'bind' && isNode(expression.lhs) ? String(expression.lhs.value) : undefined
      if (name === undefined) {
        last = isLast ? visit(expression, base, scope) : read(expression, base, scope)
        isConstant &&= last.constant !== undefined
        continue
      }
      // A function may call itself: its own name is known within it, and stands for itself.
      const cell: Cell = { value: NOTHING }
      const inside = new Map(scope).set(name, cell)
      last = expression.rhs ? visit(expression.rhs, base, inside) : NOTHING
      if (last.lambda) cell.value = last
      isConstant &&= last.constant !== undefined
      const bound: Cell = isLast ? { value: last, isRead: true } : { value: last }
      cells.push(bound)
      scope = new Map(scope).set(name, bound)
    }
    reportUnread(cells)
    const { constant, ...value } = last
    // What comes before may fail, or bind what is read later.
    return constant && isConstant ? last : value
  }

  function condition(node: AstNode, base: Value, scope: Scope): Value {
    if (node.condition) read(node.condition, base, scope)
    const decided = node.condition && constantOf(node.condition, (name) => scope.get(name)?.value.constant)
    const branches = decided ? [isTruthy(decided.value) ? node.then : node.else] : [node.then, node.else]
    return union(branches.map((branch) => (branch ? visit(branch, base, scope) : NOTHING)))
  }

  function apply(node: AstNode, base: Value, scope: Scope): Value {
    if (!isNode(node.lhs) || !node.rhs) return NOTHING
    const first = visit(node.lhs, base, scope)
    if (node.rhs.type === 'function') return callOf(node.rhs, first, base, scope)
    if (node.rhs.type === 'transform') return transform(node.rhs, first, scope)
    return callOf({ type: 'function', procedure: node.rhs }, first, base, scope)
  }

  /** Its value is a copy of what it is given. */
  function transform(node: AstNode, given: Value, scope: Scope): Value {
    const pattern = node.pattern ? visit(node.pattern, given, scope) : NOTHING
    if (node.update) read(node.update, pattern, scope)
    if (node.delete) read(node.delete, pattern, scope)
    return given
  }

  function filters(all: readonly AstFilter[] | undefined, value: Value, scope: Scope): void {
    for (const filter of all ?? []) if (filter.expr) read(filter.expr, value, scope)
  }

  function pairs(all: readonly (readonly [AstNode, AstNode])[], base: Value, scope: Scope): Value {
    for (const pair of all) for (const node of pair) read(node, base, scope)
    return NOTHING
  }

  return { visit, read }
}

function isNode(lhs: AstNode['lhs']): lhs is AstNode {
  return lhs !== undefined && !Array.isArray(lhs)
}

function isPairs(lhs: AstNode['lhs']): lhs is readonly (readonly [AstNode, AstNode])[] {
  return Array.isArray(lhs)
}
