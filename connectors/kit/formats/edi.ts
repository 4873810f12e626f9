// X12 and EDIFACT files, also of many interchanges: a record is one transaction set or message, with the interchange it came in. Envelopes are only
// remembered here, so that a file of any size is read in pieces; who needs them checked and acknowledged receives interchanges whole.
import { EDIFACT_DELIMITERS, readSegment, readSegments, type Delimiters } from '../edi/segments.ts'
import { edifactDelimiters, readMessage, readUnb, UNA_LENGTH } from '../edi/edifact.ts'
import type { Interchange, Message } from '../edi/interchange.ts'
import { delimitersOf, ISA_LENGTH, readIsa, readTransaction } from '../edi/x12.ts'
import { markLength, unreadable, type Cut, type Format, type Parsed } from './format.ts'

const LONGEST_MESSAGE = 8_000_000

interface Syntax {
  /** Segments that begin an interchange (with the delimiters), end a message, end an interchange. */
  readonly opens: readonly string[]
  readonly ends: string
  readonly closes: string
  /** Bytes of the opening that tell the delimiters. */
  readonly openingLength: number
  /** Throws a plain Error. */
  delimiters(opening: string): Delimiters
  /** Of the segments up to the end of a message, what stands before it included. `opening` and `group` are those before. */
  read(
    text: string,
    opening: string,
    group: string,
  ): { readonly interchange: Interchange; readonly message: Message; readonly opening: string; readonly group: string }
}

const x12: Syntax = {
  opens: ['ISA'],
  ends: 'SE',
  closes: 'IEA',
  openingLength: ISA_LENGTH,
  delimiters: delimitersOf,
  read(text, opening, group) {
    const begins = openingIn(text, ['ISA'], opening === '' ? undefined : delimitersOf(opening).segment)
    const isa = begins === undefined ? opening : text.slice(begins, begins + ISA_LENGTH)
    const delimiters = delimitersOf(isa)
    const segments = readSegments(begins === undefined ? text : text.slice(begins), delimiters)
    const gs = segments.findLast(({ tag }) => tag === 'GS')
    const header = gs
      ? `GS${delimiters.element}${gs.elements.map((parts) => parts.join(delimiters.component)).join(delimiters.element)}`
      : group
    const first = segments.findIndex(({ tag }) => tag === 'ST')
    const interchange = readIsa(readSegment(isa.slice(0, -1), delimiters))
    const message = readTransaction(segments.slice(Math.max(first, 0)), header === '' ? undefined : readSegment(header, delimiters))
    return { interchange, message, opening: isa, group: header }
  },
}

const edifact: Syntax = {
  opens: ['UNA', 'UNB'],
  ends: 'UNT',
  closes: 'UNZ',
  openingLength: UNA_LENGTH,
  delimiters: (opening) => edifactDelimiters(opening).delimiters,
  /** The opening is UNA (or nothing) and, behind a line break, the UNB segment. */
  read(text, opening, group) {
    const before = opening === '' ? EDIFACT_DELIMITERS : edifactDelimiters(opening).delimiters
    const begins = openingIn(text, ['UNA', 'UNB'], before.segment)
    const own = begins === undefined ? text : text.slice(begins)
    const { delimiters, skip } = begins === undefined ? { delimiters: before, skip: 0 } : edifactDelimiters(own)
    const segments = readSegments(own.slice(skip), delimiters)
    const unb = segments.find(({ tag }) => tag === 'UNB')
    const first = segments.findLastIndex(({ tag }) => tag === 'UNH')
    const nextOpening = begins === undefined ? opening : own.slice(0, skip === 0 ? 3 : UNA_LENGTH)
    const interchange = unb ? readUnb(unb) : (JSON.parse(group) as Interchange)
    return {
      interchange,
      message: readMessage(segments.slice(Math.max(first, 0))),
      opening: nextOpening,
      group: JSON.stringify(interchange),
    }
  },
}

export const x12Format = (): Format => ediFormat(x12)
export const edifactFormat = (): Format => ediFormat(edifact)

