// What brokers carry: bytes that are JSON, or a text, or neither.
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'
import { parseExact } from '../exact-json.ts'

export const Body = Type.Unknown({ title: 'Body', description: 'JSON where it is JSON, otherwise its text; Base64 for what is no text.' })
export const Headers = Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 4_000 }), { title: 'Headers' }))

export function readBody(bytes: Uint8Array): Json {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('base64')
  }
  try {
    return parseExact(text)
  } catch {
    return text
  }
}

/** A text goes as it is, everything else as JSON. */
export function writeBody(body: unknown, most: number): Buffer {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? null))
  if (bytes.length <= most) return bytes
  throw new AppError('action-input-invalid', {
    message: say`The message has ${bytes.length} bytes, and the broker takes ${most} at most.`,
    issues: [{ path: '/body', code: 'too-large', message: `It is larger than ${most} bytes.` }],
  })
}

/** The same for every try of a record: what consumers tell doubles by. */
export const messageId = (idempotencyKey: string): string =>
  createHash('sha256').update(`message:${idempotencyKey}`).digest('hex').slice(0, 32)
