import { describe, expect, it } from 'vitest'
import type { ErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { testDescriptor } from '#connectors/kit/conformance.ts'
import { readEdifact } from '#connectors/kit/edi/edifact.ts'
import { readX12 } from '#connectors/kit/edi/x12.ts'
import { openGate } from '#connectors/kit/gate.ts'
import { memoryTokens } from '#connectors/kit/tokens.ts'
import { createTransport } from '#connectors/kit/transport.ts'
import { compileCheck } from '#connectors/kit/validate.ts'
import { edi } from './index.ts'
import { createEdiSimulator } from './simulator/index.ts'

const x12 = { standard: 'x12', own: { id: 'HARBOUR' }, partner: { id: 'SUPPLIER', qualifier: '01' } }
const edifact = { standard: 'edifact', own: { id: '5412345000013', qualifier: '14' }, partner: { id: '4012345500004', qualifier: '14' } }
const order = {
  beginning: { purpose: '00', type: 'SA', number: 'PO-1001', date: '20260301' },
  parties: [
    {
      role: 'ST',
      name: 'Harbour & Finch',
      idType: '92',
      id: 'LON-1',
      address: [{ line1: '1 Quay' }],
      place: { city: 'London', postcode: 'E1', country: 'GB' },
    },
  ],
  lines: [
    {
      line: '1',
      quantity: 2,
      unit: 'EA',
      price: '12.50',
      idType1: 'UP',
      id1: '012345678905',
      descriptions: [{ form: 'F', text: 'Mug, navy' }],
    },
  ],
  totals: { lines: 1 },
}
const orders = {
  beginning: { type: '220', number: "PO'1+1:1?", function: '9' },
  dates: [{ type: '137', date: '20260301', format: '102' }],
  parties: [{ role: 'BY', id: '5412345000013', agency: '9' }],
  lines: [
    { line: 1, id: '4000862141404', idType: 'SRV', quantities: [{ type: '21', quantity: 48 }], prices: [{ type: 'AAA', price: '14.58' }] },
  ],
  section: { section: 'S' },
  counts: [{ type: '2', value: 1 }],
}

const transport = createTransport()
/** One connection; its memory stays. */
function connect(config: Record<string, unknown>) {
  const tokens = memoryTokens()
  const run = (id: string, input: unknown, key = 'k1') => {
    const action = edi.actions.find((candidate) => candidate.id === id)
    if (!action) throw new Error(`there is no ${id}`)
    const context = createActionContext(
      {
        transport,
        baseUrl: () => '',
        isTrusted: () => false,
        gate: openGate,
        signal: new AbortController().signal,
        config,
        secrets: {},
        tokens,
        now: () => new Date('2026-03-01T10:00:00Z'),
      },
      { idempotencyKey: key, attempt: 1, outcomeUnknown: false },
    )
    return action.run(input as Json, context) as Promise<Record<string, Json>>
  }
  const write = (messages: unknown, key?: string) =>
    run('write-interchange', { messages }, key) as Promise<{ text: string; control: string; fileName: string }>
  return { run, write, receive: (text: unknown, key?: string) => run('receive-interchange', { text }, key) }
}
const failure = (work: Promise<unknown>): Promise<ErrorData> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: ErrorData) => error,
  )
/** The other side: sends what this side receives. */
const mirrored = (config: typeof x12 | typeof edifact) => ({ ...config, own: config.partner, partner: config.own })

describe('the EDI connector', () => {
  testDescriptor({
    connector: edi,
    createSimulator: createEdiSimulator,
    config: x12,
    secrets: {},
    badSecrets: {},
    actions: {
      'write-interchange': { input: { messages: [{ type: '850', document: order }] } },
      'receive-interchange': { input: { text: 'ISA*…' } },
    },
  })

  it('refuses settings whose ids do not fit X12', async () => {
    const at = connect({ ...x12, own: { id: 'LONGER-THAN-15-CHARACTERS' } })
    expect((await failure(at.write([{ type: '850', document: order }]))).code).toBe('credentials-invalid')
  })
})

