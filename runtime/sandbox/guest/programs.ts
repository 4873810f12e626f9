// The programs of a client's isolate: compiled ones arrive as functions, the others are parsed and interpreted by jsonata in here.
import type { ErrorData } from '../../../shared/errors.ts'
import {
  install as installRuntime,
  link,
  register,
  type LinkedProgram,
  type ProgramFactory,
} from '../../../shared/mapping/compile/runtime/link.ts'
import type { Library } from '../../../shared/mapping/compile/runtime/state.ts'
import { now } from './clock.ts'
import { expressionFailure } from './failure.ts'
import { productFunctions } from './functions.ts'
import { isModular, isSynchronous, jsonata, jsonataPart } from './jsonata.ts'
import { sealProgram } from './seal.ts'
import { readTable } from './tables.ts'

export interface Program {
  readonly expression: string
  /** The hash of each lookup table by name. */
  readonly tables: Readonly<Record<string, string>>
  readonly evaluate: (input: unknown, bindings: Record<string, unknown>) => unknown
  /** Its value is a promise. */
  readonly isAsync: boolean
  /** The variables it reads; `any` when that cannot be known. */
  readonly variables: readonly string[] | 'any'
  /** What its last evaluation read, when it is an explained one. */
  readonly notes?: LinkedProgram['notes']
}

/** Where JSONata's own guard stops a recursion; the native stack of an isolate overflows at about twice this depth. */
const MAX_DEPTH = 1500
/** The caps of `jsonata/edits.ts`, for what is compiled. */
const LIMITS = { stack: MAX_DEPTH, range: 1_000_000, text: 16_000_000 }
const MAX_PROGRAMS = 500

const functions = Object.entries(productFunctions(readTable))
/** The second are programs that note what they read. */
const programs = [new Map<number, Program | ErrorData>(), new Map<number, Program | ErrorData>()] as const

if (isModular) {
  const library = { fn: jsonataPart('functions'), datetime: jsonataPart('datetime'), parseSignature: jsonataPart('signature') }
  installRuntime(library as Library, now)
  for (const [name, implementation] of functions) register(name, implementation)
}

/** Undefined when it was never given, or is forgotten. */
export function programOf(id: number, explain: 0 | 1): Program | ErrorData | undefined {
  const all = programs[explain]
  const known = all.get(id)
  if (!known || all.size < MAX_PROGRAMS / 2) return known
  all.delete(id)
  all.set(id, known)
  return known
}

/** Takes a compiled program. `tables` is JSON; `variables` are parted by line feeds. */
export function install(id: number, explain: 0 | 1, expression: string, tables: string, factory: ProgramFactory, variables: string): void {
  const { evaluate, notes } = link(factory)
  remember(id, explain, {
    expression,
    tables: JSON.parse(tables) as Program['tables'],
    evaluate: (input, bindings) => evaluate(input, bindings, LIMITS),
    isAsync: false,
    variables: variables === '' ? [] : variables.split('\n'),
    ...(explain === 1 && { notes }),
  })
}

/** Leaves a program to jsonata. */
export function interpret(id: number, explain: 0 | 1, expression: string, tables: string): void {
  remember(id, explain, parse(expression, JSON.parse(tables) as Program['tables']))
}

function parse(expression: string, tables: Program['tables']): Program | ErrorData {
  try {
    const program = jsonata(expression, { stack: MAX_DEPTH })
    for (const [name, implementation] of functions) program.registerFunction(name, implementation)
    const variables = sealProgram(program.ast())
    return { expression, tables, evaluate: (data, values) => program.evaluate(data, values), isAsync: !isSynchronous, variables }
  } catch (error) {
    return expressionFailure(error, expression)
  }
}

function remember(id: number, explain: 0 | 1, program: Program | ErrorData): void {
  const all = programs[explain]
  all.set(id, program)
  const oldest = all.size > MAX_PROGRAMS ? all.keys().next().value : undefined
  if (oldest !== undefined) all.delete(oldest)
}
