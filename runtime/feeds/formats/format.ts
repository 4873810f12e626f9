// A format of files: where a record ends in the bytes, and what its text means. Pure: it knows neither files nor the store.
import { AppError } from '#shared/errors.ts'
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import { csvFormat } from './csv.ts'
import { jsonArrayFormat } from './json-array.ts'
import { jsonLinesFormat } from './json-lines.ts'

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
  /**
   * The record that begins at `from`; undefined when its end is not among these bytes and more are to come. At the end of a file that has no
   * more records: `null`. Throws `file-unreadable` when the file as a whole is not of this format.
   */
  cut(bytes: Buffer, from: number, isEnd: boolean): Cut | undefined | null
  /** The first bytes of the file, before any record: answers how many of them are no record, and what the reader must remember. */
  begin(bytes: Buffer, isEnd: boolean): { readonly skip: number; readonly columns?: readonly string[]; readonly lines: number } | undefined
  /** Records of one page, in order; those that are empty give nothing. */
  parse(texts: readonly string[], columns: readonly string[]): readonly (Parsed | undefined)[]
}

export function formatOf(config: FileConfig): Format {
  switch (config.format) {
    case 'csv':
      return csvFormat(config)
    case 'json-lines':
      return jsonLinesFormat
    case 'json-array':
      return jsonArrayFormat
  }
}

export const unreadable = (message: string): AppError => new AppError('file-unreadable', { message })
