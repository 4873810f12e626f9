// What a demo installation holds: one partner, two retail clients, a shop and an ERP for each of them in both environments, all simulated.
import { createHmac } from 'node:crypto'
import type { Environment } from '#shared/model/accounts.ts'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { SimulatorSpec } from '../simulators/host.ts'

/** Shown on the terminal and on the sign-in page; works only where the host is loopback. */
export const DEMO_SIGN_IN = { name: 'Robin Demo', email: 'demo@tillflow.dev', password: 'harbour-demo' } as const

export const DEMO_PARTNER = 'Harbour Integration'

export const DEMO_CLIENTS = [
  { name: 'Harbour & Finch', slug: 'harbour-finch' },
  { name: 'Juniper & Vale', slug: 'juniper-vale' },
] as const

/** The template that the first client already runs, in a version that can be upgraded; the second one is for the user to clone. */
export const DEMO_TEMPLATE = { id: 'shopify-order-to-erp', version: '1.0.0', name: 'Shopify order to ERP' } as const

export interface DemoSystem {
  readonly environment: Environment
  /** Name of the connection. */
  readonly name: string
  readonly connector: 'shopify' | 'odoo'
  /** The slot of the demo template it fills. */
  readonly slot: 'shop' | 'erp'
  readonly simulator: string
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
}

/** Names and secrets stay the same from start to start. */
export function demoSystems(slug: string, installationKey: Uint8Array): readonly DemoSystem[] {
  const secret = (simulator: string, field: string) => demoSecret(installationKey, simulator, field)
  return ENVIRONMENTS.flatMap((environment): readonly DemoSystem[] => {
    const suffix = environment === 'test' ? '-test' : ''
    const shop = `${slug}-shopify${suffix}`
    const erp = `${slug}-odoo${suffix}`
    return [
      {
        environment,
        name: 'Shopify shop',
        connector: 'shopify',
        slot: 'shop',
        simulator: shop,
        config: { shop: `${slug}${suffix}.myshopify.com`, simulator: shop },
        secrets: { accessToken: `shpat_${secret(shop, 'token')}`, apiSecret: secret(shop, 'webhook') },
      },
      {
        environment,
        name: 'Odoo',
        connector: 'odoo',
        slot: 'erp',
        simulator: erp,
        config: {
          url: `https://${slug}${suffix}.odoo.com`,
          database: `${slug}${suffix}`,
          username: 'integration@tillflow.dev',
          simulator: erp,
        },
        secrets: { apiKey: secret(erp, 'key') },
      },
    ]
  })
}

interface MoreSystem extends Pick<SimulatorSpec, 'connector' | 'config'> {
  /** Fields whose values the installation makes up. */
  readonly secrets: readonly string[]
  readonly also?: NonNullable<SimulatorSpec['also']>
}

