// A small Parcel: its account and its labels, with idempotency keys.
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'

export const createParcelSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options)
  const { app, records } = kit
  app.use('*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${options.secrets['token']}`) return c.json({ error: 'unauthorized' }, 401)
    await next()
  })
  app.get('/me', (c) => c.json({ name: 'Harbour & Finch' }))
  app.get('/labels/:id', (c) => {
    const label = records.get('labels', c.req.param('id'))
    return label ? c.json(label) : c.json({ error: 'not found' }, 404)
  })
  app.post('/labels', async (c) => {
    const { order, grams } = await c.req.json<{ order: string; grams: number }>()
    const key = c.req.header('idempotency-key') ?? ''
    const first = records.get('_keys', key)?.['label'] as string | undefined
    if (first !== undefined) return c.json(records.get('labels', first) ?? {}, 201)
    if (!(grams > 0)) return c.json({ error: 'grams must be positive' }, 422)
    const id = `lab_${records.nextId('labels')}`
    records.atomically(() => {
      records.put('labels', id, { id, tracking: `PX${id.slice(4).padStart(6, '0')}`, order, grams })
      if (key !== '') records.put('_keys', key, { label: id })
    })
    return c.json(records.get('labels', id) ?? {}, 201)
  })
  return kit.simulator()
}
