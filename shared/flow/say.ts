// Small words that every check of a flow uses.
import type { Issue } from '../errors.ts'
import { say, spoken, type Sentence, type Words } from '../sentence.ts'
import type { FlowNode } from './document.ts'

export const error = (path: string, code: string, message: Words, fix: Words): Issue => ({
  path,
  code,
  severity: 'error',
  ...spoken(message, fix),
})
export const warning = (path: string, code: string, message: Words, fix: Words): Issue => ({
  path,
  code,
  severity: 'warning',
  ...spoken(message, fix),
})

/** The same issue at another place, its sentence beginning with the name of what it is about. */
export const within = (issue: Issue, path: string, name: Words): Issue => {
  const { message, said } = spoken(say`${name}: ${issue.said?.message ?? issue.message}`, issue.said?.fix)
  return { ...issue, path, message, ...(said && { said }) }
}

/** How a step is called in sentences. */
export const stepName = (node: FlowNode | undefined, id: string): Sentence => say`Step "${node?.label ?? id}"`

/** The candidate that a mistyped word most likely means, or none. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase(), least)
    if (far < least) {
      least = far
      best = candidate
    }
  }
  return best
}

/** Edits from one word to the other (Levenshtein), or `enough` when it is at least that. */
function distance(a: string, b: string, enough: number): number {
  if (Math.abs(a.length - b.length) >= enough) return enough
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const above = row
    row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + change))
    }
  }
  return Math.min(row.at(-1) ?? enough, enough)
}
