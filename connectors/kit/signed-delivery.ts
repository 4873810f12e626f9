// What proofs of webhook deliveries have in common. They stand between the sender and the inbox: whatever is odd is refused.
import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import type { IncomingDelivery, PublicKey, Secrets } from './contract.ts'

/** The value of a header whatever its case; nothing when it is absent, empty, or there under two spellings. `name` in lower case. */
export function headerOf({ headers }: IncomingDelivery, name: string): string | undefined {
  const values = Object.entries(headers).filter(([key]) => key.toLowerCase() === name)
  const value = values.length === 1 ? values[0]?.[1] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

/**
 * The secret that deliveries are signed with. Without one nothing can be proven, and an empty one would let anybody sign: throws
 * `signature-invalid` in these words.
 */
export function signingSecret(secrets: Secrets, field: string, words: { readonly message: string; readonly fix: string }): string {
  let secret = ''
  try {
    secret = secrets.get(field)
  } catch (cause) {
    throw new AppError('signature-invalid', { ...words, cause })
  }
  if (secret === '') throw new AppError('signature-invalid', words)
  return secret
}

/** Several, divided by blanks: one for each subscription, or the old and the new one. What is too short to be one is left out. */
export const severalSecrets = (entered: string): readonly string[] => entered.split(/\s+/).filter((secret) => secret.length >= 8)

// 32 bytes in canonical base64: 43 characters, the last of which carries 4 bits, and one pad. Node's decoder would also take
// whitespace, URL-safe letters and two headers joined by a comma.
const SIGNATURE = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/** HMAC-SHA256 in base64 over these parts, by one of these secrets. Throws `signature-invalid`. */
export function checkBase64Hmac(
  given: string | undefined,
  parts: readonly (string | Uint8Array)[],
  secrets: () => readonly string[],
): void {
  if (given === undefined || !SIGNATURE.test(given)) throw new AppError('signature-invalid')
  const signature = Buffer.from(given, 'base64')
  const isGood = secrets().some((secret) => {
    const hmac = createHmac('sha256', secret)
    for (const part of parts) hmac.update(part)
    return timingSafeEqual(signature, hmac.digest())
  })
  if (!isGood) throw new AppError('signature-invalid')
}

/** RSASSA-PKCS1-v1_5 with SHA-256 in base64 over these bytes, by the key that is named. Throws `signature-invalid`. */
export function checkRsaSha256(given: string | undefined, signed: Uint8Array, keys: readonly PublicKey[], keyId: string | undefined): void {
  const key = keyId === undefined ? undefined : keys.find(({ id }) => id === keyId)
  if (given === undefined || !key || !/^[A-Za-z0-9+/]{86,1366}={0,2}$/.test(given)) throw new AppError('signature-invalid')
  let isGood: boolean
  try {
    isGood = verify('sha256', signed, createPublicKey({ key: key.jwk, format: 'jwk' }), Buffer.from(given, 'base64'))
  } catch (cause) {
    // A key that is none: nothing it signed can be believed.
    throw new AppError('signature-invalid', { cause })
  }
  if (!isGood) throw new AppError('signature-invalid')
}
