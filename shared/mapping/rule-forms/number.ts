// Number: a field as a number, as an exact amount, or as text.
import type { AstNode } from '../ast.ts'
import { callOf, pathText } from './syntax.ts'

export interface NumberForm {
  readonly form: 'number'
  readonly path: string
  /** `amount`: a decimal text, exact to the last digit, as money must be. */
  readonly as: 'number' | 'amount' | 'text'
  /** Digits behind the point; an amount always has them (2 when not said). A text is not rounded. */
  readonly decimals?: number
}

export function writeNumber({ path, as, decimals }: NumberForm): string {
  if (as === 'text') return `$string(${path})`
  const name = as === 'amount' ? '$roundMoney' : '$round'
  if (decimals === undefined) return as === 'amount' ? `$roundMoney(${path})` : `$number(${path})`
  return `${name}(${as === 'amount' ? path : `$number(${path})`}, ${decimals})`
}

export function readNumber(node: AstNode): NumberForm | undefined {
  const text = pathText(callOf(node, 'string')?.[0])
  if (text !== undefined) return { form: 'number', path: text, as: 'text' }
  const [amount, scale] = callOf(node, 'roundMoney') ?? []
  const amountPath = pathText(amount)
  if (amountPath !== undefined) return { form: 'number', path: amountPath, as: 'amount', ...decimalsOf(scale) }
  const [rounded, digits] = callOf(node, 'round') ?? []
  const path = pathText(callOf(rounded ?? node, 'number')?.[0])
  return path === undefined ? undefined : { form: 'number', path, as: 'number', ...decimalsOf(digits) }
}

const decimalsOf = (node: AstNode | undefined) => (node?.type === 'number' ? { decimals: Number(node.value) } : {})
