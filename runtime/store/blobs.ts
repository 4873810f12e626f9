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
 * Events of one commit as the text of their row. Those of small records cost one stringify; only a large row is looked at event by event:
 * `keep` stores a large member and answers its hash.
 */
export function eventsText(events: readonly object[], keep: (json: string) => string): string {
  const holdsText = events.some((event) => PAYLOADS.some((member) => heldText(Reflect.get(event, member)) !== undefined))
  const text = holdsText ? undefined : JSON.stringify(events)
  if (text !== undefined && text.length <= INLINE_LIMIT) return text
  return JSON.stringify(events.map((event) => detachPayloads(event, keep)))
}

/** The event as it is stored. */
function detachPayloads(event: object, keep: (json: string) => string): object {
  const stored: Record<string, unknown> = { ...event }
  for (const member of PAYLOADS) {
    if (stored[member] === undefined) continue
    const held = heldText(stored[member])
    const json = held ?? JSON.stringify(stored[member])
    if (held === undefined && json.length <= INLINE_LIMIT) continue
    delete stored[member]
    stored[`${member}Blob`] = keep(json)
  }
  return stored
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
