// What an expression reads and calls, found by walking its syntax tree: nothing is evaluated.
// Used to load lookup tables before a run, to know whether earlier steps are needed, and to show where a source field goes.
import type { AstFilter, AstNode } from './ast.ts'
import { KNOWN_FUNCTIONS } from './functions.ts'
import { parseExpression } from './parse.ts'
import { formatTarget } from './target.ts'

export interface ExpressionFacts {
  /** Source paths read, such as `customer.email`, `$trigger.id`, ``$steps.`map-order`.total``; `*` and `**` for wildcards. `$` is the whole record. */
  readonly paths: readonly string[]
  /** Functions called that the expression does not define itself, without `$`. */
  readonly functions: readonly string[]
  /** Variables read that the expression does not define itself, without `$`: `trigger`, `steps`, `parent`, `index`. */
  readonly variables: readonly string[]
  /** Lookup tables named by a literal: `$lookup("tenders", …)`. A computed name is not seen: tables are loaded before evaluation. */
  readonly tables: readonly string[]
}

/** A place in the source: names from the record, or from a variable when the first begins with `$`. `undefined`: not a plain path. */
type Place = readonly string[] | undefined
type Scope = ReadonlyMap<string, Place>

const NOTHING: ExpressionFacts = { paths: [], functions: [], variables: [], tables: [] }
/** Functions that hand each item of their first argument to a function; by parameter position. */
const ITEM_PARAMETERS: Readonly<Record<string, readonly number[]>> = { map: [0], filter: [0], single: [0], sort: [0, 1], reduce: [1] }

/** The facts of an expression; of one with syntax errors, none. */
export function analyseExpression(source: string): ExpressionFacts {
  const parsed = parseExpression(source)
  if (!parsed.ok) return NOTHING
  const found = { paths: new Set<string>(), functions: new Set<string>(), variables: new Set<string>(), tables: new Set<string>() }
  new Walk(found).read(parsed.ast, [], new Map())
  return {
    paths: [...found.paths],
    functions: [...found.functions],
    variables: [...found.variables],
    tables: [...found.tables],
  }
}

/** True when the expression reads `$name` from outside. */
export function usesVariable(source: string, name: string): boolean {
  return analyseExpression(source).variables.includes(name)
}

interface Found {
  readonly paths: Set<string>
  readonly functions: Set<string>
  readonly variables: Set<string>
  readonly tables: Set<string>
}

class Walk {
  readonly #found: Found
  constructor(found: Found) {
    this.#found = found
  }

  /** Walks a node whose value somebody reads. */
  read(node: AstNode, base: Place, scope: Scope): void {
    this.#report(this.#visit(node, base, scope))
  }

