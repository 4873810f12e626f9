// A test of a form, as in conditions and filters: a field compared with something. Several are joined by `and` or `or`.
import type { AstNode } from '../ast.ts'
import { readOperand, readOperands, writeOperand, type Operand } from './operand.ts'
import { binary, callOf, listOf, pathText } from './syntax.ts'

export const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='] as const
export type Comparison = (typeof COMPARISONS)[number]

export type Test =
  /** `asNumber`: the field is text that holds a number, as amounts do. */
  | { readonly kind: 'compare'; readonly path: string; readonly operator: Comparison; readonly with: Operand; readonly asNumber?: boolean }
  | { readonly kind: 'contains'; readonly path: string; readonly text: Operand }
  | { readonly kind: 'one-of'; readonly path: string; readonly values: readonly Operand[] }
  | { readonly kind: 'filled' | 'blank'; readonly path: string }

export interface Tests {
  readonly all: boolean
  /** At least one. */
  readonly tests: readonly Test[]
}

export const writeTests = ({ all, tests }: Tests): string => tests.map(writeTest).join(all ? ' and ' : ' or ')

function writeTest(test: Test): string {
  switch (test.kind) {
    case 'compare':
      return `${test.asNumber ? `$number(${test.path})` : test.path} ${test.operator} ${writeOperand(test.with)}`
    case 'contains':
      return `$contains(${test.path}, ${writeOperand(test.text)})`
    case 'one-of':
      return `${test.path} in [${test.values.map(writeOperand).join(', ')}]`
    case 'filled':
      return `$boolean(${test.path})`
    case 'blank':
      return `$not($boolean(${test.path}))`
  }
}

export function readTests(node: AstNode | undefined): Tests | undefined {
  for (const [operator, all] of [
    ['and', true],
    ['or', false],
  ] as const) {
    const tests = binary(node, operator) && joined(node, operator)
    if (tests) return { all, tests }
  }
  const only = readTest(node)
  return only && { all: true, tests: [only] }
}

function joined(node: AstNode | undefined, operator: string): readonly Test[] | undefined {
  const sides = binary(node, operator)
  if (!sides) {
    const test = readTest(node)
    return test && [test]
  }
  const before = joined(sides[0], operator)
  const last = readTest(sides[1])
  return before && last && [...before, last]
}

function readTest(node: AstNode | undefined): Test | undefined {
  const blank = pathText(callOf(callOf(node, 'not')?.[0], 'boolean')?.[0])
  if (blank !== undefined) return { kind: 'blank', path: blank }
  const filled = pathText(callOf(node, 'boolean')?.[0])
  if (filled !== undefined) return { kind: 'filled', path: filled }
  const [whole, part] = callOf(node, 'contains') ?? []
  const text = readOperand(part)
  const contains = pathText(whole)
  if (contains !== undefined && text) return { kind: 'contains', path: contains, text }
  const [member, list] = binary(node, 'in') ?? []
  const values = list && listOf(list) && readOperands(listOf(list) ?? [])
  const one = pathText(member)
  if (one !== undefined && values) return { kind: 'one-of', path: one, values }
  return readComparison(node)
}

function readComparison(node: AstNode | undefined): Test | undefined {
  for (const operator of COMPARISONS) {
    const [left, right] = binary(node, operator) ?? []
    const number = pathText(callOf(left, 'number')?.[0])
    const path = number ?? pathText(left)
    const operand = readOperand(right)
    if (path !== undefined && operand)
      return { kind: 'compare', path, operator, with: operand, ...(number !== undefined && { asNumber: true }) }
  }
  return undefined
}
