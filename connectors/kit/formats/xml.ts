// XML as a list of records: each element of one name, or of some names, is a record, however deep it stands. Where one ends is found in the bytes, so that a
// file of any size is read in pieces and from any record on. A document type is refused at once: records of partners need none, and
// entities are how small files become large ones or read other files.
import type { FileFormat } from '#shared/model/file-format.ts'
import { markLength, unreadable, type Cut, type Format } from './format.ts'
import { parseXml } from './xml-value.ts'

const LONGEST_RECORD = 8_000_000
/** What stands before the first element: a declaration, comments. */
const LONGEST_PROLOG = 100_000
/** Remembered of a file whose root is its one record, as of an invoice: behind it nothing need close. */
const ROOT = ['/'] as const
const [LT, GT, SLASH, BANG, QUESTION, DOUBLE, SINGLE, COLON] = [60, 62, 47, 33, 63, 34, 39, 58]

export function xmlFormat({ record, lists = [], encoding = 'utf-8' }: FileFormat): Format {
  if (record === undefined) throw unreadable('The format does not say which XML element is a record.')
  const names = record.split('|').map((name) => new TextEncoder().encode(name))
  const always = new Set(lists)
  return {
    unit: 'Record',
    nothing: `it has no element "${record.replaceAll('|', '" or "')}"`,
    begin(bytes, isEnd) {
      const skip = markLength(bytes)
      const first = firstElement(bytes, skip, isEnd)
      if (first === undefined && !isEnd && bytes.length < LONGEST_PROLOG) return undefined
      if (first === undefined) throw unreadable('The file is no XML.')
      if (markupEnd(bytes, first) === undefined && !isEnd && bytes.length < LONGEST_PROLOG) return undefined
      checkDeclaration(bytes.toString('latin1', skip, first), encoding)
      const isRoot = names.some((name) => hasName(bytes, first + 1, name))
      return { skip, lines: 0, columns: isRoot ? ROOT : [] }
    },
    cut: (bytes, from, isEnd, columns) => cutElement(bytes, from, isEnd, names, columns[0] === ROOT[0]),
    parse: (texts) =>
      texts.map((text) => {
        if (text === '') return undefined
        try {
          return { json: JSON.stringify(parseXml(text, always).value) }
        } catch (error) {
          return { problem: error instanceof Error ? error.message : 'it is no XML' }
        }
      }),
  }
}

/** The offset of the root's tag. */
function firstElement(bytes: Buffer, from: number, isEnd: boolean): number | undefined {
  for (let at = from; at < bytes.length;) {
    if (bytes[at] !== LT) {
      if (!isBlank(bytes[at])) throw unreadable('The file is no XML: it does not begin with "<".')
      at++
      continue
    }
    if (bytes[at + 1] !== BANG && bytes[at + 1] !== QUESTION) return at + 1 < bytes.length || isEnd ? at : undefined
    const end = markupEnd(bytes, at)
    if (end === undefined) return undefined
    at = end
  }
  return undefined
}

function checkDeclaration(prolog: string, encoding: string): void {
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.-]+)["']/.exec(prolog)?.[1]?.toLowerCase()
  if (declared === undefined || SAME[declared] === encoding || (SAME[declared] === 'ascii' && encoding !== undefined)) return
  throw unreadable(`The file says that its character set is ${declared}, and the format says ${encoding}.`)
}
const SAME: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'ascii',
  ascii: 'ascii',
  'windows-1252': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
}

/** From the next tag of one of these names to its end tag; elements of the same name inside belong to it. */
function cutElement(bytes: Buffer, from: number, isEnd: boolean, names: readonly Uint8Array[], isRoot: boolean): Cut | undefined | null {
  let wanted = names
  let start = -1
  let depth = 0
  let lastTag = -1
  for (let at = bytes.indexOf(LT, from); at >= 0; at = bytes.indexOf(LT, at)) {
    const end = markupEnd(bytes, at)
    if (end === undefined) break
    const isClosing = bytes[at + 1] === SLASH
    lastTag = at
    const name = wanted.find((one) => hasName(bytes, isClosing ? at + 2 : at + 1, one))
    if (name) {
      wanted = [name]
      const isWhole = !isClosing && bytes[end - 2] === SLASH
      if (isClosing) depth--
      else if (start < 0) start = at
      if (!isClosing && !isWhole) depth++
      if (start >= 0 && depth <= 0) return { start, end, next: end }
      if (start < 0) throw unreadable(`The file ends an element that it did not begin.`)
    }
    at = end
  }
  if (isEnd && start < 0) {
    const rest = bytes.subarray(lastTag < 0 ? from : lastTag)
    const isWhole = lastTag < 0 ? isRoot && rest.every((byte) => isBlank(byte)) : isComplete(bytes, lastTag)
    if (isWhole) return null
  }
  if (isEnd) throw unreadable('The file ends in the middle: it was not written or sent to its end.')
  // What was passed need not be looked at again, nor held.
  if (start < 0 && lastTag > from) return { start: from, end: from, next: lastTag }
  if (bytes.length - from > LONGEST_RECORD) throw unreadable('A record of the file is larger than 8 MB, or its tags do not fit.')
  return undefined
}

/** Behind the last tag comes nothing but blanks, and it closes something (or is a comment behind the root). */
function isComplete(bytes: Buffer, lastTag: number): boolean {
  const end = markupEnd(bytes, lastTag)
  if (end === undefined || !bytes.subarray(end).every((byte) => isBlank(byte))) return false
  const kind = bytes[lastTag + 1]
  return kind === SLASH || kind === BANG || kind === QUESTION || bytes[end - 2] === SLASH
}

/** Behind the tag, comment, instruction or CDATA section that begins at `at`; undefined when its end is not among the bytes. */
function markupEnd(bytes: Buffer, at: number): number | undefined {
  const kind = bytes[at + 1]
  if (kind === QUESTION) return behind(bytes, '?>', at + 2)
  if (kind === BANG) {
    if (bytes.length - at < 9) return undefined
    const opening = bytes.toString('latin1', at, at + 9)
    if (opening.startsWith('<!--')) return behind(bytes, '-->', at + 4)
    if (opening === '<![CDATA[') return behind(bytes, ']]>', at + 9)
    throw unreadable('The file has a document type (<!DOCTYPE). Files with one are not read.')
  }
  // A ">" inside an attribute does not end the tag.
  let quote = 0
  for (let index = at + 1; index < bytes.length; index++) {
    const byte = bytes[index]
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === DOUBLE || byte === SINGLE) quote = byte
    else if (byte === GT) return index + 1
    else if (byte === LT) throw unreadable('The file is no XML: a "<" stands inside a tag.')
  }
  return undefined
}

function behind(bytes: Buffer, mark: string, from: number): number | undefined {
  const at = bytes.indexOf(mark, from, 'latin1')
  return at < 0 ? undefined : at + mark.length
}

/** Whether the tag name at `at`, without its prefix, is `name`. */
function hasName(bytes: Buffer, at: number, name: Uint8Array): boolean {
  let from = at
  let to = at
  for (; to < bytes.length && !endsName(bytes[to]); to++) if (bytes[to] === COLON) from = to + 1
  if (to - from !== name.length) return false
  for (let index = 0; index < name.length; index++) if (bytes[from + index] !== name[index]) return false
  return true
}

const isBlank = (byte: number | undefined): boolean => byte === 32 || byte === 10 || byte === 13 || byte === 9
const endsName = (byte: number | undefined): boolean => isBlank(byte) || byte === GT || byte === SLASH
