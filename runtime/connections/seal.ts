// A text sealed with AES-256-GCM, bound to where it stands: the same bytes somewhere else in the database do not open there.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors.ts'

// version (1) | nonce (12) | tag (16) | ciphertext
const VERSION = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES

export function encrypt(key: Uint8Array, plain: Uint8Array, binding: readonly string[]): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated(binding))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Uint8Array.of(VERSION), nonce, cipher.getAuthTag(), body])
}

/** Throws `secret-unreadable`. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, binding: readonly string[]): Uint8Array {
  try {
    if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new Error('unknown format')
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(associated(binding))
      .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES))
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()])
  } catch {
    // A wrong key and a changed value look the same, and neither says more than this.
    throw new AppError('secret-unreadable')
  }
}

/** JSON keeps the parts apart: `["a","bc"]` is not `["ab","c"]`. */
const associated = (binding: readonly string[]) => Buffer.from(JSON.stringify(['tillflow', VERSION, ...binding]), 'utf8')