describe('writing', () => {
  it('makes an X12 interchange that reads back as it was', async () => {
    const { text, control, fileName } = await connect(x12).write([
      { type: '850', document: order },
      { type: '810', document: { beginning: { date: '20260301', number: 'INV-1' }, total: { totalInCents: '2500' } } },
    ])
    expect([control, fileName]).toEqual(['1', '850-1.edi'])
    expect(text.split('\n')[0]).toBe(
      'ISA*00*          *00*          *ZZ*HARBOUR        *01*SUPPLIER       *260301*1000*U*00401*000000001*0*P*>~',
    )
    const { problems, messages } = readX12(text)
    expect(problems).toEqual([])
    expect(messages).toMatchObject([
      {
        type: '850',
        group: { functionalId: 'PO' },
        problems: [],
        document: { beginning: { number: 'PO-1001' }, lines: [{ quantity: '2' }] },
      },
      { type: '810', group: { functionalId: 'IN' }, problems: [] },
    ])
  })
  it('makes an EDIFACT interchange, with its own characters released', async () => {
    const { text } = await connect({ ...edifact, test: true }).write([{ type: 'ORDERS', document: orders }])
    expect(text).toContain("UNB+UNOC:3+5412345000013:14+4012345500004:14+260301:1000+1++++++1'")
    expect(text).toContain("BGM+220+PO?'1?+1?:1??+9'")
    const { problems, messages, interchange } = readEdifact(text)
    expect([problems, interchange.isTest]).toEqual([[], true])
    expect(messages).toMatchObject([
      { type: 'ORDERS', version: 'D:96A:UN', problems: [], document: { beginning: { number: "PO'1+1:1?" } } },
    ])
  })
  it('counts: each record its own number, the same record always the same', async () => {
    const at = connect({ ...x12, firstControl: 500 })
    const messages = [{ type: '850', document: order }]
    const numbers = await Promise.all(['a', 'b', 'c', 'a', 'd', 'b'].map((key) => at.write(messages, key)))
    const of = numbers.map(({ control }) => Number(control))
    expect(of[0]).toBe(of[3])
    expect(of[1]).toBe(of[5])
    expect(new Set(of)).toEqual(new Set([500, 501, 502, 503]))
    expect((await at.write(messages, 'c')).text).toBe(numbers[2]?.text)
  })
  it.each([
    ['a member that the message does not have', { ...order, lines: [{ ...order.lines[0], colour: 'navy' }] }, '"lines[0].colour"'],
    ['a segment that must be there and is not', { lines: order.lines }, '"beginning" (segment BEG) is missing'],
    ['a character that divides elements', { ...order, parties: [{ role: 'ST', name: 'A*B' }] }, 'the character *'],
    ['a line break', { ...order, parties: [{ role: 'ST', name: 'A\nB' }] }, 'a line break'],
    ['a list where there is one', { ...order, beginning: [order.beginning] }, '"beginning" is a list'],
  ])('refuses %s, and uses up no number', async (_, document, why) => {
    const at = connect(x12)
    const error = await failure(at.write([{ type: '850', document }]))
    expect(error).toMatchObject({ code: 'action-input-invalid', message: expect.stringContaining(why) })
    expect((await at.write([{ type: '850', document: order }], 'k2')).control).toBe('1')
  })
  it('says which messages it knows', async () => {
    expect((await failure(connect(x12).write([{ type: '940', document: {} }]))).message).toContain('known are')
  })
})

describe.each([
  ['X12', x12, [{ type: '850', document: order }]],
  ['EDIFACT', edifact, [{ type: 'ORDERS', document: orders }]],
] as const)('receiving %s', (name, config, messages) => {
  const sent = async () => (await connect(mirrored(config)).write(messages)).text
  const acknowledgementOf = (text: unknown) => {
    const read = name === 'X12' ? readX12(String(text)) : readEdifact(String(text))
    expect(read.problems).toEqual([])
    return read.messages[0]
  }

  it('gives the messages and an acknowledgement that accepts them', async () => {
    const answer = await connect(config).receive(await sent())
    expect(compileCheck(edi.actions[1].output)(answer)).toEqual([])
    expect(answer).toMatchObject({ duplicate: false, rejected: [], messages: [{ type: messages[0].type }] })
    expect(acknowledgementOf(answer['acknowledgement'])).toMatchObject(
      name === 'X12'
        ? {
            type: '997',
            problems: [],
            document: {
              group: { functionalId: 'PO', control: '10' },
              sets: [{ type: '850', result: { status: 'A' } }],
              result: { status: 'A', accepted: '1' },
            },
          }
        : {
            type: 'CONTRL',
            problems: [],
            document: { interchange: { control: '1', action: '7' }, messages: [{ control: '1', type: 'ORDERS', action: '7' }] },
          },
    )
  })

  it('takes an interchange once, also when the record is tried again', async () => {
    const at = connect(config)
    const text = await sent()
    const first = await at.receive(text, 'a')
    expect(await at.receive(text, 'a')).toEqual(first)
    expect(await at.receive(text, 'b')).toMatchObject({ duplicate: true, messages: [], acknowledgement: '' })
  })

  it('rejects what does not agree with its counts, and says so to the partner', async () => {
    const text = (await sent()).replace(/(SE\*)\d+|(UNT\+)\d+/, '$1$299')
    const answer = await connect(config).receive(text)
    expect(answer).toMatchObject({
      messages: [],
      rejected: [{ type: messages[0].type, problems: [expect.stringContaining('counts 99 segments')] }],
    })
    expect(acknowledgementOf(answer['acknowledgement'])).toMatchObject(
      name === 'X12'
        ? { document: { sets: [{ result: { status: 'R', error1: '4' } }], result: { status: 'R', accepted: '0' } } }
        : { document: { interchange: { action: '8' }, messages: [{ action: '4', error: '29' }] } },
    )
  })

  it('rejects everything of an interchange that is not whole', async () => {
    const text = (await sent()).replace(/IEA.*\n|UNZ.*\n/, '')
    expect(await connect(config).receive(text)).toMatchObject({
      messages: [],
      rejected: [{ problems: [expect.stringContaining('not sent to its end')] }],
    })
  })

  it('does not acknowledge an acknowledgement', async () => {
    const { acknowledgement } = await connect(config).receive(await sent())
    expect(await connect(mirrored(config)).receive(acknowledgement)).toMatchObject({
      messages: [{ type: name === 'X12' ? '997' : 'CONTRL' }],
      acknowledgement: '',
    })
  })

  it('takes interchanges of its partner only, unless it is told otherwise', async () => {
    const other = { ...config, partner: { ...config.partner, id: 'OTHER' } }
    const error = await failure(connect(other).receive(await sent()))
    expect(error).toMatchObject({ code: 'action-input-invalid', message: expect.stringContaining('this connection is between') })
    expect(await connect({ ...other, otherSenders: true }).receive(await sent())).toMatchObject({ duplicate: false })
  })

  it.each(['', 'sku,price', 'ISA*00', "UNB+UNOC:3'", 'UNH+1'])('refuses %j', async (text) => {
    expect((await failure(connect(config).receive(text))).code).toBe('action-input-invalid')
  })
})
