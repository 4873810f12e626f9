// For an explanation of a result: which reading of the source serves which field. The generated program counts at each site how often it read and what was
// missing; without an explanation nothing of this is generated.
import { formatTarget } from '../target.ts'
import type { Source } from './writer.ts'

/** A path of the source that the expression reads in one place. */
export interface ReadSite {
  /** Fields of the result it serves, such as `customer.email`; the empty text when it serves the result as a whole. */
  readonly targets: readonly string[]
  /** The path up to each of its names, such as `customer` and `customer.email`, or `$trigger.id`; behind `…` where its beginning is computed. */
  readonly steps: readonly string[]
}

interface Noted {
  readonly target: string
  readonly start: Source
  readonly names: readonly string[]
}

export interface ReadSites {
  /** Answers the site's number. */
  note(target: string, start: Source, names: readonly string[]): number
  /** A variable's value is used for a field. */
  use(variable: string, target: string): void
  sites(): ReadSite[]
}

/** The target of what is bound to a variable: who uses the variable is known later. No field's text begins like this. */
export function variableTarget(variable: string): string {
  return `\u0000${variable}`
}

export function readSites(): ReadSites {
  const noted: Noted[] = []
  const uses = new Map<string, Set<string>>()

  const fieldsOf = (target: string, seen: ReadonlySet<string>): string[] => {
    if (!target.startsWith('\u0000')) return [target]
    const end = target.indexOf('.')
    const variable = end < 0 ? target : target.slice(0, end)
    if (seen.has(variable)) return []
    const below = end < 0 ? '' : target.slice(end + 1)
    const users = [...(uses.get(variable) ?? [])].flatMap((user) => fieldsOf(user, new Set(seen).add(variable)))
    return users.map((user) => joinTarget(user, below))
  }
  return {
    note: (target, start, names) => noted.push({ target, start, names }) - 1,
    use(variable, target) {
      const key = variableTarget(variable)
      uses.set(key, (uses.get(key) ?? new Set<string>()).add(target))
    },
    sites: () =>
      noted.map(({ target, start, names }) => ({
        targets: [...new Set(fieldsOf(target, new Set()))],
        steps: names.map((_, index) => sourceText(start, names.slice(0, index + 1))),
      })),
  }
}

export function joinTarget(target: string, field: string): string {
  return target === '' || field === '' ? target + field : `${target}.${field}`
}

export function fieldTarget(target: string, name: string): string {
  return joinTarget(target, formatTarget([name]))
}

function sourceText(start: Source, names: readonly string[]): string {
  const [first, ...rest] = start ?? ['…']
  if (first === undefined) return formatTarget(names)
  return first.startsWith('$') || first === '…' ? `${first}.${formatTarget([...rest, ...names])}` : formatTarget([first, ...rest, ...names])
}
