// Text as bytes of a character set that Node can decode but not encode.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Encoding } from '#shared/model/file-format.ts'

const tables = new Map<Encoding, ReadonlyMap<string, number>>()

/** Throws `action-input-invalid` for a character that the set does not have. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (!text.isWellFormed()) throw new AppError('action-input-invalid', { message: 'A text has half a character (a lone surrogate).' })
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const table = tableOf(encoding)
  const bytes = Buffer.alloc(text.length)
  let length = 0
  for (const character of text) {
    const code = table.get(character)
    if (code === undefined) {
      throw new AppError('action-input-invalid', {
        message: say`The character "${character}" (${codePoint(character)}) cannot be written in ${encoding}.`,
        fix: 'Write the file in UTF-8, or replace the character in the mapping.',
      })
    }
    bytes[length++] = code
  }
  return bytes.subarray(0, length)
}

const codePoint = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

function tableOf(encoding: Encoding): ReadonlyMap<string, number> {
  const known = tables.get(encoding)
  if (known) return known
  const decoder = new TextDecoder(encoding)
  const table = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const))
  tables.set(encoding, table)
  return table
}
