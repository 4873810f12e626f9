// The whole program between two real systems: an order that a shopper places in Medusa becomes one sale in Tryton, also when the program is
// killed in between. `npm run test:real` starts both. Skipped without their addresses.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connected } from '#connectors/kit/connected.testing.ts'
import { prepareMedusa, type RealMedusa } from '#connectors/medusa/real-shop.testing.ts'
import { tryton } from '#connectors/tryton/index.ts'
import { pause, start, until, type Program } from './program.testing.ts'

const shopUrl = process.env['TILLFLOW_REAL_MEDUSA'] ?? ''
const erpUrl = process.env['TILLFLOW_REAL_TRYTON'] ?? ''
const PASSWORD = 'admin-pw-1'

const env = () => ({ TILLFLOW_ALLOWED_HOSTS: [shopUrl, erpUrl].map((url) => new URL(url).host).join(',') })

describe.skipIf(shopUrl === '' || erpUrl === '')('Medusa to Tryton (skipped without TILLFLOW_REAL_MEDUSA and TILLFLOW_REAL_TRYTON)', () => {
  const client = '/api/v1/clients/harbour-finch'
  const erpConfig = { url: erpUrl, database: 'erp', username: 'admin' }
  const erp = connected({ connector: tryton, config: erpConfig, secrets: { password: PASSWORD }, baseUrl: () => erpUrl })
  let dataDir: string
  let program: Program
  let shop: RealMedusa

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tillflow-real-path-'))
    shop = await prepareMedusa(shopUrl)
    await erp.run('upsert-product', { code: shop.sku, name: 'Trail shoe', listPrice: '79.50', category: 'Goods' })
    program = await start(dataDir, env())
  })
  afterAll(async () => {
    await program.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await program.send(method, path, body)
    if (answer.status >= 400) throw new Error(answer.text)
    return answer.body as T
  }
  const salesOf = async (reference: string) => {
    await pause(1_000)
    const domain = [['reference', '=', reference]]
    const found = await erp.run('search-read', { model: 'sale.sale', fields: ['state', 'total_amount', 'party.name'], domain })
    return (found as unknown as { records: { state: string; total_amount: string }[] }).records
  }

  it('makes one sale of each order, though the program is killed on the way', async () => {
    const connect = (name: string, connector: string, config: object, secrets: object) =>
      send<{ id: string }>('POST', `${client}/connections`, { name, environment: 'live', connector, config, secrets })
    const { id: shopId } = await connect('Real shop', 'medusa', { url: shopUrl }, { apiKey: shop.apiKey })
    const { id: erpId } = await connect('Real ERP', 'tryton', erpConfig, { password: PASSWORD })
    const prefix = `${shop.sku}-`
    await send('POST', `${client}/templates/medusa-order-to-tryton/clone`, {
      name: 'Orders to Tryton',
      environment: 'live',
      answers: { prefix, taxes: [{ key: 'Sales tax 10%', value: 'Tax 0.10' }] },
      connections: { shop: shopId, erp: erpId },
    })

    const processed = (reference: string) =>
      until(async () => {
        const found = await salesOf(reference)
        return found[0]?.state === 'processing' ? found : undefined
      }, 240_000).catch(async (error: unknown) => {
        const exceptions = await program.send('GET', `${client}/exceptions`)
        const runs = await program.send('GET', `${client}/runs`)
        throw new Error(`${reference}: ${String(error)} On the desk: ${exceptions.text} Runs: ${runs.text.slice(0, 2_000)}`)
      })

    const first = await numberOf(await shop.placeOrder(3))
    const [sale] = await processed(prefix + first)
    expect(Number(sale?.total_amount)).toBeCloseTo(241.615, 1)

    const second = await numberOf(await shop.placeOrder(1))
    await program.stop('SIGKILL')
    program = await start(dataDir, env())
    await processed(prefix + second)
    for (const number of [first, second]) expect(await salesOf(prefix + number)).toHaveLength(1)
  }, 600_000)

  async function numberOf(orderId: string): Promise<string> {
    const headers = { authorization: `Basic ${Buffer.from(`${shop.apiKey}:`).toString('base64')}` }
    const answer = await fetch(`${shopUrl}/admin/orders/${orderId}?fields=display_id`, { headers })
    const { order } = (await answer.json()) as { order: { display_id: number } }
    return `#${order.display_id}`
  }
})
