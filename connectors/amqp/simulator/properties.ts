// The properties of a message (specification, section 4.2.6.1): those that the simulator shows, and those that it gives a message of its own.
import type { Json } from '#shared/json.ts'
import { WireReader, write, writeTable, type FieldType } from './wire.ts'

/** In the order of their flags, from the highest bit. */
const PROPERTIES: readonly (readonly [name: string, type: FieldType])[] = [
  ['contentType', 'shortstr'],
  ['contentEncoding', 'shortstr'],
  ['headers', 'table'],
  ['deliveryMode', 'octet'],
  ['priority', 'octet'],
  ['correlationId', 'shortstr'],
  ['replyTo', 'shortstr'],
  ['expiration', 'shortstr'],
  ['messageId', 'shortstr'],
  ['timestamp', 'longlong'],
  ['type', 'shortstr'],
  ['userId', 'shortstr'],
  ['appId', 'shortstr'],
]
const flagOf = (index: number) => 1 << (15 - index)

export function readProperties(bytes: Buffer): Readonly<Record<string, Json>> {
  const flags = bytes.readUInt16BE(0)
  const reader = new WireReader(bytes.subarray(2))
  const properties: Record<string, Json> = {}
  for (const [index, [name, type]] of PROPERTIES.entries()) {
    if ((flags & flagOf(index)) !== 0) properties[name] = reader.read(type) as Json
  }
  return properties
}

export interface OwnProperties {
  readonly contentType: string
  readonly headers: Readonly<Record<string, Json>>
  readonly messageId?: string
}

/** Of a message that survives a restart. */
export function writeProperties({ contentType, headers, messageId }: OwnProperties): Buffer {
  const PERSISTENT = 2
  const flags = Buffer.alloc(2)
  flags.writeUInt16BE(flagOf(0) | flagOf(2) | flagOf(3) | (messageId === undefined ? 0 : flagOf(8)))
  return Buffer.concat([
    flags,
    write(['shortstr'], [contentType]),
    writeTable(headers),
    write(['octet'], [PERSISTENT]),
    ...(messageId === undefined ? [] : [write(['shortstr'], [messageId])]),
  ])
}
