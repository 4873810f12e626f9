// Compiles a JSONata expression to JavaScript. See HOW-IT-WORKS.md. Nothing is evaluated here and no text becomes code: the generated text is
// loaded where client code may run, in the sandbox, next to the runtime (`compile/runtime/link.ts`).
import { default as jsonata } from 'jsonata'
import { emitNode } from './compile/emit.ts'
import { readSites, type ReadSite } from './compile/read-sites.ts'
import { childrenOf, type Node } from './compile/nodes.ts'
import { frameFor, tupleNames } from './compile/scope.ts'
import { functionText, literal, newUnit, type Place, type Program } from './compile/writer.ts'

export interface CompiledJsonata {
  readonly compiled: true
  /** A JavaScript expression: a `ProgramFactory` of the runtime. */
  readonly code: string
  /** Variables and functions that the expression does not define itself, without `$`. */
  readonly variables: readonly string[]
  /** With `explain`: what it reads for what, in the order of the notes that its evaluations make. */
  readonly sites: readonly ReadSite[]
}

/** An expression that is better interpreted by jsonata itself. */
export interface InterpretedJsonata {
  readonly compiled: false
  readonly reason: string
}

/** What is beyond this is generated no more: it would be compiled longer than it would be interpreted. */
const MAX_SOURCE = 200_000

/** Throws the reference's own error when the expression is not well-formed; one that is nested too deeply is not compiled. */
export function compileJsonata(source: string, options: { readonly explain?: boolean } = {}): CompiledJsonata | InterpretedJsonata {
  if (source.length > MAX_SOURCE) return { compiled: false, reason: `it has more than ${MAX_SOURCE} characters` }
  try {
    return generate(jsonata(source).ast() as Node, options.explain === true)
  } catch (error) {
    if (error instanceof RangeError) return { compiled: false, reason: 'it is nested too deeply' }
    throw error
  }
}

function generate(ast: Node, explain: boolean): CompiledJsonata | InterpretedJsonata {
  const values = functionValues(ast)
  if (values.has('eval')) return { compiled: false, reason: 'it uses $eval' }
  let count = 0
  const program: Program = {
    emit: emitNode,
    helpers: new Set(),
    constants: new Map(),
    globals: new Map(),
    functionValues: values,
    tupleNames: tupleNames([ast]),
    explanation: explain ? readSites() : undefined,
    patternAt: (position) => patternAt(ast, position) ?? /(?:)/,
    fresh: (prefix) => `${prefix}${count++}`,
  }
  const unit = newUnit(0, '0')
  const top: Place = {
    program,
    unit,
    scope: { outer: undefined, level: 0, variables: new Map() },
    input: 'c',
    source: [],
    target: '',
    wrapped: 'root',
    depth: 0,
    level: 0,
  }
  const result = emitNode(ast, frameFor(top, [ast]))
  for (const name of program.globals.keys()) if (values.has(name)) program.helpers.add('forget')
  const globals = [...program.globals].map(([name, js]) => `const ${js}=E(${literal(name)});${values.has(name) ? `forget(${js});` : ''}`)
  // A pattern may reach beyond the copy it is meant for, by `$$` say, and change what was given: then that is a copy too.
  const mayChangeInput = hasTransform(ast)
  const need = `${unit.need}>state.maxDepth&&tooDeep();`
  const main = functionText(unit, ['c', 'E'], result.js, need + globals.join(''))
  const helpers = [...new Set([...program.helpers, 'state', 'tooDeep'])].join(',')
  return {
    compiled: true,
    code: `(function(R){"use strict";const {${helpers}}=R;\n${[...program.constants].map(([js, name]) => `const ${name}=${js};`).join('\n')}\nreturn ${mayChangeInput ? `Object.assign(${main},{mayChangeInput:true})` : main}\n})`,
    variables: [...program.globals.keys()],
    sites: program.explanation?.sites() ?? [],
  }
}

const hasTransform = (node: Node): boolean => node.type === 'transform' || childrenOf(node).some(hasTransform)

function patternAt(node: Node, position: number | undefined): RegExp | undefined {
  if (node.type === 'regex' && node.position === position && node.value instanceof RegExp) return node.value
  for (const child of childrenOf(node)) {
    const found = patternAt(child, position)
    if (found) return found
  }
  return undefined
}

/** Variables that are read other than to be called at once. */
function functionValues(ast: Node): Set<string> {
  const names = new Set<string>()
  const visit = (node: Node): void => {
    if (node.type === 'variable') names.add(String(node.value))
    const callee = node.type === 'function' ? node.procedure : undefined
    const plain = callee?.type === 'variable' && !callee.predicate && !callee.group && callee.value !== 'eval'
    for (const child of childrenOf(node)) if (!plain || child !== callee) visit(child)
  }
  visit(ast)
  return names
}
