import { lookup } from 'node:dns/promises'
import { hostname } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import { checkUrl, guardedLookup, isPublicAddress } from './address-guard.ts'
import { createTransport } from './transport.ts'

const transport = createTransport()
const ownAddresses = await lookup(hostname(), { all: true }).then(
  (found) => found.map(({ address }) => address),
  () => [],
)
afterAll(() => transport.close())

describe('checkUrl', () => {
  it.each([
    'https://127.1',
    'https://0x7f.1',
    'https://2130706433',
    'https://①②⑦.0.0.1',
    'https://[::]',
    'https://[::1]',
    'https://[::ffff:a9fe:a9fe]',
    'https://[::ffff:169.254.169.254]',
    'https://[64:ff9b::a9fe:a9fe]',
    'https://[2002:a9fe:a9fe::]',
    'https://[2001:0:a9fe:a9fe::]',
    'https://[fd00:ec2::254]',
    'https://[fe80::1]',
    'https://0.0.0.0',
    'https://localhost.',
    'https://LOCALHOST',
    'https://metadata.google.internal',
    'https://169.254.169.254',
    'https://100.100.100.200',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://192.168.1.1',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'https://user:pass@example.com',
    'http://example.com',
    'file:///etc/passwd',
    'gopher://example.com/',
  ])('refuses %s', (address) => {
    expect(() => checkUrl(new URL(address))).toThrow(expect.objectContaining({ code: 'connection-blocked' }))
  })
  it.each(['https://example.com', 'https://8.8.8.8', 'https://[2606:4700:4700::1111]'])('accepts %s', (address) => {
    expect(() => checkUrl(new URL(address))).not.toThrow()
  })
})

describe('isPublicAddress', () => {
  it('takes no text that is not an address', () => {
    expect(['', 'example.com', '1.2.3', '::ffff:8.8.8.8'].map(isPublicAddress)).toEqual([false, false, false, false])
  })
})

describe('guardedLookup', () => {
  it('fails for a name that leads inside', async () => {
    const error = await new Promise<unknown>((resolve) => guardedLookup('localhost', { all: true }, resolve))
    expect((error as ErrorData).code).toBe('connection-blocked')
  })
  // This machine's own name is one that says nothing of where it leads; not every machine can look it up.
  it.skipIf(ownAddresses.every(isPublicAddress))('stands between a connection and its address', async () => {
    const result = await transport.exchange({
      method: 'GET',
      url: new URL(`https://${hostname()}/`),
      headers: {},
      body: undefined,
      timeoutMs: 3_000,
      signal: new AbortController().signal,
      trusted: false,
    })
    expect(result).toMatchObject({ failure: { kind: 'blocked', sent: false } })
  })
})
