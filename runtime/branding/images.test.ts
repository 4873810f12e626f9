import { describe, expect, it } from 'vitest'
import { checkImage } from './images.ts'

function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(40)
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
function webp(chunk: string, rest: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.alloc(40)
  bytes.write('RIFF\0\0\0\0WEBP', 'latin1')
  bytes.write(chunk, 12, 'latin1')
  rest(bytes)
  return bytes
}
const text = (value: string) => new TextEncoder().encode(value)

describe('a picture', () => {
  it.each([
    ['image/png', png(200, 50)],
    ['image/webp', webp('VP8X', (bytes) => bytes.writeUIntLE(199, 24, 3))],
    ['image/webp', webp('VP8L', (bytes) => [bytes.writeUInt8(0x2f, 20), bytes.writeUInt32LE((49 << 14) | 199, 21)])],
    [
      'image/webp',
      webp('VP8 ', (bytes) => [bytes.writeUInt32BE(0x9d012a00, 23), bytes.writeUInt16LE(200, 26), bytes.writeUInt16LE(50, 28)]),
    ],
  ])('is %s by its bytes, which stay as they are', (type, bytes) => {
    expect(checkImage(bytes)).toEqual({ type, bytes })
  })
  it('is SVG by what it says, also behind a byte order mark, and is written anew', () => {
    const { type, bytes } = checkImage(text('\uFEFF\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><!-- x --></svg>'))
    expect(type).toBe('image/svg+xml')
    expect(new TextDecoder().decode(bytes)).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>')
  })
  it.each([
    ['is a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), 'no PNG, SVG or WebP'],
    ['is a GIF', text('GIF89a'), 'no PNG, SVG or WebP'],
    ['is a program', text('alert(1)'), 'no PNG, SVG or WebP'],
    ['is a web page', text('<html><script>alert(1)</script></html>'), 'does not begin with an svg element'],
    ['is nothing', new Uint8Array(), 'no PNG, SVG or WebP'],
    ['only begins as a PNG', png(1, 1).subarray(0, 20), 'damaged'],
    ['has no width', png(0, 10), 'damaged'],
    ['is a WebP of an unknown kind', webp('ABCD', () => undefined), 'damaged'],
    ['fills the memory of who looks at it', png(30_000, 30_000), '30000 × 30000 pixels'],
  ])('is refused when it %s', (_, bytes, reason) => {
    expect(() => checkImage(bytes)).toThrow(reason)
  })
})
