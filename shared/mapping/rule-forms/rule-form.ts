// The rules that have a form: what an analyst fills in instead of writing JSONata. A form gives a rule, and a rule gives its form back where it has one:
// read from the syntax tree, and trusted only when the form writes the same expression again.
import type { AstNode } from '../ast.ts'
import type { MappingRule } from '../../flow/document.ts'
import { parseExpression } from '../parse.ts'
import { readAllocate, writeAllocate, type AllocateForm } from './allocate.ts'
import { readFirstMatch, writeFirstMatch, type FirstMatchForm } from './blank.ts'
import { readCondition, writeCondition, type ConditionForm } from './condition.ts'
import { readCopy, writeCopy, type CopyForm } from './copy.ts'
import { readDate, writeDate, type DateForm } from './date.ts'
import { readJoin, writeJoin, type JoinForm } from './join.ts'
import { readNumber, writeNumber, type NumberForm } from './number.ts'
import { readPart, writePart, type PartForm } from './part.ts'
import { readOperand, type FixedValue } from './operand.ts'
import { readSum, writeSum, type SumForm } from './sum.ts'
import { isPath, saysTheSame } from './syntax.ts'

export interface ConstantForm {
  readonly form: 'constant'
  readonly value: unknown
}
export interface LookupForm {
  readonly form: 'lookup'
  readonly table: string
  /** A path, or any expression: the key is often put together. */
  readonly key: string
  readonly onMissing: 'reject' | 'default' | 'blank'
  readonly default?: unknown
}

export type ExpressionForm =
  | CopyForm
  | JoinForm
  | DateForm
  | NumberForm
  | FirstMatchForm
  | ConditionForm
  | SumForm
  | AllocateForm
  | PartForm
export type RuleForm = ConstantForm | LookupForm | ExpressionForm
export type FormKind = RuleForm['form']

/** More particular ones first: what several could read is shown as the first. */
const READERS: readonly ((node: AstNode) => ExpressionForm | undefined)[] = [
  readCopy,
  readNumber,
  readDate,
  readSum,
  readAllocate,
  readPart,
  readFirstMatch,
  readCondition,
  readJoin,
]

/** The expression of a form that has one. */
export function writeExpression(form: ExpressionForm): string {
  switch (form.form) {
    case 'copy':
      return writeCopy(form)
    case 'join':
      return writeJoin(form)
    case 'date':
      return writeDate(form)
    case 'number':
      return writeNumber(form)
    case 'first-match':
      return writeFirstMatch(form)
    case 'condition':
      return writeCondition(form)
    case 'sum':
      return writeSum(form)
    case 'allocate':
      return writeAllocate(form)
    case 'part':
      return writePart(form)
  }
}

export function writeRule(form: RuleForm): MappingRule {
  if (form.form === 'constant') return { kind: 'constant', value: form.value }
  if (form.form === 'lookup') {
    const { table, key, onMissing } = form
    return { kind: 'lookup', table, key, onMissing, ...(onMissing === 'default' && { default: form.default ?? '' }) }
  }
  return { kind: 'expression', expression: writeExpression(form) }
}

/** The form of a rule; undefined for JSONata that no form can write, and for `each` (see list-modes.ts). */
export function readRule(rule: MappingRule): RuleForm | undefined {
  switch (rule.kind) {
    case 'constant':
      return { form: 'constant', value: rule.value }
    case 'lookup': {
      const { table, key, onMissing } = rule
      return { form: 'lookup', table, key, onMissing, ...(onMissing === 'default' && { default: rule.default }) }
    }
    case 'expression':
      return readExpression(rule.expression)
    case 'each':
      return undefined
  }
}

export function readExpression(source: string): ExpressionForm | ConstantForm | undefined {
  const parsed = parseExpression(source)
  if (!parsed.ok) return undefined
  const fixed = readOperand(parsed.ast)
  if (fixed?.kind === 'value') return { form: 'constant', value: fixed.value satisfies FixedValue }
  for (const read of READERS) {
    const form = read(parsed.ast)
    // A reader may overlook something; a form that would write another expression than this is none of it.
    if (form && saysTheSame(writeExpression(form), source)) return form
  }
  return undefined
}

/** The source paths a form names, in order: the chips beside a rule. */
export function pathsOf(form: RuleForm): readonly string[] {
  switch (form.form) {
    case 'constant':
      return []
    case 'lookup':
      return isPath(form.key) ? [form.key] : []
    case 'copy':
    case 'date':
    case 'number':
    case 'part':
      return [form.path]
    case 'join':
      return form.parts.flatMap((part) => (part.kind === 'path' ? [part.path] : []))
    case 'first-match':
      return [...form.paths, ...(form.otherwise?.kind === 'path' ? [form.otherwise.path] : [])]
    case 'condition':
      return form.cases.flatMap(({ when, gives }) => [
        ...when.tests.map(({ path }) => path),
        ...(gives.kind === 'path' ? [gives.path] : []),
      ])
    case 'sum':
      return [form.list]
    case 'allocate':
      return [form.total, form.weights]
  }
}

/** True when everything that the form needs is there and every path is one: then it can be written. */
export function isComplete(form: RuleForm): boolean {
  if (form.form === 'lookup') return form.table !== '' && form.key.trim() !== ''
  if (!pathsOf(form).every((path) => path !== '' && isPath(path))) return false
  switch (form.form) {
    case 'part':
      return form.part !== ''
    case 'join':
      return form.parts.length > 1
    case 'first-match':
      return form.paths.length > 0
    case 'condition':
      return form.cases.length > 0 && form.cases.every(({ when }) => when.tests.length > 0)
    case 'sum':
      return (
        isPath(form.field) &&
        (form.times === undefined || isPath(form.times)) &&
        (form.where?.tests.every(({ path }) => isPath(path)) ?? true)
      )
    default:
      return true
  }
}
