// One JSON list of records, of any length: cut into its items without parsing the whole.
import { markLength, unreadable, type Cut, type Format } from './format.ts'
import { parseRecord } from './json-lines.ts'

const LONGEST_ITEM = 8_000_000
const [COMMA, QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [44, 34, 92, 91, 93, 123, 125]

export const jsonArrayFormat: Format = {
  unit: 'Record',
  begin(bytes, isEnd) {
    let at = markLength(bytes)
    while (at < bytes.length && isBlank(bytes[at])) at++
    if (at === bytes.length && !isEnd) return undefined
    if (bytes[at] !== OPEN_LIST) throw unreadable('The file does not begin with "[": it is no JSON list.')
    return { skip: at + 1, lines: 0 }
  },
  cut(bytes, from, isEnd) {
    const cut = cutItem(bytes, from)
    if (cut !== undefined) return cut
    if (isEnd) throw unreadable('The file ends in the middle of its list: it was not written or sent to its end.')
    if (bytes.length - from > LONGEST_ITEM)
      throw unreadable('A record of the list is larger than 8 MB, or the brackets of the file do not fit.')
    return undefined
  },
  parse: (texts) => texts.map((text) => (text.trim() === '' ? undefined : parseRecord(text))),
}

/** To the comma behind the item, or to the end of the list. */
function cutItem(bytes: Buffer, from: number): Cut | undefined {
  let depth = 0
  let inText = false
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inText) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) inText = false
    } else if (byte === QUOTE) inText = true
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++
    else if (byte === CLOSE_OBJECT) depth--
    else if (byte === COMMA && depth === 0) return { start: from, end: at, next: at + 1 }
    else if (byte === CLOSE_LIST && --depth < 0) return { start: from, end: at, next: bytes.length, last: true }
  }
  return undefined
}

const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9
