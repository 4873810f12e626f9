// The broker's side of SASL: PLAIN (RFC 4616) and SCRAM (RFC 5802).
import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto'

export type Outcome = { readonly reply: Buffer; readonly isDone: boolean } | 'refused'

export function signIn(mechanism: string, username: string, password: string): (bytes: Buffer) => Outcome {
  if (mechanism === 'PLAIN') {
    return (bytes) => {
      const [, user, secret] = bytes.toString().split('\0')
      return user === username && same(secret ?? '', password) ? { reply: Buffer.alloc(0), isDone: true } : 'refused'
    }
  }
  const algorithm = mechanism === 'SCRAM-SHA-512' ? 'sha512' : 'sha256'
  const hmac = (key: Buffer, text: string) => createHmac(algorithm, key).update(text).digest()
  const salt = randomBytes(16)
  let first: { readonly bare: string; readonly server: string; readonly nonce: string } | undefined
  return (bytes) => {
    const text = bytes.toString()
    if (!first) {
      const bare = text.slice(text.indexOf('n='))
      const [, user = '', nonce = ''] = /^n=([^,]*),r=(.*)$/.exec(bare) ?? []
      if (user.replaceAll('=2C', ',').replaceAll('=3D', '=') !== username) return 'refused'
      const all = `${nonce}${randomBytes(12).toString('base64url')}`
      first = { bare, nonce: all, server: `r=${all},s=${salt.toString('base64')},i=4096` }
      return { reply: Buffer.from(first.server), isDone: false }
    }
    const [, rest = '', nonce = '', proof = ''] = /^(c=[^,]*,r=([^,]*)),p=(.*)$/.exec(text) ?? []
    const salted = pbkdf2Sync(password, salt, 4096, algorithm === 'sha512' ? 64 : 32, algorithm)
    const said = `${first.bare},${first.server},${rest}`
    const clientKey = hmac(salted, 'Client Key')
    const signature = hmac(createHash(algorithm).update(clientKey).digest(), said)
    const wanted = Buffer.from(clientKey.map((byte, at) => byte ^ (signature[at] ?? 0))).toString('base64')
    if (nonce !== first.nonce || password === '' || !same(proof, wanted)) return 'refused'
    return { reply: Buffer.from(`v=${hmac(hmac(salted, 'Server Key'), said).toString('base64')}`), isDone: true }
  }
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted))
}
