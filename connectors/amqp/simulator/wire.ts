// Values of AMQP 0-9-1 as bytes (specification, section 4.2.5), with the field types of tables as RabbitMQ writes them.
import { isRecord, type Json } from '#shared/json.ts'

export type FieldType = 'bit' | 'octet' | 'short' | 'long' | 'longlong' | 'shortstr' | 'longstr' | 'table'
export type Value = number | string | boolean | Buffer | Readonly<Record<string, Json>>

/** Throws a RangeError where the bytes end too early. */
export class WireReader {
  readonly #bytes: Buffer
  #at = 0
  #bits = 8
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }
  get rest(): Buffer {
    return this.#bytes.subarray(this.#at)
  }
  read(type: FieldType): Value {
    // Bits that follow each other share an octet, the first is the lowest.
    if (type === 'bit') return this.#bit()
    this.#bits = 8
    switch (type) {
      case 'octet':
        return this.#bytes.readUInt8(this.#move(1))
      case 'short':
        return this.#bytes.readUInt16BE(this.#move(2))
      case 'long':
        return this.#bytes.readUInt32BE(this.#move(4))
      case 'longlong':
        return Number(this.#bytes.readBigUInt64BE(this.#move(8)))
      case 'shortstr':
        return this.#take(this.#bytes.readUInt8(this.#move(1))).toString('utf8')
      case 'longstr':
        return this.#take(this.#bytes.readUInt32BE(this.#move(4)))
      case 'table':
        return readTable(this.#take(this.#bytes.readUInt32BE(this.#move(4))))
    }
  }
  #bit(): boolean {
    if (this.#bits === 8) {
      this.#move(1)
      this.#bits = 0
    }
    return ((this.#bytes.readUInt8(this.#at - 1) >> this.#bits++) & 1) === 1
  }
  #move(by: number): number {
    this.#at += by
    return this.#at - by
  }
  #take(size: number): Buffer {
    if (this.#at + size > this.#bytes.length) throw new RangeError('a string is longer than what was sent')
    return this.#bytes.subarray(this.#move(size), this.#at)
  }
}

export function write(types: readonly FieldType[], values: readonly Value[]): Buffer {
  const parts: Buffer[] = []
  let bits: number | undefined
  for (const [index, type] of types.entries()) {
    const value = values[index] ?? ''
    if (type !== 'bit') bits = undefined
    if (type === 'bit') {
      if (bits === undefined || bits === 8) {
        parts.push(Buffer.alloc(1))
        bits = 0
      }
      const octet = parts.at(-1)
      if (octet && value === true) octet[0] = (octet[0] ?? 0) | (1 << bits)
      bits++
    } else parts.push(writeValue(type, value))
  }
  return Buffer.concat(parts)
}

function writeValue(type: Exclude<FieldType, 'bit'>, value: Value): Buffer {
  switch (type) {
    case 'octet':
      return Buffer.from([Number(value)])
    case 'short':
      return sized(2, (bytes) => bytes.writeUInt16BE(Number(value)))
    case 'long':
      return sized(4, (bytes) => bytes.writeUInt32BE(Number(value)))
    case 'longlong':
      return sized(8, (bytes) => bytes.writeBigUInt64BE(BigInt(Number(value))))
    case 'shortstr': {
      const text = Buffer.from(typeof value === 'string' ? value : '').subarray(0, 255)
      return Buffer.concat([Buffer.from([text.length]), text])
    }
    case 'longstr':
      return withLength(Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : ''))
    case 'table':
      return writeTable(isRecord(value) ? (value as Readonly<Record<string, Json>>) : {})
  }
}

const sized = (size: number, fill: (bytes: Buffer) => unknown): Buffer => {
  const bytes = Buffer.alloc(size)
  fill(bytes)
  return bytes
}
const withLength = (bytes: Buffer): Buffer => Buffer.concat([sized(4, (length) => length.writeUInt32BE(bytes.length)), bytes])
const tagged = (tag: string, bytes: Buffer): Buffer => Buffer.concat([Buffer.from(tag), bytes])

export const writeTable = (table: Readonly<Record<string, Json>>): Buffer =>
  withLength(Buffer.concat(Object.entries(table).flatMap(([name, value]) => [writeValue('shortstr', name), writeField(value)])))

function writeField(value: Json): Buffer {
  if (value === null) return Buffer.from('V')
  if (typeof value === 'boolean') return tagged('t', Buffer.from([value ? 1 : 0]))
  if (typeof value === 'string') return tagged('S', withLength(Buffer.from(value)))
  if (typeof value === 'number')
    return Number.isSafeInteger(value)
      ? tagged(
          'l',
          sized(8, (bytes) => bytes.writeBigInt64BE(BigInt(value))),
        )
      : tagged(
          'd',
          sized(8, (bytes) => bytes.writeDoubleBE(value)),
        )
  if (Array.isArray(value)) return tagged('A', withLength(Buffer.concat(value.map(writeField))))
  return tagged('F', writeTable(value as Readonly<Record<string, Json>>))
}

export function readTable(bytes: Buffer): Readonly<Record<string, Json>> {
  const table: Record<string, Json> = {}
  let at = 0
  while (at < bytes.length) {
    const size = bytes.readUInt8(at)
    const name = bytes.toString('utf8', at + 1, at + 1 + size)
    const { value, next } = readField(bytes, at + 1 + size)
    table[name] = value
    at = next
  }
  return table
}

function readField(bytes: Buffer, at: number): { readonly value: Json; readonly next: number } {
  const tag = String.fromCharCode(bytes.readUInt8(at))
  const start = at + 1
  const length = () => bytes.readUInt32BE(start)
  const part = () => bytes.subarray(start + 4, start + 4 + length())
  switch (tag) {
    case 't':
      return { value: bytes.readUInt8(start) !== 0, next: start + 1 }
    case 'b':
      return { value: bytes.readInt8(start), next: start + 1 }
    case 'B':
      return { value: bytes.readUInt8(start), next: start + 1 }
    case 's':
      return { value: bytes.readInt16BE(start), next: start + 2 }
    case 'u':
      return { value: bytes.readUInt16BE(start), next: start + 2 }
    case 'I':
      return { value: bytes.readInt32BE(start), next: start + 4 }
    case 'i':
      return { value: bytes.readUInt32BE(start), next: start + 4 }
    case 'l':
    case 'T':
      return { value: Number(bytes.readBigInt64BE(start)), next: start + 8 }
    case 'f':
      return { value: bytes.readFloatBE(start), next: start + 4 }
    case 'd':
      return { value: bytes.readDoubleBE(start), next: start + 8 }
    case 'S':
    case 'x':
      return { value: part().toString('utf8'), next: start + 4 + length() }
    case 'F':
      return { value: readTable(part()) as Json, next: start + 4 + length() }
    case 'A': {
      const items: Json[] = []
      const list = part()
      for (let item = 0; item < list.length;) {
        const { value, next } = readField(list, item)
        items.push(value)
        item = next
      }
      return { value: items, next: start + 4 + length() }
    }
    case 'V':
      return { value: null, next: start }
    default:
      throw new RangeError(`a field of a table has the unknown type ${tag}`)
  }
}
