// Lines whose values stand at fixed positions, as mainframes and many tills write them.
import { FORBIDDEN_KEYS } from '#shared/json.ts'
import type { FileFormat, FixedField } from '#shared/model/file-format.ts'
import { withPoints } from './decimal-comma.ts'
import { markLength, unreadable, type Format, type Parsed } from './format.ts'

const LONGEST_LINE = 1_000_000

export function fixedWidthFormat({ fields = [], decimalComma = [] }: FileFormat): Format {
  checkFields(fields)
  const width = Math.max(...fields.map(({ start, length }) => start + length - 1))
  return {
    unit: 'Line',
    begin: (bytes) => ({ skip: markLength(bytes), lines: 0 }),
    cut(bytes, from, isEnd) {
      if (from >= bytes.length) return isEnd ? null : undefined
      const at = bytes.indexOf(10, from)
      if (at < 0 && !isEnd && bytes.length - from <= LONGEST_LINE) return undefined
      const end = at < 0 ? bytes.length : at
      return { start: from, end: end > from && bytes[end - 1] === 13 ? end - 1 : end, next: at < 0 ? bytes.length : at + 1 }
    },
    parse: (texts) => texts.map((text) => (text.trim() === '' ? undefined : parseLine(text, fields, width, decimalComma))),
  }
}

function parseLine(text: string, fields: readonly FixedField[], width: number, decimalComma: readonly string[]): Parsed {
  // By characters as people count them: a letter outside the basic plane is one.
  const characters = /[\uD800-\uDFFF]/.test(text) ? Array.from(text) : text
  if (characters.length < width) return { problem: `it has ${characters.length} characters instead of at least ${width}` }
  const values = fields.map(({ name, start, length }): [string, string] => {
    const part = characters.slice(start - 1, start - 1 + length)
    return [name, (typeof part === 'string' ? part : part.join('')).trim()]
  })
  return withPoints(Object.fromEntries(values), decimalComma)
}

function checkFields(fields: readonly FixedField[]): void {
  if (fields.length === 0) throw unreadable('The format says of no field where it stands in a line.')
  const twice = fields.find(({ name }, index) => fields.findIndex((other) => other.name === name) !== index)
  if (twice) throw unreadable(`The format has two fields "${twice.name}".`)
  const forbidden = fields.find(({ name }) => FORBIDDEN_KEYS.has(name))
  if (forbidden) throw unreadable(`The format has a field "${forbidden.name}", which is not allowed.`)
}
