// Variables. A frame of the reference becomes JavaScript variables of the function in which its expression stands: each expression is evaluated at
// most once for each call of that function, so every evaluation has its own. Names of users never become names of JavaScript.
import { eachChild, type Node } from './nodes.ts'
import { helper, literal, type Place, type Source, type Unit } from './writer.ts'

interface Variable {
  readonly js: string
  /** Bound for sure from here on, seen from the level of the frame. */
  bound: boolean
  /** Where its value comes from. */
  source?: Source
}

export interface Scope {
  readonly outer: Scope | undefined
  readonly level: number
  readonly variables: Map<string, Variable>
  /** A tuple whose members are variables too: the JavaScript name of the object, and the names it may have. */
  readonly tuple?: { readonly js: string; readonly names: ReadonlySet<string> }
}

/** A frame for an expression whose bindings (`:=`) belong to it. */
export function frameFor(at: Place, nodes: readonly Node[], tuple?: Scope['tuple']): Place {
  const names = new Set<string>()
  for (const node of nodes) collectBindings(node, at.program.bindings, names)
  const variables = new Map<string, Variable>()
  for (const name of names) variables.set(name, { js: at.program.fresh('v'), bound: false })
  for (const { js } of variables.values()) at.unit.unbound.push(js)
  if (names.size > 0) helper(at, 'UNBOUND')
  return { ...at, scope: { outer: at.scope, level: at.level, variables, ...(tuple && { tuple }) } }
}

/** Adds a variable that has its value from the beginning, such as a parameter. */
export function declareBound(scope: Scope, name: string, js: string, unit: Unit, source?: Source): void {
  const known = scope.variables.get(name)
  if (known) unit.unbound.splice(unit.unbound.indexOf(known.js), 1)
  scope.variables.set(name, { js, bound: true, source })
}

/** The bindings whose frame is that of `node` itself: blocks and functions have their own. */
function collectBindings(node: Node, bindings: ReadonlySet<Node>, names: Set<string>): void {
  if (!bindings.has(node) || hasFrame(node)) return
  if (node.type === 'bind') names.add(String((node.lhs as Node).value))
  const firstTuple = node.steps?.findIndex((step) => step.tuple) ?? -1
  const collect = (child: Node): void => collectBindings(child, bindings, names)
  // From the step on that makes tuples, each tuple has its own frame.
  if (firstTuple < 0) eachChild(node, collect)
  else (node.steps ?? []).slice(0, firstTuple).forEach(collect)
}

function hasFrame(node: Node): boolean {
  return node.type === 'block' || (node.type === 'lambda' && node.thunk !== true)
}

export function assign(at: Place, name: string, value: string, source?: Source): string {
  for (let scope: Scope | undefined = at.scope; scope; scope = scope.outer) {
    const variable = scope.variables.get(name)
    if (!variable) continue
    if (at.level === scope.level) variable.bound = true
    variable.source = source
    return `(${variable.js}=${value})`
  }
  throw new Error('a binding without a frame')
}

/** The JavaScript name of a variable of the expression itself, and where its value comes from. */
export function variableOf(at: Place, name: string): { readonly js: string; readonly source?: Source } | undefined {
  for (let scope: Scope | undefined = at.scope; scope; scope = scope.outer) {
    const variable = scope.variables.get(name)
    if (variable) return variable
    if (scope.tuple?.names.has(name)) return { js: '' }
  }
  return undefined
}

/** Reads a variable; from outside when no frame has it. */
export function read(at: Place, name: string): string {
  return readFrom(at, at.scope, name)
}

function readFrom(at: Place, scope: Scope | undefined, name: string): string {
  if (!scope) return global(at, name)
  const variable = scope.variables.get(name)
  if (variable?.bound) return variable.js
  let outer = readFrom(at, scope.outer, name)
  if (scope.tuple?.names.has(name)) outer = `(${literal(name)} in ${scope.tuple.js}?${scope.tuple.js}[${literal(name)}]:${outer})`
  return variable ? `(${variable.js}===${helper(at, 'UNBOUND')}?${outer}:${variable.js})` : outer
}

function global(at: Place, name: string): string {
  const known = at.program.globals.get(name)
  if (known) return known
  const js = at.program.fresh('g')
  at.program.globals.set(name, js)
  return js
}

/** Whether a name is not bound by the expression itself anywhere around, so that it may be a built-in function. */
export function isGlobal(at: Place, name: string): boolean {
  for (let scope: Scope | undefined = at.scope; scope; scope = scope.outer) {
    if (scope.variables.has(name) || scope.tuple?.names.has(name)) return false
  }
  return true
}
