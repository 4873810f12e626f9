// The vendor's side of signed requests: a simulator signs what it received again, with what it knows, and compares.
import type { Context } from 'hono'
import { sigV4Headers, type AwsKeys } from './auth/aws-sigv4.ts'
import { baseString, oauth1Signature, type OAuth1Keys } from './auth/oauth1.ts'
import type { UnsignedRequest } from './contract.ts'
import { same } from './simulator-oauth.ts'

/** Old nonces are refused by time. */
const OAUTH1_WINDOW_S = 300

/** `name` is the simulator's: the client signed its address with it. */
export async function isOAuth1Signed(c: Context, name: string, keys: OAuth1Keys, now: Date): Promise<boolean> {
  const given = Object.fromEntries(
    [...(c.req.header('authorization') ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      decodeURIComponent(value),
    ]),
  )
  const { oauth_signature: signature = '', realm, ...signed } = given
  const age = Math.abs(now.getTime() / 1_000 - Number(signed['oauth_timestamp'] ?? 0))
  const isKnown = signed['oauth_consumer_key'] === keys.consumerKey && signed['oauth_token'] === keys.token && realm === keys.realm
  if (!isKnown || age > OAUTH1_WINDOW_S || signed['oauth_signature_method'] !== 'HMAC-SHA256') return false
  return same(signature, oauth1Signature(baseString(await asSent(c, name), Object.entries(signed)), keys))
}

export async function isSigV4Signed(c: Context, name: string, keys: AwsKeys): Promise<boolean> {
  const authorization = c.req.header('authorization') ?? ''
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? []
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(c.req.header('x-amz-date') ?? '')
  if (!date) return false
  const sent = await asSent(c, name)
  const headers = Object.fromEntries(
    Object.entries(sent.headers).filter(([header]) => names.includes(header) && !/^(host|x-amz-(date|content-sha256))$/.test(header)),
  )
  const [, year, month, day, hour, minute, second] = date
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const wanted = await sigV4Headers({ ...sent, headers }, keys, at)
  return same(authorization, wanted['authorization'] ?? '')
}

/** The request as the client made it: the server of simulators has taken the simulator's name off the path. */
async function asSent(c: Context, name: string): Promise<UnsignedRequest> {
  const url = new URL(c.req.url)
  url.pathname = `/${name}${url.pathname}`
  const body = new Uint8Array(await c.req.arrayBuffer())
  return { method: c.req.method, url, headers: c.req.header(), body: body.length === 0 ? undefined : body }
}
