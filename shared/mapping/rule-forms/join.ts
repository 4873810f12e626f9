// Concatenate: fields and texts one after the other, or with a mark between those that are not blank.
import type { AstNode } from '../ast.ts'
import { readOperand, readOperands, writeOperand, type Operand } from './operand.ts'
import { binary, callOf, listOf, literal } from './syntax.ts'

export interface JoinForm {
  readonly form: 'join'
  /** At least two. */
  readonly parts: readonly Operand[]
  /** Stands between parts; blank parts are then left out. Without it the parts follow each other as they are. */
  readonly separator?: string
}

export function writeJoin({ parts, separator }: JoinForm): string {
  const texts = parts.map(writeOperand)
  return separator === undefined ? texts.join(' & ') : `$join([${texts.join(', ')}][$boolean($)].$string($), ${literal(separator)})`
}

export function readJoin(node: AstNode): JoinForm | undefined {
  const [list, separator] = callOf(node, 'join') ?? []
  if (list?.type === 'path' && separator?.type === 'string') {
    const parts = readOperands(listOf(list.steps?.[0]) ?? [])
    return parts && parts.length > 1 ? { form: 'join', parts, separator: String(separator.value) } : undefined
  }
  const parts = summands(node)
  return parts && parts.length > 1 ? { form: 'join', parts } : undefined
}

function summands(node: AstNode): readonly Operand[] | undefined {
  const sides = binary(node, '&')
  if (!sides) {
    const one = readOperand(node)
    return one && [one]
  }
  const before = summands(sides[0])
  const last = readOperand(sides[1])
  return before && last && [...before, last]
}
