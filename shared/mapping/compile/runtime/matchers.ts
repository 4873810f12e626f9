// Regular expressions as functions, as jsonata's text functions expect them.
import { fail } from './state.ts'

interface Match {
  readonly match: string
  readonly start: number
  readonly end: number
  readonly groups: readonly (string | undefined)[]
  next(): Match | undefined
}

/** A regular expression as a function of a text. It keeps its place, so each evaluation has its own. */
export function matcher(pattern: RegExp, position: number): (str: string, fromIndex?: number) => Match | undefined {
  const own = new RegExp(pattern)
  const closure = (str: string, fromIndex?: number): Match | undefined => {
    own.lastIndex = fromIndex || 0
    const found = own.exec(str)
    if (found === null) return undefined
    const [match, ...groups] = found
    return {
      match,
      start: found.index,
      end: found.index + match.length,
      groups,
      next() {
        if (own.lastIndex >= str.length) return undefined
        const next = closure(str, own.lastIndex)
        if (next?.match === '') fail('D1004', { position, value: pattern.source })
        return next
      },
    }
  }
  return closure
}
