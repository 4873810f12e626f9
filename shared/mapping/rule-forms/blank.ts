// If blank, and first match: the first of some fields that is not blank, else a fallback, else nothing.
import type { AstNode } from '../ast.ts'
import { readOperand, writeOperand, type Operand } from './operand.ts'
import { binary, callOf, pathText } from './syntax.ts'

/**
 * What counts as blank. `empty`: missing, null or an empty text. `falsy`: also 0, no, and an empty list or object, as JSONata's `$boolean` says.
 * `missing`: only what is not there.
 */
export type Blank = 'empty' | 'falsy' | 'missing'

export interface FirstMatchForm {
  readonly form: 'first-match'
  /** In order; at least one. */
  readonly paths: readonly string[]
  /** When all are blank. Absent: the target gets nothing. */
  readonly otherwise?: Operand
  readonly blank: Blank
}

const TESTS: Readonly<Record<Blank, (path: string) => string>> = {
  empty: (path) => `${path} != null and ${path} != ""`,
  falsy: (path) => `$boolean(${path})`,
  missing: (path) => `$exists(${path})`,
}

export function writeFirstMatch({ paths, otherwise, blank }: FirstMatchForm): string {
  const chosen = paths.map((path) => `${TESTS[blank](path)} ? ${path}`).join(' : ')
  return otherwise === undefined ? chosen : `${chosen} : ${writeOperand(otherwise)}`
}

export function readFirstMatch(node: AstNode): FirstMatchForm | undefined {
  const paths: string[] = []
  let blank: Blank | undefined
  let rest: AstNode | undefined = node
  while (rest?.type === 'condition') {
    const path = pathText(rest.then)
    const test = path === undefined ? undefined : blankTest(rest.condition, path)
    if (path === undefined || test === undefined || (blank !== undefined && test !== blank)) return undefined
    blank = test
    paths.push(path)
    rest = rest.else
  }
  if (blank === undefined) return undefined
  const otherwise = readOperand(rest)
  if (rest && !otherwise) return undefined
  return { form: 'first-match', paths, ...(otherwise && { otherwise }), blank }
}

function blankTest(condition: AstNode | undefined, path: string): Blank | undefined {
  if (pathText(callOf(condition, 'boolean')?.[0]) === path || pathText(condition) === path) return 'falsy'
  if (pathText(callOf(condition, 'exists')?.[0]) === path) return 'missing'
  const both = binary(condition, 'and')
  return both && pathText(binary(both[0], '!=')?.[0]) === path ? 'empty' : undefined
}