function ediFormat(syntax: Syntax): Format {
  /** Of the interchange that cutting is in; reading follows a page later. */
  let cutting: Delimiters | undefined
  /** Behind the records that were read last. */
  let behind = { opening: '', group: '' }
  const parseOne = (text: string): Parsed | undefined => {
    try {
      const { interchange, message, ...next } = syntax.read(text, behind.opening, behind.group)
      behind = next
      const { problems, ...rest } = message
      if (problems.length > 0) return { problem: `${message.type} ${message.control}: ${problems.join('; ')}` }
      return { json: JSON.stringify({ interchange, ...rest }) }
    } catch (error) {
      return { problem: error instanceof Error ? error.message : 'it cannot be read' }
    }
  }

  return {
    unit: 'Record',
    begin(bytes, isEnd) {
      let skip = markLength(bytes)
      while (skip < bytes.length && (bytes[skip] ?? 0) <= 32) skip++
      if (bytes.length - skip < syntax.openingLength && !isEnd) return undefined
      tell(() => syntax.delimiters(bytes.toString('latin1', skip, skip + syntax.openingLength)))
      return { skip, columns: ['', ''], lines: 0 }
    },
    cut(bytes, from, isEnd, [opening = '']) {
      cutting ??= opening === '' ? undefined : tell(() => syntax.delimiters(opening))
      let last = ''
      for (let at = from; ;) {
        while (at < bytes.length && (bytes[at] ?? 0) <= 32) at++
        if (at === bytes.length && isEnd && last === '') return null
        const begins = bytes.toString('latin1', at, at + 3)
        if (syntax.opens.includes(begins) && bytes.length - at >= syntax.openingLength) {
          const told = bytes.toString('latin1', at, at + syntax.openingLength)
          // UNB right behind UNA keeps what UNA said.
          if (begins !== 'UNB' || last !== 'UNA') cutting = tell(() => syntax.delimiters(told))
          if (begins === 'UNA') {
            at += UNA_LENGTH
            last = 'UNA'
            continue
          }
        }
        const end = cutting === undefined ? -1 : terminator(bytes, at, cutting)
        if (end < 0 || cutting === undefined) {
          if (!isEnd && bytes.length - from <= LONGEST_MESSAGE) return undefined
          if (!isEnd) throw unreadable('A message of the file is larger than 8 MB, or its segments do not end.')
          if (last === syntax.closes && bytes.subarray(at).every((byte) => byte <= 32)) return null
          throw unreadable('The file ends in the middle: it was not written or sent to its end.')
        }
        last = bytes.toString('latin1', at, Math.min(end, at + 4)).split(cutting.element)[0] ?? ''
        at = end + 1
        if (last === syntax.ends) return { start: from, end: at, next: at } satisfies Cut
      }
    },
    parse(texts, [opening = '', group = '']) {
      behind = { opening, group }
      return texts.map(parseOne)
    },
    remember: () => [behind.opening, behind.group],
  }
}

/** Where an interchange begins within a text: at its start or behind a segment. */
function openingIn(text: string, opens: readonly string[], terminated: string | undefined): number | undefined {
  const start = text.length - text.trimStart().length
  if (opens.some((tag) => text.startsWith(tag, start))) return start
  for (const tag of opens) {
    for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + 1)) {
      if (terminated !== undefined && text.slice(0, at).trimEnd().endsWith(terminated)) return at
    }
  }
  return undefined
}

function terminator(bytes: Buffer, from: number, { segment, release }: Delimiters): number {
  const [end, releases] = [segment.charCodeAt(0), release?.charCodeAt(0)]
  for (let at = bytes.indexOf(end, from); at >= 0; at = bytes.indexOf(end, at + 1)) {
    let count = 0
    while (releases !== undefined && bytes[at - 1 - count] === releases) count++
    if (count % 2 === 0) return at
  }
  return -1
}

/** What the syntax says as a sentence about the file. */
function tell<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw unreadable(`The file cannot be read: ${error instanceof Error ? error.message : 'it is no EDI'}.`)
  }
}
