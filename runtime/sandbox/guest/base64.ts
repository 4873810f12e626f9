// Base64 of Latin-1 texts, as JSONata's $base64encode and $base64decode define it; an isolate has neither Buffer nor btoa.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function encodeBase64(text: string): string {
  let result = ''
  for (let at = 0; at < text.length; at += 3) {
    const [a, b, c] = [text.charCodeAt(at) & 255, text.charCodeAt(at + 1) & 255, text.charCodeAt(at + 2) & 255]
    result += digit(a >> 2) + digit(((a & 3) << 4) | (b >> 4))
    result += at + 1 < text.length ? digit(((b & 15) << 2) | (c >> 6)) : '='
    result += at + 2 < text.length ? digit(c & 63) : '='
  }
  return result
}

export function decodeBase64(text: string): string {
  let result = ''
  let bits = 0
  let held = 0
  for (const char of text) {
    const value = ALPHABET.indexOf(char === '-' ? '+' : char === '_' ? '/' : char)
    if (value < 0) continue
    held = ((held << 6) | value) & 0xffffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      result += String.fromCharCode((held >> bits) & 255)
    }
  }
  return result
}

function digit(value: number): string {
  return ALPHABET[value] ?? ''
}
