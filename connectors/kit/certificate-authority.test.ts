// A server whose certificate no public authority signed, such as an ERP in a client's own rooms.
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openGate } from './gate.ts'
import { createHttpClient } from './http-client.ts'
import { createRedactor } from './redact.ts'
import { createTransport } from './transport.ts'

// Made for this test: signed by itself, for localhost, until 2120.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABC1XeRlraCJ93ZeT
zNc6Tt1Zh0tJxQNISTmF3pk4XGR7U7OTfp/j82m9btk39h9ubCO2OvF+OGA2sZ64
ZNfuWxSjTjBMMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAPBgNVHRMBAf8E
BTADAQH/MB0GA1UdDgQWBBRYwnj96l/jiUbhwIZVsdSlNFb4FTAKBggqhkjOPQQD
AgNIADBFAiEA+qaAqyLXTFNU/0kl5idjFR8sJXem8E0eh6/nXCxToFoCIGrVgUq4
lvBlLpuHRn5uoY0jxcGxUQOBd7AkkOElZDIj
-----END CERTIFICATE-----
`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKyvKR7oaGsl/uY0H
F9DuuV7DhA5VhasNEWOudUdhW4qhRANCAAQtV3kZa2gifd2Xk8zXOk7dWYdLScUD
SEk5hd6ZOFxke1Ozk36f4/NpvW7ZN/YfbmwjtjrxfjhgNrGeuGTX7lsU
-----END PRIVATE KEY-----
`

let server: Server
const transport = createTransport({ maxBytes: 1024 * 1024, connectTimeoutMs: 2_000 })
const portOf = () => (server.address() as AddressInfo).port

beforeAll(async () => {
  server = createServer({ cert: CERTIFICATE, key: KEY }, (_, response) => response.end('{"here":true}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await transport.close()
  server.closeAllConnections()
  server.close()
})

const ask = (certificateAuthority?: string, host = '127.0.0.1') =>
  createHttpClient({
    transport,
    baseUrl: () => `https://${host}:${portOf()}`,
    isTrusted: () => true,
    redactor: createRedactor([]),
    gate: openGate,
    signal: new AbortController().signal,
    now: () => new Date(),
    timeoutMs: 5_000,
    ...(certificateAuthority !== undefined && { certificateAuthority }),
  }).send({ method: 'GET', url: '/' })

describe('a server with a certificate of its own', () => {
  it('is refused while nobody vouches for it, and says why', async () => {
    await expect(ask()).rejects.toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('its certificate is self-signed'),
    })
  })
  it('is taken with the certificate of its authority, also as a field of one line kept it', async () => {
    expect((await ask(CERTIFICATE)).json()).toEqual({ here: true })
    expect((await ask(CERTIFICATE.replaceAll('\n', ' ').trim())).json()).toEqual({ here: true })
  })
  it('is refused again by a connection that states none', async () => {
    await ask(CERTIFICATE)
    await expect(ask()).rejects.toMatchObject({ code: 'connection-failed' })
  })
  it('says that what was entered is no certificate', async () => {
    await expect(ask('-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----')).rejects.toMatchObject({
      code: 'connection-failed',
      message: expect.stringContaining('the certificate of the authority, in the settings of the connection, cannot be read'),
    })
  })
})