  #report(place: Place): void {
    if (!place) return
    const [first, ...rest] = place
    const name = first?.startsWith('$') === true ? first : undefined
    const names = name ? rest : place
    const text = names.map((part) => (part === '*' || part === '**' ? part : formatTarget([part]))).join('.')
    this.#found.paths.add(name ? (text === '' ? name : `${name}.${text}`) : text === '' ? '$' : text)
  }

  /** Walks a node and answers the place its value comes from, which is not reported yet. */
  #visit(node: AstNode, base: Place, scope: Scope): Place {
    const place = this.#placeOf(node, base, scope)
    this.#filters(node.predicate, place, scope)
    if (node.group) this.#pairs(node.group.lhs, place, scope)
    return node.group ? undefined : place
  }

  #placeOf(node: AstNode, base: Place, scope: Scope): Place {
    switch (node.type) {
      case 'path':
        return this.#path(node, base, scope)
      case 'name':
        return base && [...base, String(node.value)]
      case 'wildcard':
        return base && [...base, '*']
      case 'descendant':
        return base && [...base, '**']
      case 'variable':
        return this.#variable(String(node.value), base, scope)
      case 'block':
        return this.#block(node.expressions ?? [], base, scope)
      case 'function':
      case 'partial':
        this.#call(node, base, scope)
        return undefined
      case 'bind':
        return node.rhs && this.#visit(node.rhs, base, scope)
      case 'lambda':
        this.#lambda(node, base, scope, new Map())
        return undefined
      case 'transform': {
        const pattern = node.pattern && this.#visit(node.pattern, base, scope)
        if (node.update) this.read(node.update, pattern, scope)
        if (node.delete) this.read(node.delete, pattern, scope)
        return undefined
      }
      default:
        if (isPairs(node.lhs)) this.#pairs(node.lhs, base, scope)
        else if (node.lhs) this.read(node.lhs, base, scope)
        for (const child of [node.rhs, node.expression, node.condition, node.then, node.else]) if (child) this.read(child, base, scope)
        for (const child of node.expressions ?? []) this.read(child, base, scope)
        return undefined
    }
  }

  #path(node: AstNode, base: Place, outer: Scope): Place {
    let place = base
    let scope = outer
    for (const step of node.steps ?? []) {
      if (step.type === 'sort') for (const term of step.terms ?? []) this.read(term.expression, place, scope)
      else place = this.#visit(step, place, scope)
      if (step.focus !== undefined) scope = new Map(scope).set(step.focus, place)
      if (step.index !== undefined) scope = new Map(scope).set(step.index, undefined)
      for (const stage of step.stages ?? []) if (stage.type === 'index') scope = new Map(scope).set(String(stage.value), undefined)
      this.#filters(step.stages, place, scope)
    }
    return place
  }

  #variable(name: string, base: Place, scope: Scope): Place {
    if (name === '') return base
    if (name === '$') return []
    if (scope.has(name)) return scope.get(name)
    if (KNOWN_FUNCTIONS.has(name)) {
      this.#found.functions.add(name)
      return undefined
    }
    this.#found.variables.add(name)
    return [`$${name}`]
  }

  #block(expressions: readonly AstNode[], base: Place, outer: Scope): Place {
    let scope = outer
    let last: Place
    for (const [i, expression] of expressions.entries()) {
      if (expression.type === 'bind' && expression.lhs && !isPairs(expression.lhs) && expression.rhs) {
        const name = String(expression.lhs.value)
        // A function may call itself: its own name is known within it.
        const place = this.#visit(expression.rhs, base, new Map(scope).set(name, undefined))
        if (i === expressions.length - 1) last = place
        scope = new Map(scope).set(name, place)
      } else if (i === expressions.length - 1) last = this.#visit(expression, base, scope)
      else this.read(expression, base, scope)
    }
    return last
  }

  #call(node: AstNode, base: Place, scope: Scope): void {
    const called = node.procedure?.type === 'variable' ? String(node.procedure.value) : undefined
    const [first, ...others] = node.arguments ?? []
    if (called === undefined && node.procedure) this.read(node.procedure, base, scope)
    if (called !== undefined && !scope.has(called)) this.#found.functions.add(called)
    if (called === 'lookup' && first?.type === 'string') this.#found.tables.add(String(first.value))
    const place = first && this.#visit(first, base, scope)
    this.#report(place)
    for (const other of others) {
      const positions = (called !== undefined && ITEM_PARAMETERS[called]) || []
      if (other.type === 'lambda') this.#lambda(other, base, scope, new Map(positions.map((at) => [at, place])))
      else this.read(other, base, scope)
    }
  }

  #lambda(node: AstNode, base: Place, outer: Scope, known: ReadonlyMap<number, Place>): void {
    const scope = new Map(outer)
    for (const [i, parameter] of (node.arguments ?? []).entries()) scope.set(String(parameter.value), known.get(i))
    if (node.body) this.read(node.body, base, scope)
  }

  #filters(filters: readonly AstFilter[] | undefined, place: Place, scope: Scope): void {
    for (const filter of filters ?? []) if (filter.expr) this.read(filter.expr, place, scope)
  }

  #pairs(pairs: readonly (readonly [AstNode, AstNode])[], base: Place, scope: Scope): void {
    for (const pair of pairs) for (const node of pair) this.read(node, base, scope)
  }
}

function isPairs(lhs: AstNode['lhs']): lhs is readonly (readonly [AstNode, AstNode])[] {
  return Array.isArray(lhs)
}
