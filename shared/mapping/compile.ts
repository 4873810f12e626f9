// Compiles a JSONata expression to JavaScript. See HOW-IT-WORKS.md. Nothing is evaluated here and no text becomes code: the generated text is
// loaded where client code may run, in the sandbox, next to the runtime (`compile/runtime/link.ts`).
import { default as jsonata } from 'jsonata'
import { emitNode } from './compile/emit.ts'
import { readSites, type ReadSite } from './compile/read-sites.ts'
import { eachChild, type Node } from './compile/nodes.ts'
import { frameFor } from './compile/scope.ts'
import { survey } from './compile/survey.ts'
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
  // A transform's pattern may reach beyond the copy it is meant for, by `$$` say, and change what was given: then that is a copy too.
  const { functionValues: values, tupleNames, bindings, hasTransform: mayChangeInput } = survey(ast)
  if (values.has('eval')) return { compiled: false, reason: 'it uses $eval' }
  let count = 0
  const program: Program = {
    emit: emitNode,
    helpers: new Set(),
    constants: new Map(),
    globals: new Map(),
    functionValues: values,
    tupleNames,
    bindings,
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

function patternAt(node: Node, position: number | undefined): RegExp | undefined {
  if (node.type === 'regex' && node.position === position && node.value instanceof RegExp) return node.value
  let found: RegExp | undefined
  eachChild(node, (child) => (found ??= patternAt(child, position)))
  return found
}
