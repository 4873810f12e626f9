// One JSON value in each line.
import { hasErrorCode } from '#shared/errors.ts'
import { parseJsonBody } from '#shared/json-guard.ts'
import { markLength, type Format, type Parsed } from './format.ts'

/** No line is longer: a file that is no JSON lines at all must not be held in memory as one. */
const LONGEST_LINE = 8_000_000

export const jsonLinesFormat: Format = {
  unit: 'Line',
  begin: (bytes) => ({ skip: markLength(bytes), lines: 0 }),
  cut(bytes, from, isEnd) {
    if (from >= bytes.length) return isEnd ? null : undefined
    const at = bytes.indexOf(10, from)
    if (at >= 0) return { start: from, end: at, next: at + 1 }
    return isEnd || bytes.length - from > LONGEST_LINE ? { start: from, end: bytes.length, next: bytes.length } : undefined
  },
  parse: (texts) => texts.map((text) => (text.trim() === '' ? undefined : parseRecord(text))),
}

/** The text of one JSON value, or what is wrong with it. */
export function parseRecord(text: string): Parsed {
  try {
    parseJsonBody(Buffer.from(text))
    return { json: text.trim() }
  } catch (error) {
    return { problem: hasErrorCode(error) ? lowerFirst(error.message.replace(/\.$/, '')).replace('the body', 'it') : 'it is no JSON' }
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
