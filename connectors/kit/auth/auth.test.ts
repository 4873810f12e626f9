import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError, type ErrorData } from '#shared/errors.ts'
import { createCallContext } from '../call-context.ts'
import type { CallContext } from '../contract.ts'
import { openGate } from '../gate.ts'
import { serveSimulators, type SimulatorServer } from '../simulator-server.ts'
import { memoryTokens } from '../tokens.ts'
import { createTransport } from '../transport.ts'
import { authFor, noAuth, sendSigned } from './auth.ts'
import { sigV4Headers } from './aws-sigv4.ts'
import { basicAuth, bearerToken } from './entered.ts'
import { baseString, oauth1Signature } from './oauth1.ts'
import { sessionAuth } from './session.ts'
import { challengeOf } from './sign-in.ts'

describe('signatures', () => {
  // RFC 5849 §3.4.1.1, with HMAC-SHA256: a known vector of other libraries.
  it('signs the request of RFC 5849', () => {
    const base = baseString(
      {
        method: 'POST',
        url: new URL('http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b'),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'c2&a3=2+q',
      },
      [
        ['oauth_consumer_key', '9djdj82h48djs9d2'],
        ['oauth_token', 'kkk9d7dh3k39sjv7'],
        ['oauth_signature_method', 'HMAC-SHA256'],
        ['oauth_timestamp', '137131201'],
        ['oauth_nonce', '7d8f3e4a'],
      ],
    )
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    )
    expect(oauth1Signature(base, { consumerSecret: 'j49sk3j29djd', tokenSecret: 'dh893hdasih9' })).toBe(
      'ypAxjNip++Dm0fTM+gCl8wAo6ufSnseu1WHxL7py3BU=',
    )
  })

  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "GET Bucket Lifecycle" and "GET Bucket (List Objects)".
  it.each([
    ['https://examplebucket.s3.amazonaws.com/?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('signs %s as Amazon does', async (url, signature) => {
    const keys = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
      service: 's3',
    }
    const request = { method: 'GET', url: new URL(url), headers: {}, body: undefined }
    const headers = await sigV4Headers(request, keys, new Date('2013-05-24T00:00:00Z'))
    expect(headers['authorization']).toContain(`Signature=${signature}`)
  })

  it('hashes the verifier of RFC 7636', () => {
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  })
})

describe('the way to sign in', () => {
  const byKey = bearerToken({ secret: 'token', when: { auth: 'bearer' } })
  const byPassword = basicAuth({ user: () => 'u', password: 'password', when: { auth: 'basic' } })
  it('is the one that the settings choose', () => {
    expect(authFor([byKey, byPassword], { auth: 'basic' })).toBe(byPassword)
    expect(authFor([byKey, byPassword], {})).toBe(noAuth)
    expect(authFor([byPassword, noAuth], { auth: 'other' })).toBe(noAuth)
  })
})

describe('a session', () => {
  let server: SimulatorServer
  const transport = createTransport()
  let logins = 0
  let valid = new Set<string>()
  const vendor = {
    async fetch(request: Request) {
      const { pathname } = new URL(request.url)
      if (pathname === '/login') {
        const { password } = (await request.json()) as { password: string }
        if (password !== 'right-password') return Response.json({ error: 'no' }, { status: 401 })
        const session = `session-${++logins}`
        valid.add(session)
        return Response.json({ session })
      }
      const session = request.headers.get('cookie')?.replace('B1SESSION=', '') ?? ''
      return valid.has(session) ? Response.json({ session }) : Response.json({ error: 'no session' }, { status: 401 })
    },
  }
  beforeAll(async () => {
    server = await serveSimulators(() => vendor)
  })
  afterAll(async () => {
    await server.close()
    await transport.close()
  })

  const auth = sessionAuth({
    identity: ({ secrets }) => [secrets.get('password')],
    async signIn({ http, secrets }) {
      const answer = await http.send({ method: 'POST', url: '/login', json: { password: secrets.get('password') }, confidential: true })
      return { session: (answer.json() as { session: string }).session, seconds: 1_800 }
    },
    headers: (session) => ({ cookie: `B1SESSION=${session}` }),
  })
  const tokens = memoryTokens()
  let at = new Date('2026-03-01T10:00:00Z')
  const context = (password: string): CallContext =>
    createCallContext({
      transport,
      tokens,
      baseUrl: () => `${server.origin}/b1`,
      isTrusted: () => true,
      gate: openGate,
      signal: new AbortController().signal,
      config: {},
      secrets: { password },
      now: () => at,
    })
  const call = async (password = 'right-password') =>
    ((await sendSigned([auth], context(password), { method: 'GET', url: '/orders' })).json() as { session: string }).session

  it('is made once for many calls, anew when it is refused, and before its time is over', async () => {
    expect(await Promise.all([call(), call(), call()])).toEqual(['session-1', 'session-1', 'session-1'])
    valid = new Set()
    expect(await call()).toBe('session-2')
    at = new Date('2026-03-01T10:25:00Z')
    expect(await call()).toBe('session-3')
  })

  it('does not outlive its password, and a wrong one is called so without its text', async () => {
    const error = await call('wrong-password').then(
      () => expect.fail('it did not fail'),
      (thrown: AppError & ErrorData) => thrown,
    )
    expect(error.code).toBe('credentials-invalid')
    expect(JSON.stringify(error)).not.toContain('wrong-password')
  })
})
