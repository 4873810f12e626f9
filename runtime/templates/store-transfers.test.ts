// What the shipped templates tell a store of a transfer, and what they receive of what it counted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSIGNMENT } from '#connectors/lightspeed/consignment.ts'
import { PRODUCT } from '#connectors/lightspeed/product.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { trySample } from './templates.testing.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

interface Case {
  readonly answers?: Readonly<Record<string, unknown>>
  readonly answering?: Readonly<Record<string, unknown>>
}

async function tried(id: string, more: object, { answers = {}, answering = {} }: Case) {
  const { view, calls } = await trySample(id, more, { sandbox, answers, answering })
  return {
    given: calls.at(-1)?.input,
    calls: calls.map(({ action }) => action),
    skipped: view.steps.find(({ status }) => status === 'skipped')?.nodeId,
    said: view.steps.flatMap(({ error }) => (error ? [`${error.code}: ${error.message}`] : [])).join(),
  }
}
const sent = (more: object, options: Case = {}) => tried('odoo-transfer-to-lightspeed', more, options)
const received = (more: object, options: Case = {}) => tried('lightspeed-receipt-to-odoo', more, options)
const line = (sku: string, quantity: string) => ({ sku, name: sku, quantity })

describe('a transfer that left', () => {
  const answering = { 'find-products': { found: [{ sku: 'HF-MUG-NAVY', product: PRODUCT }], missing: ['HF-TOTE'] } }

  it('whose SKU the tills do not have waits in the lookup inbox, and goes on under the SKU that it is mapped to', async () => {
    const lines = [line('HF-MUG-NAVY', '12'), line('HF-TOTE', '6')]
    const waiting = await sent({ lines }, { answering })
    expect(waiting).toMatchObject({
      calls: ['find-products'],
      said: 'lookup-missing: lines: The lookup table "till-skus" has no entry for "HF-TOTE".',
    })
    const { given, said } = await sent({ lines }, { answering, answers: { 'till-skus': [{ key: 'HF-TOTE', value: '10023' }] } })
    expect([said, given]).toMatchObject([
      '',
      {
        lines: [
          { sku: 'HF-MUG-NAVY', productId: PRODUCT.id, quantity: '12' },
          { sku: '10023', quantity: '6' },
        ],
      },
    ])
  })
  it('is announced under the SKU of the table also where another product has its own', async () => {
    const answers = { 'till-skus': [{ key: 'HF-MUG-NAVY', value: '10023' }] }
    expect((await sent({}, { answers })).given).toMatchObject({
      lines: [
        { sku: '10023', quantity: '12' },
        { sku: '10023', quantity: '3' },
      ],
    })
  })
  it('to a warehouse that nobody mapped waits, by its name; to a place without tills it is passed over', async () => {
    expect(await sent({ to: 'MOON' })).toMatchObject({
      calls: [],
      said: 'lookup-missing: The lookup table "till-outlets" has no entry for "MOON".',
    })
    expect(await sent({ to: 'WH2' }, { answers: { outlets: [{ key: 'WH2', value: '-' }] } })).toMatchObject({
      calls: [],
      skipped: 'has-tills',
    })
  })
  it.each([
    [[], 'it has no receipt.'],
    [['BRI/IN/00013', 'EDI/IN/00014'], 'its receipts are BRI/IN/00013, EDI/IN/00014.'],
  ])('for no one store, with the receipts %j, goes to a person', async (receipts, words) => {
    const { calls, said } = await sent({ to: null, receipts })
    expect(calls).toEqual([])
    expect(said).toContain(words)
  })
  it('from a warehouse that is an outlet is a stock transfer from there', async () => {
    const outlets = [
      { key: 'WH', value: '064dce89-c73d-11e5-ec2a-c92ca32c62a3' },
      { key: 'BRI', value: 'ab1a88d7-2703-8bb5-a100-14f7aaed4c2e' },
    ]
    expect((await sent({}, { answers: { kind: 'OUTLET', outlets } })).given).toMatchObject({
      type: 'OUTLET',
      sourceOutletId: '064dce89-c73d-11e5-ec2a-c92ca32c62a3',
      outletId: 'ab1a88d7-2703-8bb5-a100-14f7aaed4c2e',
    })
  })
})

