// Messages between the runtime and its workers: length-prefixed, a small JSON header and then texts as they are. Node's own JSON channel would
// quote and parse every payload twice more. Used on both sides of the pipe.

export interface Frame<Header> {
  readonly header: Header
  readonly texts: readonly string[]
}

/** total length | header length | header as JSON, ending with the texts' lengths | texts. */
export function encodeFrame(header: object, texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text))
  const head = JSON.stringify([header, lengths])
  const headBytes = Buffer.byteLength(head)
  const total = lengths.reduce((sum, length) => sum + length, 4 + headBytes)
  const frame = Buffer.allocUnsafe(4 + total)
  frame.writeUInt32LE(total, 0)
  frame.writeUInt32LE(headBytes, 4)
  let at = 8 + frame.write(head, 8)
  for (const text of texts) at += frame.write(text, at)
  return frame
}

export interface FrameReader<Header> {
  push(chunk: Buffer): void
  next(): Frame<Header> | undefined
}

/** Cuts a stream of chunks into frames. A frame longer than `limit` throws: the other side is not ours any more. */
export function frameReader<Header>(limit: number): FrameReader<Header> {
  const chunks: Buffer[] = []
  let buffered = 0
  const gather = (): Buffer => {
    if (chunks.length > 1) chunks.splice(0, chunks.length, Buffer.concat(chunks))
    return chunks[0] as Buffer
  }
  return {
    push(chunk) {
      chunks.push(chunk)
      buffered += chunk.length
    },
    next() {
      if (buffered < 4) return undefined
      if ((chunks[0] as Buffer).length < 4) gather()
      const total = (chunks[0] as Buffer).readUInt32LE(0)
      if (total > limit) throw new Error('a frame is too long')
      if (buffered < 4 + total) return undefined
      const buffer = gather()
      const headBytes = buffer.readUInt32LE(4)
      const [header, lengths] = JSON.parse(buffer.toString('utf8', 8, 8 + headBytes)) as [Header, number[]]
      let at = 8 + headBytes
      const texts = lengths.map((length) => buffer.toString('utf8', at, (at += length)))
      buffered -= 4 + total
      chunks.splice(0, 1, ...(buffered > 0 ? [buffer.subarray(4 + total)] : []))
      return { header, texts }
    },
  }
}