/** Systems that the first client may connect: their simulators run, a connection to them is the user's to make. */
const MORE_SYSTEMS: readonly MoreSystem[] = [
  {
    connector: 'woocommerce',
    config: { url: 'https://shop.harbour-finch.example' },
    secrets: ['consumerKey', 'consumerSecret', 'webhookSecret'],
  },
  {
    connector: 'http',
    config: { baseUrl: 'https://api.harbour-finch.example', auth: 'oauth2-code', clientId: 'tillflow-demo', testPath: '/items' },
    secrets: ['clientSecret', 'webhookSecret'],
  },
  { connector: 'graphql', config: { url: 'https://api.harbour-finch.example/graphql', auth: 'bearer' }, secrets: ['token'] },
  {
    connector: 'tryton',
    config: { url: 'https://erp.harbour-finch.example', database: 'harbour-finch', username: 'integration' },
    secrets: ['password'],
  },
  {
    connector: 'netsuite',
    config: { account: '1234567_SB1', consumerKey: 'tillflow-demo', tokenId: 'tillflow-demo' },
    secrets: ['consumerSecret', 'tokenSecret'],
  },
  {
    connector: 'business-central',
    config: {
      auth: 'application',
      tenantId: '11111111-2222-4333-8444-555555555555',
      clientId: '66666666-7777-4888-8999-000000000000',
      environment: 'Production',
      ownApi: 'harbourfinch/retail/v1.0',
    },
    secrets: ['clientSecret', 'webhookSecret'],
  },
  {
    connector: 'sap-business-one',
    config: {
      url: 'https://b1.harbour-finch.example:50000',
      companyDb: 'SBO_HARBOUR',
      username: 'tillflow',
      timeZone: 'Europe/London',
      referenceField: 'U_TillflowRef',
    },
    secrets: ['password'],
  },
  {
    connector: 'dolibarr',
    config: { url: 'https://dolibarr.harbour-finch.example', timeZone: 'Europe/London', currency: 'GBP' },
    secrets: ['apiKey'],
  },
  {
    connector: 'erpnext',
    config: { url: 'https://erpnext.harbour-finch.example', timeZone: 'Europe/London' },
    secrets: ['apiKey', 'apiSecret', 'webhookSecret'],
  },
  { connector: 'stripe', config: {}, secrets: ['secretKey', 'webhookSecret'] },
  { connector: 'square', config: {}, secrets: ['accessToken', 'signatureKey'] },
  {
    connector: 'lightspeed',
    config: { domainPrefix: 'harbour-finch', auth: 'sign-in', clientId: 'tillflow-demo' },
    secrets: ['clientSecret'],
  },
  {
    connector: 'vendure',
    config: { url: 'https://shop.harbour-finch.example/admin-api', username: 'integration' },
    secrets: ['password'],
  },
  {
    connector: 'xero',
    config: { auth: 'sign-in', clientId: 'tillflow-demo', webhookCategories: ['INVOICE', 'CONTACT', 'CREDITNOTE'] },
    secrets: ['clientSecret', 'webhookKey'],
  },
  {
    connector: 'adobe-commerce',
    config: { url: 'https://shop.harbour-finch.example', auth: 'oauth1', consumerKey: 'tillflow-demo' },
    secrets: ['accessToken', 'consumerSecret', 'accessTokenSecret'],
  },
  {
    connector: 'email',
    config: {
      host: 'smtp.harbour-finch.example',
      username: 'tillflow',
      from: 'orders@harbour-finch.example',
      mailbox: { host: 'imap.harbour-finch.example' },
    },
    secrets: ['password'],
  },
  {
    connector: 'kafka',
    config: { servers: ['kafka.harbour-finch.example:9093'], signIn: 'scram-sha-512', username: 'tillflow' },
    secrets: ['password'],
  },
  { connector: 'quickbooks', config: { environment: 'sandbox', clientId: 'tillflow-demo' }, secrets: ['clientSecret'] },
  {
    connector: 'avalara',
    config: { environment: 'sandbox', accountId: '2000123456', companyCode: 'HARBOUR' },
    secrets: ['licenseKey'],
  },
  { connector: 'shipengine', config: {}, secrets: ['apiKey'] },
  { connector: 'medusa', config: { url: 'https://api.harbour-finch.example' }, secrets: ['apiKey'] },
  { connector: 'amqp', config: { host: 'rabbit.harbour-finch.example', username: 'tillflow' }, secrets: ['password'] },
  { connector: 'nats', config: { host: 'nats.harbour-finch.example', username: 'tillflow' }, secrets: ['password'] },
  { connector: 'mqtt', config: { host: 'mqtt.harbour-finch.example', username: 'tillflow' }, secrets: ['password'] },
  {
    connector: 's3',
    config: { bucket: 'harbour-exports', region: 'eu-west-2', accessKeyId: 'AKIA0123456789' },
    secrets: ['secretAccessKey'],
  },
  {
    connector: 'sql',
    config: { database: 'postgresql', host: 'db.harbour-finch.example', name: 'shop', username: 'tillflow' },
    secrets: ['password'],
  },
  {
    connector: 'edi',
    config: { standard: 'x12', own: { id: 'HARBOUR' }, partner: { id: 'QUAYSIDE', qualifier: '01' } },
    secrets: ['password'],
    // Its mailbox.
    also: [{ connector: 'file-server', config: { protocol: 'sftp', host: 'edi.quayside.example', username: 'HARBOUR' } }],
  },
  {
    connector: 'file-server',
    config: { protocol: 'sftp', host: 'files.harbour-finch.example', username: 'tillflow' },
    secrets: ['password'],
  },
  {
    connector: 'pos-files',
    config: { protocol: 'sftp', host: 'tills.harbour-finch.example', username: 'tillflow' },
    secrets: ['password'],
  },
]

export function moreSimulators(
  client: { readonly id: string; readonly slug: string },
  installationKey: Uint8Array,
): readonly SimulatorSpec[] {
  if (client.slug !== DEMO_CLIENTS[0].slug) return []
  return MORE_SYSTEMS.map(({ connector, config, secrets, also }) => {
    const name = `${client.slug}-${connector}`
    return {
      name,
      connector,
      clientId: client.id,
      clientSlug: client.slug,
      config: { ...config, simulator: name },
      secrets: Object.fromEntries(secrets.map((field) => [field, demoSecret(installationKey, name, field)])),
      ...(also && { also: also.map((door) => ({ ...door, config: { ...door.config, simulator: name } })) }),
    }
  })
}

/** The same from start to start: derived from the installation's key. */
function demoSecret(installationKey: Uint8Array, simulator: string, field: string): string {
  return createHmac('sha256', installationKey).update(`demo:${simulator}:${field}`).digest('hex').slice(0, 40)
}

export function simulatorSpec(system: DemoSystem, client: { readonly id: string; readonly slug: string }): SimulatorSpec {
  const { simulator, connector, config, secrets } = system
  return { name: simulator, connector, clientId: client.id, clientSlug: client.slug, config, secrets }
}
