// Condition: the value of the first case that applies, else another value, else nothing.
import type { AstNode } from '../ast.ts'
import { readOperand, writeOperand, type Operand } from './operand.ts'
import { readTests, writeTests, type Tests } from './test.ts'

export interface ConditionForm {
  readonly form: 'condition'
  /** At least one. */
  readonly cases: readonly { readonly when: Tests; readonly gives: Operand }[]
  /** When no case applies. Absent: the target gets nothing. */
  readonly otherwise?: Operand
}

export function writeCondition({ cases, otherwise }: ConditionForm): string {
  const chosen = cases.map(({ when, gives }) => `${writeTests(when)} ? ${writeOperand(gives)}`).join(' : ')
  return otherwise === undefined ? chosen : `${chosen} : ${writeOperand(otherwise)}`
}

export function readCondition(node: AstNode): ConditionForm | undefined {
  const cases: { when: Tests; gives: Operand }[] = []
  let rest: AstNode | undefined = node
  while (rest?.type === 'condition') {
    const when = readTests(rest.condition)
    const gives = readOperand(rest.then)
    if (!when || !gives) return undefined
    cases.push({ when, gives })
    rest = rest.else
  }
  const otherwise = readOperand(rest)
  if (cases.length === 0 || (rest && !otherwise)) return undefined
  return { form: 'condition', cases, ...(otherwise && { otherwise }) }
}
