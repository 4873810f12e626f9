import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import ssh2 from 'ssh2'
import { expect, it } from 'vitest'
import { wholePem } from './pem.ts'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

it.each(['', ' '])('gives a key back the line breaks that a field took, leaving %j', (left) => {
  const pasted = privateKey.trim().replaceAll('\n', left)
  expect(() => createPrivateKey(pasted)).toThrow(Error)
  expect(wholePem(pasted)).toBe(privateKey)
})
it('makes an OpenSSH key readable again', () => {
  const key = ssh2.utils.generateKeyPairSync('ed25519').private
  expect(ssh2.utils.parseKey(wholePem(key.replaceAll('\n', '')))).not.toBeInstanceOf(Error)
})
it('keeps several certificates apart, and leaves other texts alone', () => {
  const one = (body: string) => `-----BEGIN CERTIFICATE-----${body}-----END CERTIFICATE-----`
  expect(wholePem(one('AA') + one('BB')).match(/BEGIN/g)).toHaveLength(2)
  expect(wholePem(privateKey)).toBe(privateKey)
  expect(wholePem('no key')).toBe('no key')
})
