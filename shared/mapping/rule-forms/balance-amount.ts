// An amount of a balance contract as it is picked from a list: a field of the mapped record or of its source, or the sum of a field over lines.
import type { AstNode } from '../ast.ts'
import { parseExpression } from '../parse.ts'
import { callOf, literal, nameText, pathText, saysTheSame } from './syntax.ts'

export interface BalanceAmount {
  /** `result` is what the rows built, `source` what came to the step. */
  readonly of: 'result' | 'source'
  /** Its items' amounts are added up. Absent: the field itself is the amount. */
  readonly list?: string
  /** A path; with `list`, of each item. */
  readonly field: string
  /** A missing amount is zero. Otherwise it stops the record, which is safer. */
  readonly orZero: boolean
}

const SOURCE = '$source.'

/** Names parted by dots, which `$sumMoney` reads from a text: others cannot be named that way. */
const PLAIN_MEMBER = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u

export function writeBalanceAmount({ of, list, field, orZero }: BalanceAmount): string {
  const start = of === 'source' ? SOURCE : ''
  if (list === undefined) return orZero ? `(${start}${field} ? ${start}${field} : "0")` : `${start}${field}`
  return orZero || !PLAIN_MEMBER.test(field) ? `$sumMoney(${start}${list}.${field})` : `$sumMoney(${start}${list}, ${literal(field)})`
}

/** Undefined for JSONata that no list offers. */
export function readBalanceAmount(source: string): BalanceAmount | undefined {
  const parsed = parseExpression(source)
  if (!parsed.ok) return undefined
  const amount = readField(parsed.ast) ?? readSum(parsed.ast)
  return amount && saysTheSame(writeBalanceAmount(amount), source) ? amount : undefined
}

function readField(node: AstNode): BalanceAmount | undefined {
  const only = node.type === 'block' && node.expressions?.length === 1 ? node.expressions[0] : undefined
  const orZero = only?.type === 'condition'
  const path = pathText(orZero ? only.then : node)
  return path === undefined ? undefined : { ...split(path), orZero }
}

function readSum(node: AstNode): BalanceAmount | undefined {
  const [items, member] = callOf(node, 'sumMoney') ?? []
  if (!items) return undefined
  if (member) {
    const list = pathText(items)
    if (list === undefined || member.type !== 'string') return undefined
    const { of, field } = split(list)
    return { of, list: field, field: String(member.value).split('.').map(nameText).join('.'), orZero: false }
  }
  const steps = items.type === 'path' ? (items.steps ?? []) : []
  const last = steps.at(-1)
  const list = pathText({ ...items, steps: steps.slice(0, -1) })
  if (!last || last.type !== 'name' || steps.length < 2 || list === undefined || list === '$source') return undefined
  const { of, field } = split(list)
  return { of, list: field, field: nameText(String(last.value)), orZero: true }
}

const split = (path: string): Pick<BalanceAmount, 'of' | 'field'> =>
  path.startsWith(SOURCE) ? { of: 'source', field: path.slice(SOURCE.length) } : { of: 'result', field: path }
