// What the shipped template makes of a supplier's messages, in the words that suppliers use.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const template = templates.find(([newest]) => newest.file.id === 'supplier-edi-to-erp')?.[0]

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const interchange = {
  interchange: {
    sender: { id: 'S', qualifier: 'ZZ' },
    receiver: { id: 'H', qualifier: 'ZZ' },
    control: '7',
    sentAt: '2030-03-01T10:00',
    isTest: false,
  },
  duplicate: false,
  messages: [],
  rejected: [],
  acknowledgement: 'ISA*',
}

interface Told {
  readonly type: string
  readonly document: object
}

async function received(
  messages: readonly Told[],
  more: object = {},
  answers: Readonly<Record<string, unknown>> = {},
  answering: object = {},
) {
  if (!template) throw new Error('The template is gone.')
  const taken = {
    ...interchange,
    messages: messages.map((one, index) => ({ ...one, control: String(index + 1), version: '004010' })),
    ...more,
  }
  const { view, calls } = await tryTemplate(template, {
    sandbox,
    input: template.samples[0]?.input,
    answers,
    answering: { 'receive-interchange': taken, ...answering },
  })
  return {
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])),
    files: calls.filter(({ action }) => ['write-file', 'move-file'].includes(action)).map(({ input }) => input),
    erp: calls.filter(({ action }) => !['list-files', 'read-file', 'write-file', 'move-file', 'receive-interchange'].includes(action)),
  }
}
const only = async (...given: Parameters<typeof received>) => {
  const { said, erp } = await received(...given)
  expect(said).toEqual([])
  expect(erp).toHaveLength(1)
  return erp[0]
}

describe('an answer (855)', () => {
  const line = (more: object) => ({
    line: '31',
    quantity: '48',
    unit: 'EA',
    price: '5.00',
    idType1: 'VN',
    id1: 'Q-9',
    idType2: 'BP',
    id2: 'HF-MUG-NAVY',
    ...more,
  })
  const answer = (lines: object[], more: object = {}) => ({
    type: '855',
    document: { beginning: { purpose: '00', acknowledgement: 'AC', number: 'P1', date: '20300301', ...more }, lines },
  })
  const ack = (status: string, quantity?: string, date?: string) => ({ status, ...(quantity && { quantity }), ...(date && { date }) })

  it.each<[string, object, object]>([
    ['as it was ordered', { acknowledgements: [ack('IA', '48', '20300310')] }, { quantity: '48', expectedOn: '2030-03-10' }],
    ['without saying how many', { acknowledgements: [ack('IA', undefined, '20300310')] }, { quantity: '48', expectedOn: '2030-03-10' }],
    [
      'in two parts',
      { acknowledgements: [ack('IB', '12', '20300315'), ack('IA', '36', '20300310')] },
      { quantity: '48', expectedOn: '2030-03-15' },
    ],
    ['fewer', { acknowledgements: [ack('IQ', '36', '20300310'), ack('IR', '12')] }, { quantity: '36', expectedOn: '2030-03-10' }],
    ['rejected', { acknowledgements: [ack('R2', '48')] }, { quantity: '0' }],
    ['without a word', {}, { quantity: '48' }],
  ])('for a line %s', async (_, more, expected) => {
    const call = await only([answer([line(more)], { reference: 'Q-77' })])
    expect(call).toMatchObject({ action: 'answer-purchase-order' })
    expect(call?.input).toEqual({
      number: 'P1',
      supplierReference: 'Q-77',
      decision: 'accepted',
      lines: [{ line: '31', sku: 'HF-MUG-NAVY', unitPrice: '5.00', ...expected }],
      whenFewer: 'keep',
    })
  })

  it('that rejects the order says so for all of its lines', async () => {
    const call = await only([answer([], { acknowledgement: 'RJ' })], {}, { 'when-fewer': 'change' })
    expect(call?.input).toMatchObject({ number: 'P1', decision: 'rejected', whenFewer: 'change' })
  })

  it('that differs is brought before the buyer, in words', async () => {
    const differences = [
      { sku: 'HF-MUG-NAVY', kind: 'fewer', ordered: '48', confirmed: '36' },
      { sku: 'HF-TOTE', kind: 'price', ordered: '7.25', confirmed: '7.5' },
    ]
    const { said } = await received([answer([line({})])], {}, {}, { 'answer-purchase-order': { number: 'P1', changed: true, differences } })
    expect(said).toEqual([
      'The supplier does not confirm P1 as it was ordered: HF-MUG-NAVY fewer, ordered 48, confirmed 36; HF-TOTE price, ordered 7.25, confirmed 7.5. Decide with the supplier, correct the order in the ERP, then discard this.',
    ])
  })
})

