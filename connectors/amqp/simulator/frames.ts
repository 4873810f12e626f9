// Frames of AMQP 0-9-1 (specification, section 4.2.3), and messages that travel as several of them: method, header, bodies.
export const FRAME = { method: 1, header: 2, body: 3, heartbeat: 8 } as const
const END = 0xce
const OVERHEAD = 8

export interface Frame {
  readonly type: number
  readonly channel: number
  readonly payload: Buffer
}

/** Whole frames of what has come so far, and what is left. Throws a RangeError for what is no frame. */
export function readFrames(bytes: Buffer): { readonly frames: readonly Frame[]; readonly rest: Buffer } {
  const frames: Frame[] = []
  let at = 0
  while (bytes.length - at >= OVERHEAD) {
    const size = bytes.readUInt32BE(at + 3)
    if (bytes.length - at < size + OVERHEAD) break
    if (bytes[at + 7 + size] !== END) throw new RangeError('a frame does not end with its mark')
    frames.push({ type: bytes.readUInt8(at), channel: bytes.readUInt16BE(at + 1), payload: bytes.subarray(at + 7, at + 7 + size) })
    at += size + OVERHEAD
  }
  return { frames, rest: bytes.subarray(at) }
}

export function writeFrame(type: number, channel: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(7)
  head.writeUInt8(type, 0)
  head.writeUInt16BE(channel, 1)
  head.writeUInt32BE(payload.length, 3)
  return Buffer.concat([head, payload, Buffer.from([END])])
}

export interface Content {
  /** Flags and values of the properties, as they came: they go out as they are. */
  readonly properties: Buffer
  readonly body: Buffer
}

const BASIC = 60

/** A method with a message behind it. */
export function writeContent(channel: number, method: Buffer, { properties, body }: Content, frameMax: number): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(BASIC, 0)
  head.writeBigUInt64BE(BigInt(body.length), 4)
  const room = frameMax - OVERHEAD
  const bodies: Buffer[] = []
  for (let at = 0; at < body.length; at += room) bodies.push(writeFrame(FRAME.body, channel, body.subarray(at, at + room)))
  return Buffer.concat([
    writeFrame(FRAME.method, channel, method),
    writeFrame(FRAME.header, channel, Buffer.concat([head, properties])),
    ...bodies,
  ])
}

/** How many bytes of body follow a header, and its properties. */
export const readHeader = (payload: Buffer) => ({ size: Number(payload.readBigUInt64BE(4)), properties: payload.subarray(12) })
