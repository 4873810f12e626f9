// jsonata's syntax errors in words that an analyst understands.

import { say, type Sentence, type Words } from '../sentence.ts'

/** What jsonata's parser throws. Its position is the offset behind the token. */
export interface SyntaxFault {
  readonly code?: string
  readonly position?: number
  readonly token?: unknown
  readonly value?: unknown
  readonly message?: string
}

export interface PlainWords {
  readonly message: Words
  readonly fix: Words
  /** 0-based offset of the first wrong character, where known. */
  readonly position?: number
}

type Fault = readonly [what: Sentence, fix: Words]

/** Sentences by jsonata's code. `t` is the token at fault, `v` what was expected or given. */
const WORDS: Readonly<Record<string, (t: string, v: string) => Fault>> = {
  S0101: () => [say`A text is not closed`, 'Put the closing quote behind the text.'],
  S0102: (t) => [say`The number ${t} is too large`, 'Use a smaller number, or a text in quotes.'],
  S0103: (t) => [say`"\\${t}" is not something that can stand in a text`, 'Write \\\\ for a backslash, or \\n for a new line.'],
  S0104: () => [say`\\u needs four hexadecimal digits behind it`, 'Write for example \\u20ac.'],
  S0105: () => [say`A field name in backticks is not closed`, 'Put the closing backtick behind the name.'],
  S0106: () => [say`A comment is not closed`, 'Put */ behind the comment.'],
  S0201: (t) => [say`"${t}" is not expected here`, 'Something is missing before it: an operator such as & or +, a dot, or a comma.'],
  S0202: (t, v) => [
    say`"${v}" is expected here, but there is "${t}"`,
    say`Put ${v} before it, or look for a bracket that was opened and not closed.`,
  ],
  S0203: (_t, v) => [say`"${v}" is missing at the end`, say`Put ${v} where it belongs.`],
  S0204: (t) => [say`"${t}" is not an operator`, 'Use one of + - * / % & = != < > <= >= in and or ~> ? :'],
  S0205: (t) => [say`"${t}" is not expected here`, 'Remove it, or put what is missing before it.'],
  S0207: () => [say`The expression stops before it is complete`, 'Write what comes behind the last operator, or remove the operator.'],
  S0208: (_t, v) => [say`"${v}" is not a parameter name`, 'Names of parameters begin with $.'],
  S0209: () => [say`A filter cannot stand behind a group { … }`, 'Put the filter [ … ] before the group.'],
  S0210: () => [say`There are two groups { … } in a row`, 'Keep one of them.'],
  S0211: (t) => [say`"${t}" is not expected here`, 'Something is missing before it, or there is one operator too many.'],
  S0212: () => [say`Only a variable can stand on the left of :=`, 'Begin the name with $; to compare use = alone.'],
  S0213: (_t, v) => [say`"${v}" cannot be a part of a path`, 'Put a field name behind the dot; names of digits only go within backticks.'],
  S0214: (t) => [say`Behind ${t} must stand a variable`, 'Begin the name with $.'],
  S0215: () => [say`@ must stand before the filter [ … ]`, 'Change their order.'],
  S0216: () => [say`@ must stand before the sorting ^( … )`, 'Change their order.'],
  S0217: () => [say`% has no parent here`, 'Use $parent inside an "each" row, or begin the path further up.'],
  S0301: () => [say`The pattern / / is empty`, 'Write what it shall find.'],
  S0302: () => [say`The pattern is not closed`, 'Put the closing / behind the pattern. To divide, put something before the /.'],
}

export function plainWords(fault: SyntaxFault, source: string): PlainWords {
  // The parser is recursive: brackets thousands deep end here. jsonata throws plain objects, the engine throws errors.
  if (fault instanceof RangeError) {
    return { message: 'The expression is nested too deeply.', fix: 'Split it into several rows or steps.' }
  }
  if (source.trim() === '') return { message: 'The expression is empty.', fix: 'Write an expression, or remove the row.', position: 0 }
  if (fault instanceof SyntaxError) {
    return { message: say`A pattern / / is not valid: ${fault.message}.`, fix: 'Correct the regular expression.' }
  }
  const token = asText(fault.token)
  const words = WORDS[fault.code ?? '']?.(token, asText(fault.value))
  const [what, fix] = words ?? [fault.message ?? say`The expression cannot be read`, 'Correct it at the marked position.']
  const position = startOf(fault, token || asText(fault.value), source)
  const isWithin = position !== undefined && position < source.length
  return { message: isWithin ? say`${what} (character ${position + 1}).` : say`${what}.`, fix, ...(position !== undefined && { position }) }
}

const asText = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : value === null ? 'null' : ''

/** jsonata counts to the end of the token; a marker wants its beginning. */
function startOf(fault: SyntaxFault, token: string, source: string): number | undefined {
  if (fault.position === undefined) return undefined
  const start = fault.position - token.length
  return start >= 0 && token !== '' && source.startsWith(token, start) ? start : Math.min(fault.position, source.length)
}
