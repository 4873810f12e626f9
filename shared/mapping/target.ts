// Target paths of mapping rows: dotted names such as partner.name, other characters within backticks.
import { FORBIDDEN_KEYS } from '../json.ts'
import { say, type Sentence } from '../sentence.ts'

/** Either the names of a target path, or what is wrong with it as a sentence. */
export type ParsedTarget = { readonly ok: true; readonly names: readonly string[] } | { readonly ok: false; readonly message: Sentence }

const PLAIN_NAME = /^[\p{L}\p{N}_-]+$/u
// Either a backtick-quoted name or a run of characters without dots and backticks, then a dot or the end.
const SEGMENT = /(?:`([^`]*)`|([^.`]*))(\.|$)/uy

/** Splits `partner.name` or ``order.`x/y z` `` into its names. */
export function parseTarget(target: string): ParsedTarget {
  const names: string[] = []
  SEGMENT.lastIndex = 0
  for (;;) {
    const match = SEGMENT.exec(target)
    if (!match) return refuse(say`"${target}" is not a target path: a backtick has no partner, or stands inside a name.`)
    const name = match[1] ?? match[2]?.trim() ?? ''
    if (name === '') return refuse(say`"${target}" has an empty name between its dots.`)
    if (match[1] === undefined && !PLAIN_NAME.test(name))
      return refuse(say`The name "${name}" has other characters than letters, digits, _ and -.`)
    // jsonata keeps names with this beginning for itself.
    if (FORBIDDEN_KEYS.has(name) || name.startsWith('_jsonata_')) return refuse(say`The name "${name}" is not allowed.`)
    names.push(name)
    if (match[3] === '') return { ok: true, names }
  }
}

const refuse = (message: Sentence): ParsedTarget => ({ ok: false, message })

/** The names as one target path again, quoted where they must be. */
export function formatTarget(names: readonly string[]): string {
  return names.map((name) => (PLAIN_NAME.test(name) ? name : `\`${name}\``)).join('.')
}