describe('what a store counted', () => {
  const transfer = { id: 1, number: 'WH/OUT/00012', lines: [line('HF-MUG-NAVY', '12'), line('HF-TOTE', '6')] }
  const counted = (...lines: readonly { sku: string | null; codes: string[]; sent: string; received: string }[]) => ({
    'get-transfer': transfer,
    'get-consignment': { ...CONSIGNMENT, lines: lines.map((one, nth) => ({ productId: `p${nth}`, name: null, ...one })) },
  })
  const NO_DIFFERENCE = { number: 'WH/OUT/00012', receipts: ['BRI/IN/00013'], differences: [], bookedWith: [] }

  it('is received altogether, by whichever code Lightspeed knows the product, and under another SKU by the table', async () => {
    const answering = {
      ...counted(
        { sku: '77001', codes: ['77001', 'HF-MUG-NAVY'], sent: '12', received: '13' },
        { sku: '10023', codes: ['10023'], sent: '6', received: '0' },
        { sku: 'HF-CAP', codes: ['HF-CAP'], sent: '0', received: '2' },
        { sku: null, codes: [], sent: '0', received: '1' },
      ),
      'receive-transfer': NO_DIFFERENCE,
    }
    const answers = {
      'till-skus': [{ key: 'HF-TOTE', value: '10023' }],
      differences: 'book',
      'difference-location': 'Virtual Locations/Lost',
    }
    expect((await received({}, { answering, answers })).given).toEqual({
      number: 'WH/OUT/00012',
      lines: [
        { sku: 'HF-MUG-NAVY', quantity: '13' },
        { sku: 'HF-TOTE', quantity: '0' },
        { sku: 'HF-CAP', quantity: '2' },
        { sku: 'p3', quantity: '1' },
      ],
      differences: 'book',
      differenceLocation: 'Virtual Locations/Lost',
    })
  })
  it('differently goes to a person with each SKU, unless it was booked', async () => {
    const differences = [
      { sku: 'HF-MUG-NAVY', kind: 'surplus', sent: '12', received: '13', booked: true },
      { sku: 'HF-TOTE', kind: 'missing', sent: '6', received: '5', booked: false },
      { sku: 'HF-CAP', kind: 'not-sent', sent: '0', received: '2', booked: false },
    ]
    const { said } = await received({}, { answering: { 'receive-transfer': { ...NO_DIFFERENCE, differences } } })
    expect(said).toContain(
      'The store did not receive WH/OUT/00012 as it was sent: HF-TOTE missing, sent 6, received 5; HF-CAP not-sent, sent 0, received 2.',
    )
    const booked = differences.map((one) => ({ ...one, booked: true }))
    expect(await received({}, { answering: { 'receive-transfer': { ...NO_DIFFERENCE, differences: booked } } })).toMatchObject({
      said: '',
      skipped: 'anything-open',
    })
  })
  it('nothing of, because the store cancelled it, goes to a person', async () => {
    const { calls, said } = await received({ status: 'CANCELLED', receivedAt: null })
    expect([calls, said]).toEqual([[], expect.stringContaining('The consignment WH/OUT/00012 was cancelled in Lightspeed')])
  })
  it.each([
    ['is on its way', { status: 'SENT' }],
    ['is counted still', { status: 'DISPATCHED' }],
    ['is an order from a supplier', { reference: 'PO-77' }],
    ['has no number', { reference: null }],
    ['is a stocktake', { type: 'STOCKTAKE' }],
  ])('of what %s is passed over', async (_, more) => {
    expect(await received(more)).toMatchObject({ calls: [], skipped: 'of-transfer', said: '' })
  })
})