describe('a ship notice (856)', () => {
  it('of two orders, packed and unpacked, is announced for each', async () => {
    const item = (id: string, parent: string, gtin: string, quantity: string) => ({
      id,
      parent,
      level: 'I',
      line: { line: id, idType1: 'UP', id1: gtin },
      shipped: { quantity, unit: 'EA' },
    })
    const document = {
      beginning: { purpose: '00', number: 'SHIP-1', date: '20300312', time: '1200' },
      levels: [
        {
          id: '1',
          level: 'S',
          dates: [
            { type: '011', date: '20300312' },
            { type: '017', date: '20300314' },
          ],
          references: [{ type: 'BM', value: 'B7' }],
        },
        { id: '2', parent: '1', level: 'O', order: { orderNumber: 'P1' } },
        { id: '3', parent: '2', level: 'T' },
        { id: '4', parent: '3', level: 'P' },
        item('5', '4', '012345678905', '24'),
        item('6', '4', '012345678912', '6'),
        { id: '7', parent: '1', level: 'O', order: { orderNumber: 'P2' } },
        item('8', '7', '012345678905', '1'),
      ],
    }
    const { said, erp } = await received([{ type: '856', document }])
    expect(said).toEqual([])
    const common = { reference: 'SHIP-1', expectedOn: '2030-03-14', trackingNumber: 'B7' }
    expect(erp.map(({ action, input }) => [action, input])).toEqual([
      [
        'announce-receipt',
        {
          number: 'P1',
          ...common,
          lines: [
            { line: '5', barcode: '012345678905', quantity: '24' },
            { line: '6', barcode: '012345678912', quantity: '6' },
          ],
        },
      ],
      ['announce-receipt', { number: 'P2', ...common, lines: [{ line: '8', barcode: '012345678905', quantity: '1' }] }],
    ])
  })
})

describe('an invoice (810)', () => {
  it.each([
    ['28800', '288'],
    ['28805', '288.05'],
    ['7', '0.07'],
  ])('for %s cents is for %s', async (totalInCents, total) => {
    const document = {
      beginning: { date: '20300316', number: 'INV-9', orderNumber: 'P1' },
      terms: [{ type: '01', netDate: '20300415' }],
      lines: [{ line: '31', quantity: '48', unit: 'EA', price: '5.00', idType1: 'EN', id1: '5012345000015' }],
      total: { totalInCents },
    }
    const call = await only([{ type: '810', document }], {}, { tolerance: '0.50', 'billed-at-most': 'ordered' })
    const { total: amount, ...input } = (call?.input ?? { total: '' }) as { total: string }
    expect(Number(amount)).toBe(Number(total))
    expect(input).toEqual({
      number: 'P1',
      reference: 'INV-9',
      date: '2030-03-16',
      dueDate: '2030-04-15',
      lines: [{ line: '31', barcode: '5012345000015', quantity: '48', unitPrice: '5.00' }],
      tolerance: '0.50',
      quantities: 'ordered',
    })
  })
})

describe('an acknowledgement (997)', () => {
  const of = (status: string) => ({ type: '997', document: { group: { functionalId: 'PO', control: '12' }, result: { status } } })
  it('that takes our messages is nothing to do', async () => {
    expect(await received([of('A'), of('E')])).toMatchObject({ said: [], erp: [] })
  })
  it('that refuses them is told', async () => {
    expect((await received([of('R')])).said).toEqual([
      'The supplier refused messages of our group 12 (PO), status R. Ask what was wrong with them, and send the purchase orders again.',
    ])
  })
})

describe('a file', () => {
  it('is acknowledged and put away before its messages are entered', async () => {
    expect((await received([])).files).toEqual([
      { path: '/inbound/997-stock.csv', text: 'ISA*' },
      { from: '/outbound/stock.csv', to: '/outbound/archive/stock.csv' },
    ])
  })
  it('that came before, or that nothing is due for, is put away only', async () => {
    expect((await received([], { duplicate: true, acknowledgement: '' })).files).toEqual([
      { from: '/outbound/stock.csv', to: '/outbound/archive/stock.csv' },
    ])
  })
  it('with wrong or unknown messages is told, beside the good ones', async () => {
    const rejected = [{ type: '855', control: '0002', problems: ['SE counts 7 segments, there are 6'] }]
    const { said } = await received([{ type: '864', document: {} }], { rejected })
    expect(said.join(' ')).toContain('The file stock.csv has a message of the type 864, which this flow does not know.')
  })
  it('with wrong messages is told when the others are entered', async () => {
    const rejected = [{ type: '855', control: '0002', problems: ['SE counts 7 segments, there are 6'] }]
    expect((await received([], { rejected })).said).toEqual([
      'In the file stock.csv messages are wrong, and the 997 says so: 855 0002: SE counts 7 segments, there are 6',
    ])
  })
})
