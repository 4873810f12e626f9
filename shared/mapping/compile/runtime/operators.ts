// Operators. The usual case first; what is unusual is sorted out in the function behind it.
import { newSequence, type Sequence } from './sequences.ts'
import { fail, state } from './state.ts'
import { numberText } from './texts.ts'
import { isNumeric, truthy } from './truth.ts'

export function add(left: unknown, right: unknown, position: number): unknown {
  if (typeof left === 'number' && typeof right === 'number' && left - left + (right - right) === 0) return left + right
  return checkNumbers(left, right, '+', position) ? (left as number) + (right as number) : undefined
}

export function subtract(left: unknown, right: unknown, position: number): unknown {
  if (typeof left === 'number' && typeof right === 'number' && left - left + (right - right) === 0) return left - right
  return checkNumbers(left, right, '-', position) ? (left as number) - (right as number) : undefined
}

export function multiply(left: unknown, right: unknown, position: number): unknown {
  if (typeof left === 'number' && typeof right === 'number' && left - left + (right - right) === 0) return left * right
  return checkNumbers(left, right, '*', position) ? (left as number) * (right as number) : undefined
}

export function divide(left: unknown, right: unknown, position: number): unknown {
  if (typeof left === 'number' && typeof right === 'number' && left - left + (right - right) === 0) return left / right
  return checkNumbers(left, right, '/', position) ? (left as number) / (right as number) : undefined
}

export function modulo(left: unknown, right: unknown, position: number): unknown {
  if (typeof left === 'number' && typeof right === 'number' && left - left + (right - right) === 0) return left % right
  return checkNumbers(left, right, '%', position) ? (left as number) % (right as number) : undefined
}

/** Whether both are there; throws when one is not a number. */
function checkNumbers(left: unknown, right: unknown, token: string, position: number): boolean {
  if (left !== undefined && !numericAt(left, token, position)) fail('T2001', { value: left, position, token })
  if (right !== undefined && !numericAt(right, token, position)) fail('T2002', { value: right, position, token })
  return left !== undefined && right !== undefined
}

function numericAt(value: unknown, token: string, position: number): boolean {
  if (typeof value !== 'number' || Number.isNaN(value)) return false
  if (!Number.isFinite(value)) fail('D1001', { value, position, token })
  return true
}

export function negate(value: unknown, position: number): unknown {
  if (value === undefined) return undefined
  return isNumeric(value) ? -value : fail('D1002', { position, token: '-', value })
}

export function equal(left: unknown, right: unknown): boolean {
  return left === right ? left !== undefined : typeof left === 'object' && typeof right === 'object' && deepEqual(left, right)
}

export function unequal(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && !equal(left, right)
}

/** The same where one side is a text, a number, true, false or null. */
export function differs(left: unknown, right: unknown): boolean {
  return left !== undefined && right !== undefined && left !== right
}

export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => deepEqual(item, right[index]))
  }
  const names = Object.getOwnPropertyNames(left).toSorted()
  const others = Object.getOwnPropertyNames(right).toSorted()
  if (names.length !== others.length || names.some((name, index) => name !== others[index])) return false
  return names.every((name) => deepEqual((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name]))
}

export function less(left: unknown, right: unknown, position: number): unknown {
  return comparable(left, right, '<', position) ? (left as number) < (right as number) : undefined
}

export function lessOrEqual(left: unknown, right: unknown, position: number): unknown {
  return comparable(left, right, '<=', position) ? (left as number) <= (right as number) : undefined
}

export function greater(left: unknown, right: unknown, position: number): unknown {
  return comparable(left, right, '>', position) ? (left as number) > (right as number) : undefined
}

export function greaterOrEqual(left: unknown, right: unknown, position: number): unknown {
  return comparable(left, right, '>=', position) ? (left as number) >= (right as number) : undefined
}

/** Whether both are there; throws unless both are numbers or both are texts. */
function comparable(left: unknown, right: unknown, token: string, position: number): boolean {
  if (typeof left === 'number' && typeof right === 'number') return true
  if (typeof left === 'string' && typeof right === 'string') return true
  const ordered = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'
  if ((left !== undefined && !ordered(left)) || (right !== undefined && !ordered(right))) {
    fail('T2010', { value: ordered(left) ? right : left, position, token })
  }
  if (left === undefined || right === undefined) return false
  return fail('T2009', { value: left, value2: right, position, token })
}

export function includes(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false
  if (!Array.isArray(right)) return left === right
  for (let index = 0; index < right.length; index++) if (right[index] === left) return true
  return false
}

export function and(left: unknown, right: () => unknown, position: number): boolean {
  try {
    return truthy(left) && truthy(right())
  } catch (error) {
    throw placed(error, position, 'and')
  }
}

export function or(left: unknown, right: () => unknown, position: number): boolean {
  try {
    return truthy(left) || truthy(right())
  } catch (error) {
    throw placed(error, position, 'or')
  }
}

function placed(error: unknown, position: number, token: string): unknown {
  return Object.assign(error as object, { position, token })
}

/** `&` */
export function concat(left: unknown, right: unknown, position: number): string {
  const a = typeof left === 'string' ? left : textAt(left, position)
  const b = typeof right === 'string' ? right : textAt(right, position)
  if (a.length + b.length > state.maxText) fail('D2015', { position, token: '&' })
  return a + b
}

function textAt(value: unknown, position: number): string {
  if (value === undefined) return ''
  if (typeof value === 'number' && Number.isFinite(value)) return numberText(value)
  try {
    return (state.library.fn['string'] as unknown as (value: unknown) => string)(value)
  } catch (error) {
    throw placed(error, position, '&')
  }
}

/** `a..b` */
export function range(left: unknown, right: unknown, position: number): unknown {
  if (left !== undefined && !Number.isInteger(left)) fail('T2003', { value: left, position, token: '..' })
  if (right !== undefined && !Number.isInteger(right)) fail('T2004', { value: right, position, token: '..' })
  if (left === undefined || right === undefined) return undefined
  const [first, last] = [left as number, right as number]
  if (first > last) return undefined
  const size = last - first + 1
  if (size > state.maxRange) fail('D2014', { value: size, position, token: '..' })
  if (size > state.maxSequence) fail('D2015', { value: size, position, token: '..' })
  const result: Sequence = newSequence()
  for (let number = first; number <= last; number++) result.push(number)
  return result
}
