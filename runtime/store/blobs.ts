// Payloads too large for a row: named by their content, compressed, and how a column names one. Pure rules; each store keeps the bytes.
import { createHash } from 'node:crypto'
import * as zlib from 'node:zlib'
import { heldText } from '#shared/json-text.ts'

/**
 * Larger payloads stand apart. A row of this size is still read and rewritten with little cost; beyond it, rows that are looked
 * through (lists, sweeps) would drag the payloads along.
 */
export const INLINE_LIMIT = 65_536

export interface PackedBlob {
  readonly encoding: 'zstd' | 'deflate' | 'plain'
  readonly data: Uint8Array
}

const COMPRESS: { readonly encoding: 'zstd' | 'deflate'; readonly run: (bytes: Uint8Array) => Uint8Array } =
  // zlib has zstd since Node 22.15.
  typeof zlib.zstdCompressSync === 'function'
    ? { encoding: 'zstd', run: (bytes) => zlib.zstdCompressSync(bytes) }
    : { encoding: 'deflate', run: (bytes) => zlib.deflateSync(bytes, { level: 1 }) }

/** SHA-256 of the plain bytes, in hexadecimal. */
export const blobHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export function packBlob(bytes: Uint8Array): PackedBlob {
  const data = COMPRESS.run(bytes)
  return data.length < bytes.length ? { encoding: COMPRESS.encoding, data } : { encoding: 'plain', data: bytes }
}

export function unpackBlob({ encoding, data }: { readonly encoding: string; readonly data: Uint8Array }): Uint8Array {
  if (encoding === 'zstd') return zlib.zstdDecompressSync(data)
  if (encoding === 'deflate') return zlib.inflateSync(data)
  return data
}

const MARK = 'blob:'

/** What stands in a column of JSON text in place of a large text: no JSON text begins with a b. */
export const blobMark = (hash: string): string => MARK + hash

/** The hash in such a mark; undefined for JSON text. */
export const hashInMark = (text: string): string | undefined => (text.startsWith(MARK) ? text.slice(MARK.length) : undefined)

/** Members of a run event that may be large. A stored event has `inputBlob` or `outputBlob` in place of the member. */
type Payload = 'input' | 'output'
const PAYLOADS: readonly Payload[] = ['input', 'output']

/**
 * Events of one commit as the text of their row. A member that is held as text goes in as it is; `keep` stores a large one and answers its
 * hash.
 */
export const eventsText = (events: readonly object[], keep: (json: string) => string): string =>
  `[${events.map((event) => eventText(event, keep)).join(',')}]`

/** One of them, with its own instant where its row's is another. */
export function eventText(event: object, keep: (json: string) => string, at?: string): string {
  let payloads = ''
  const rest: Record<string, unknown> = at === undefined ? { ...event } : { at, ...event }
  for (const member of PAYLOADS) {
    const value = rest[member]
    if (value === undefined) continue
    const json = heldText(value) ?? JSON.stringify(value)
    rest[member] = undefined
    payloads += json.length > INLINE_LIMIT ? `,"${member}Blob":${JSON.stringify(keep(json))}` : `,"${member}":${json}`
  }
  // An event has a kind: there is something before the comma.
  return JSON.stringify(rest).slice(0, -1) + payloads + '}'
}

/** The event as it was given. A blob named several times is read and parsed once by a `load` that remembers. */
export function attachPayloads<E extends object>(stored: E, load: (hash: string) => unknown): E {
  if (!('inputBlob' in stored) && !('outputBlob' in stored)) return stored
  const event: Record<string, unknown> = { ...stored }
  for (const member of PAYLOADS) {
    const hash = event[`${member}Blob`]
    if (typeof hash !== 'string') continue
    delete event[`${member}Blob`]
    event[member] = load(hash)
  }
  return event as E
}
