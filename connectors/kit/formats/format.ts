// A format of files: where a record ends in the bytes, and what its text means. Pure: it knows neither files nor the store.
import { AppError } from '#shared/errors.ts'
import type { FileFormat } from '#shared/model/file-format.ts'
import { csvFormat } from './csv.ts'
import { edifactFormat, x12Format } from './edi.ts'
import { fixedWidthFormat } from './fixed-width.ts'
import { jsonArrayFormat } from './json-array.ts'
import { jsonLinesFormat } from './json-lines.ts'
import { xmlFormat } from './xml.ts'

/** A stretch of bytes that is one record, perhaps an empty one. */
export interface Cut {
  readonly start: number
  readonly end: number
  /** Where the next record begins. */
  readonly next: number
  /** Nothing comes after this one. */
  readonly last?: boolean
}

export type Parsed = { readonly json: string } | { readonly problem: string }

export interface Format {
  /** `Line` or `Record`: how a person finds it in the file. */
  readonly unit: 'Line' | 'Record'
  /** What is wrong with a file of some size in which no record was found, where that says that the settings do not fit. */
  readonly nothing?: string
  /**
   * The record that begins at `from`; undefined when its end is not among these bytes and more are to come. At the end of a file that has no
   * more records: `null`. Throws `file-unreadable` when the file as a whole is not of this format.
   */
  cut(bytes: Buffer, from: number, isEnd: boolean, columns: readonly string[]): Cut | undefined | null
  /** The first bytes of the file, before any record: answers how many of them are no record, and what the reader must remember. */
  begin(bytes: Buffer, isEnd: boolean): { readonly skip: number; readonly columns?: readonly string[]; readonly lines: number } | undefined
  /** Records of one page, in order; those that are empty give nothing. */
  parse(texts: readonly string[], columns: readonly string[]): readonly (Parsed | undefined)[]
  /** What is to be remembered behind the records that `parse` read last, where that changes within a file (the envelopes of EDI). Default: the same. */
  remember?(): readonly string[]
}

/** Throws `file-unreadable` for settings that lack what the format needs. */
export function formatOf(settings: FileFormat): Format {
  switch (settings.format) {
    case 'csv':
      return csvFormat(settings)
    case 'json-lines':
      return jsonLinesFormat
    case 'json-array':
      return jsonArrayFormat
    case 'fixed-width':
      return fixedWidthFormat(settings)
    case 'xml':
      return xmlFormat(settings)
    case 'x12':
      return x12Format()
    case 'edifact':
      return edifactFormat()
  }
}

export const unreadable = (message: string): AppError => new AppError('file-unreadable', { message })

/** Bytes of a byte order mark at the beginning. Throws for one of a character set that no trigger can choose. */
export function markLength(bytes: Buffer): number {
  if (bytes.subarray(0, 3).equals(UTF8_MARK)) return 3
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (isUtf16) throw unreadable('The file is UTF-16, such as "Unicode text" of Excel: save it as UTF-8.')
  return 0
}
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf])
