// The other ways to sign in: as an app of one's own organization, and after a person approved the app in the shop.
import { describe, expect, it } from 'vitest'
import { signInAtSimulator } from '#connectors/kit/simulator-sign-in.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { shopify } from './index.ts'
import { createShopifySimulator } from './simulator/index.ts'

const shopWith = (auth: string) =>
  simulated({
    connector: shopify,
    createSimulator: createShopifySimulator,
    config: { shop: 'harbour-finch.myshopify.com', simulator: 'sim', auth, clientId: 'tillflow-app' },
    secrets: { apiSecret: 'shpss_0123456789abcdef' },
  })

describe("an app of one's own organization", () => {
  const shop = shopWith('client')
  it('fetches its token by itself, once, and a new one when it is refused', async () => {
    expect((await shop.test()).summary).toContain('Harbour & Finch')
    await shop.test()
    const asked = async () => (await shop.requests()).filter(({ path }) => path === '/admin/oauth/access_token')
    expect((await asked()).map(({ body }) => new URLSearchParams(body).get('grant_type'))).toEqual(['client_credentials'])
    await shop.fail({ kind: 'unauthorized', match: 'shop' })
    expect(await shop.run('find-locations', {})).toMatchObject({ locations: [{}, {}] })
    expect((await shop.test()).summary).toContain('Harbour & Finch')
    expect(await asked()).toHaveLength(2)
  })
})

describe('a sign-in with Shopify', () => {
  const shop = shopWith('sign-in')
  it('gives tokens that expire, and are renewed', async () => {
    expect((await shop.failure(shop.test())).code).toBe('credentials-invalid')
    await signInAtSimulator(shopify, shop.context(), shop.baseUrl())
    expect((await shop.test()).summary).toContain('Harbour & Finch')
    const [asked] = (await shop.requests()).filter(({ path }) => path === '/admin/oauth/access_token')
    expect(new URLSearchParams(asked?.body).get('expiring')).toBe('1')
    await fetch(`${shop.baseUrl()}/oauth/revoke-all`, { method: 'POST' })
    expect((await shop.test()).summary).toContain('Harbour & Finch')
    const grants = (await shop.requests())
      .filter(({ path }) => path === '/admin/oauth/access_token')
      .map(({ body }) => new URLSearchParams(body).get('grant_type'))
    expect(grants).toEqual(['authorization_code', 'refresh_token'])
  })
})
