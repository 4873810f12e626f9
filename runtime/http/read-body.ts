// Request bodies: bytes with a cap that holds for chunked bodies too, and JSON that nothing downstream can choke on.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { isRecord } from '#shared/json.ts'
import { parseJsonBody } from '#shared/json-guard.ts'

export const DEFAULT_MAX_BYTES = 1_000_000

export const tooLarge = (maxBytes: number): AppError =>
  new AppError('too-large', { message: say`The body is larger than ${maxBytes / 1_000_000} MB.`, details: { maxBytes } })

/** Throws `too-large` for a length that is too long, or none. */
export function refuseDeclared(length: string, maxBytes: number): void {
  if (!(Number(length) <= maxBytes)) throw tooLarge(maxBytes)
}

/** Throws `too-large` as soon as it is known, before the rest has been sent. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = request.headers.get('content-length')
  if (declared !== null) {
    refuseDeclared(declared, maxBytes)
    // Node's parser ends the body at the declared length: no need to count, and one read is twice as fast as a stream.
    return new Uint8Array(await request.arrayBuffer())
  }
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = (request.body as ReadableStream<Uint8Array>).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      // Let go of, not cancelled: that would cut the connection before the sender has our answer. The server drains what still comes.
      reader.releaseLock()
      throw tooLarge(maxBytes)
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks, size)
}

/** `undefined` for an empty body. Throws `too-large`, `unsupported-media-type` or `invalid-json`. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes)
  if (bytes.byteLength === 0) return undefined
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported-media-type')
  const value = parseJsonBody(bytes)
  refuseProto(value, '')
  return value
}

/** Recursion is safe: parseJsonBody has limited the depth. */
function refuseProto(value: unknown, path: string): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseProto(item, `${path}/${index}`)
  } else if (isRecord(value)) {
    for (const key of Object.keys(value)) {
      if (key === '__proto__') {
        throw new AppError('invalid-request', {
          issues: [{ path: `${path}/${key}`, code: 'forbidden-key', message: 'No member may be named __proto__.', fix: 'Remove it.' }],
        })
      }
      refuseProto(value[key], `${path}/${key}`)
    }
  }
}
