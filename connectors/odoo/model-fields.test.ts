import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { odoo } from './index.ts'
import { CONNECTIONS, SECRETS } from './odoo.testing.ts'
import { createOdooSimulator } from './simulator/index.ts'

describe.each(Object.entries(CONNECTIONS))('fields of the database over %s', (_, config) => {
  const { run, records, requests, failure } = simulated({ connector: odoo, createSimulator: createOdooSimulator, config, secrets: SECRETS })
  const order = (fields: Json) => ({
    reference: '#3001',
    customer: { ref: 'WEB-GUEST' },
    lines: [{ sku: 'HF-MUG-NAVY', quantity: 1, unitPrice: '12.50', taxes: ['20%'] }],
    fields,
  })

  it('come back as they were given: decimals, times with a zone, the name of another record', async () => {
    const fields = {
      x_studio_gift: true,
      x_studio_deposit: '10.10',
      x_studio_pickup_at: '2026-03-01T10:15:00+01:00',
      x_studio_channel: 'Telephone',
      x_studio_recipient_id: 'Online guest',
    }
    await run('create-sales-order', order(fields))
    expect(await run('get-sales-order', { reference: '#3001' })).toMatchObject({
      fields: {
        x_studio_gift: true,
        x_studio_gift_message: null,
        x_studio_deposit: '10.1',
        x_studio_pickup_at: '2026-03-01T09:15:00.000Z',
        x_studio_needed_on: null,
        x_studio_channel: 'phone',
        x_studio_recipient_id: 'Online guest',
      },
    })
  })
  it('that are not there, are written by the action itself, or take something else refuse the order before it is made', async () => {
    const error = await failure(
      run(
        'create-sales-order',
        order({
          x_studio_wrapping: 'gold',
          client_order_ref: '#1',
          amount_total: '1.00',
          x_studio_gift: 'yes',
          x_studio_deposit: '10,10',
          x_studio_pickup_at: '2026-03-01T10:15:00',
          x_studio_needed_on: '1 March',
          x_studio_channel: 'fax',
          x_studio_recipient_id: 'Nobody',
        }),
      ),
    )
    expect(error.code).toBe('action-input-invalid')
    expect(error.issues?.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/fields/x_studio_wrapping field-invalid',
      '/fields/client_order_ref field-invalid',
      '/fields/amount_total field-invalid',
      '/fields/x_studio_gift field-invalid',
      '/fields/x_studio_deposit field-invalid',
      '/fields/x_studio_pickup_at field-invalid',
      '/fields/x_studio_needed_on field-invalid',
      '/fields/x_studio_channel field-invalid',
      '/fields/x_studio_recipient_id field-invalid',
    ])
    expect(await records('sale.order')).toEqual([])
  })
  it('of a product and a customer are written only where they differ', async () => {
    const product = { sku: 'HF-MUG-NAVY', fields: { x_studio_weight_g: '320.5', x_studio_handmade: false, x_studio_care: 'Dishwasher' } }
    const partner = { ref: 'WEB-GUEST', update: true, fields: { x_studio_points: 40 } }
    for (const [action, input] of [
      ['upsert-product', product],
      ['find-or-create-partner', partner],
    ] as const) {
      const writes = async () => (await requests()).filter(({ path, body }) => path.endsWith('/write') || /"write"/.test(body ?? '')).length
      const before = await writes()
      await run(action, input)
      const after = await writes()
      await run(action, input)
      expect([after - before, (await writes()) - after]).toEqual([1, 0])
    }
  })
})
