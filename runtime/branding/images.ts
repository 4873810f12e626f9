// Which of the allowed kinds of picture some bytes are, by the bytes themselves: what the sender calls them counts for nothing.
import { AppError } from '#shared/errors.ts'
import type { ImageType } from '#shared/model/branding.ts'
import { say } from '#shared/sentence.ts'
import { cleanSvg } from './svg.ts'

export interface CheckedImage {
  readonly type: ImageType
  /** Of an SVG: as it was written anew. */
  readonly bytes: Uint8Array
}

/** A small file can hold a picture that fills the memory of whoever looks at it. */
const MAX_PIXELS = 4_000

/** Throws `invalid-request` for everything that is no PNG, SVG or WebP. */
export function checkImage(bytes: Uint8Array): CheckedImage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 8).equals(PNG)) return bitmap('image/png', bytes, pngSize(buffer))
  if (buffer.toString('latin1', 0, 4) === 'RIFF' && buffer.toString('latin1', 8, 12) === 'WEBP') {
    return bitmap('image/webp', bytes, webpSize(buffer))
  }
  const text = asText(bytes)
  if (text === undefined || !/^\uFEFF?\s*</.test(text)) {
    throw new AppError('invalid-request', { message: 'This is no PNG, SVG or WebP.', fix: 'Save the picture in one of these formats.' })
  }
  return { type: 'image/svg+xml', bytes: new TextEncoder().encode(cleanSvg(text.replace(/^\uFEFF/, '').trimStart())) }
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

interface Size {
  readonly width: number
  readonly height: number
}

function bitmap(type: ImageType, bytes: Uint8Array, size: Size | undefined): CheckedImage {
  if (!size || size.width < 1 || size.height < 1) {
    throw new AppError('invalid-request', { message: 'This picture is damaged.', fix: 'Save it anew, and try again.' })
  }
  if (size.width > MAX_PIXELS || size.height > MAX_PIXELS) {
    throw new AppError('invalid-request', {
      message: say`This picture has ${size.width} × ${size.height} pixels; at most ${MAX_PIXELS} × ${MAX_PIXELS} are taken.`,
      fix: 'Make it smaller: a logo is shown at 200 pixels at most.',
    })
  }
  return { type, bytes }
}

/** https://www.w3.org/TR/png-3/#11IHDR: the first chunk. */
function pngSize(buffer: Buffer): Size | undefined {
  if (buffer.length < 33 || buffer.toString('latin1', 12, 16) !== 'IHDR') return undefined
  return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) }
}

/** https://developers.google.com/speed/webp/docs/riff_container: the first chunk says how large the canvas is. */
function webpSize(buffer: Buffer): Size | undefined {
  if (buffer.length < 30) return undefined
  const chunk = buffer.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return { width: buffer.readUIntLE(24, 3) + 1, height: buffer.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8L' && buffer[20] === 0x2f) {
    const bits = buffer.readUInt32LE(21)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8 ' && buffer[23] === 0x9d && buffer[24] === 0x01 && buffer[25] === 0x2a) {
    return { width: buffer.readUInt16LE(26) & 0x3fff, height: buffer.readUInt16LE(28) & 0x3fff }
  }
  return undefined
}

function asText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
