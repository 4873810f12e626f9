// The first look at a value from outside, before any recursive code touches it: not too deep, not too large, no keys that reach a prototype.
import type { Issue } from '../errors.ts'
import { FORBIDDEN_KEYS } from '../json.ts'
import { pointer } from './pointer.ts'
import { say, spoken } from '../sentence.ts'

// A person's flow nests below 30 levels; recursive validators and parsers stand some thousands.
const MOST_LEVELS = 100
// 2,000 nodes with 100 rows each stay below this; more is not a flow.
const MOST_VALUES = 2_000_000
const MOST_ISSUES = 20

interface Visit {
  readonly value: unknown
  readonly key: string
  readonly above: Visit | undefined
  readonly level: number
}

/** Walks the value without recursion. Empty when it is safe to validate. */
export function guardJson(value: unknown): Issue[] {
  const issues: Issue[] = []
  const open: Visit[] = [{ value, key: '', above: undefined, level: 0 }]
  let seen = 0
  for (let visit = open.pop(); visit && issues.length < MOST_ISSUES; visit = open.pop()) {
    if (++seen > MOST_VALUES) return [...issues, tooLarge]
    if (typeof visit.value !== 'object' || visit.value === null) continue
    if (visit.level >= MOST_LEVELS) {
      issues.push({ ...tooDeep, path: pathOf(visit) })
      continue
    }
    for (const [key, child] of Object.entries(visit.value)) {
      const next = { value: child as unknown, key, above: visit, level: visit.level + 1 }
      if (!Array.isArray(visit.value) && FORBIDDEN_KEYS.has(key)) issues.push(forbidden(next))
      else open.push(next)
    }
  }
  return issues
}

const tooLarge: Issue = {
  path: '',
  code: 'flow-too-large',
  severity: 'error',
  message: 'This is too large to be a flow.',
  fix: 'Split the flow, or keep data in lookup tables.',
}

const tooDeep = {
  code: 'flow-too-deep',
  severity: 'error',
  ...spoken(say`This is nested more than ${MOST_LEVELS} levels deep.`, 'Flatten it.'),
} as const

const forbidden = (visit: Visit): Issue => ({
  path: pathOf(visit),
  code: 'flow-key-forbidden',
  severity: 'error',
  ...spoken(say`"${visit.key}" cannot be the name of a member.`, 'Remove it or choose another name.'),
})

function pathOf(visit: Visit): string {
  const keys: string[] = []
  for (let at: Visit | undefined = visit; at?.above; at = at.above) keys.unshift(at.key)
  return pointer(...keys)
}
