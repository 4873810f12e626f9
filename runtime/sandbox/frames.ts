// Messages between the runtime and its workers: length-prefixed, a small JSON header and then texts as they are. Node's own JSON channel would
// quote and parse every payload twice more. Used on both sides of the pipe.

export interface Frame<Header> {
  readonly header: Header
  readonly texts: readonly string[]
}

/** bytes that follow | bytes of the head | head: header and the texts' lengths in characters, as JSON | the texts, one behind the other. */
export function encodeFrame(header: object, texts: readonly string[]): Buffer {
  const head = JSON.stringify([header, texts.map((text) => text.length)])
  const body = texts.length === 1 ? (texts[0] ?? '') : texts.join('')
  const headBytes = Buffer.byteLength(head)
  const total = 4 + headBytes + Buffer.byteLength(body)
  const frame = Buffer.allocUnsafe(4 + total)
  frame.writeUInt32LE(total, 0)
  frame.writeUInt32LE(headBytes, 4)
  frame.write(head, 8)
  frame.write(body, 8 + headBytes)
  return frame
}

export interface FrameReader<Header> {
  /** The chunk must not change until `next` has nothing more. */
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
      const body = buffer.toString('utf8', 8 + headBytes, 4 + total)
      let at = 0
      const texts = lengths.map((length) => body.slice(at, (at += length)))
      buffered -= 4 + total
      chunks.splice(0, 1, ...(buffered > 0 ? [buffer.subarray(4 + total)] : []))
      return { header, texts }
    },
  }
}
