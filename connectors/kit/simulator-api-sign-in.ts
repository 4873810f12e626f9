// A simulated API that is signed in to in any of the ways of `auth/any-api.ts`, as the settings of its connection say.
import type { Context } from 'hono'
import type { SimulatorOptions } from './contract.ts'
import { basic, same, simulateOAuth } from './simulator-oauth.ts'
import { isOAuth1Signed, isSigV4Signed } from './simulator-signatures.ts'
import type { createSimulatorKit } from './simulator.ts'

/** Whether a request is signed in. Has the addresses of OAuth 2. */
export function simulateApiSignIn(options: SimulatorOptions, kit: ReturnType<typeof createSimulatorKit>): (c: Context) => Promise<boolean> {
  const { app, records } = kit
  const { config, secrets } = options
  const text = (name: string, otherwise: string) => (typeof config[name] === 'string' ? config[name] : otherwise)
  const oauth = simulateOAuth({
    app,
    records,
    authorizePath: '/oauth/authorize',
    tokenPath: '/oauth/token',
    clientId: text('clientId', ''),
    clientSecret: secrets['clientSecret'] ?? '',
    name: options.name,
    machine: config['auth'] === 'oauth2-client-credentials',
    ...(config['auth'] === 'oauth2-refresh-token' && { refreshToken: secrets['refreshToken'] ?? '' }),
  })

  return async (c) => {
    const authorization = c.req.header('authorization') ?? ''
    switch (config['auth']) {
      case 'basic':
        return same(authorization, basic(text('username', ''), secrets['password'] ?? ''))
      case 'bearer':
        return same(authorization, `Bearer ${secrets['token'] ?? ''}`)
      case 'api-key-header':
        return same(c.req.header(text('keyName', 'X-Api-Key')) ?? '', secrets['apiKey'] ?? '')
      case 'api-key-query':
        return same(c.req.query(text('keyName', 'api_key')) ?? '', secrets['apiKey'] ?? '')
      case 'oauth2-code':
      case 'oauth2-client-credentials':
      case 'oauth2-refresh-token':
        return oauth.allows(c)
      case 'oauth1':
        return isOAuth1Signed(
          c,
          options.name,
          {
            consumerKey: text('consumerKey', ''),
            consumerSecret: secrets['consumerSecret'] ?? '',
            token: text('tokenId', ''),
            tokenSecret: secrets['tokenSecret'] ?? '',
            ...(typeof config['realm'] === 'string' && { realm: config['realm'] }),
          },
          options.now(),
        )
      case 'aws-sigv4':
        return isSigV4Signed(c, options.name, {
          accessKeyId: text('accessKeyId', ''),
          secretAccessKey: secrets['secretAccessKey'] ?? '',
          region: text('region', 'us-east-1'),
          service: text('service', 'execute-api'),
        })
      default:
        return true
    }
  }
}
