// The simulated trading partner, as a retailer meets it: through its mailbox, with the actions of the connector.
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { connected } from '#connectors/kit/connected.testing.ts'
import { withFolder } from '#connectors/kit/file-server/session.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { edi } from '../index.ts'
import { createEdiSimulator } from './index.ts'

const config = { standard: 'x12', own: { id: 'HARBOUR' }, partner: { id: 'QUAYSIDE', qualifier: '01' } }
const secrets = { password: 'edi-pass-0123456789' }
const at = simulated({ connector: edi, createSimulator: createEdiSimulator, config, secrets })
const mailbox = (password = secrets.password) =>
  connected({
    connector: edi,
    config: { protocol: 'sftp', host: 'edi.quayside.example', username: 'HARBOUR', simulator: 'sim' },
    secrets: { password },
    baseUrl: at.baseUrl,
  })
const files = mailbox()
const strangerFiles = mailbox('edi-pass-wrong-0123')
const edifact = connected({
  connector: edi,
  config: { ...config, standard: 'edifact', partner: { id: 'QUAYSIDE' } },
  secrets: {},
  baseUrl: at.baseUrl,
})

const order = (number: string, lines: number) => ({
  beginning: { purpose: '00', type: 'SA', number, date: '20260301' },
  currency: { entity: 'BY', currency: 'GBP' },
  parties: [{ role: 'ST', idType: '92', id: 'WH1' }],
  lines: Array.from({ length: lines }, (_, index) => ({
    line: String(index + 1),
    quantity: '48',
    unit: 'EA',
    price: '5.05',
    idType1: 'BP',
    id1: `HF-${index}`,
    idType2: 'EN',
    id2: '5012345000017',
  })),
  totals: { lines: String(lines) },
})
const orders = (number: string) => ({
  beginning: { type: '220', number, function: '9' },
  dates: [{ type: '137', date: '20260301', format: '102' }],
  currencies: [{ usage: '2', currency: 'GBP', currencyType: '9' }],
  lines: [
    {
      line: '1',
      id: '5012345000017',
      idType: 'EN',
      quantities: [{ type: '21', quantity: '10', unit: 'PCE' }],
      prices: [{ type: 'AAA', price: '7.25' }],
    },
  ],
  section: { section: 'S' },
})

type Run = (typeof at)['run']
interface Counted {
  readonly line: string
  readonly quantity: string
}
interface Answer {
  readonly lines: readonly (Counted & { readonly acknowledgements: readonly { readonly status: string; readonly quantity: string }[] })[]
}
interface Notice {
  readonly beginning: { readonly number: string }
  readonly levels: readonly {
    readonly level: string
    readonly order?: { readonly orderNumber: string }
    readonly line?: { readonly line: string }
    readonly shipped?: { readonly quantity: string }
  }[]
  readonly totals: { readonly lines: string }
}
interface Invoice {
  readonly beginning: { readonly orderNumber: string }
  readonly lines: readonly (Counted & { readonly price: string })[]
  readonly total: { readonly totalInCents: string }
  readonly taxes: readonly { readonly amount: string; readonly percent: string; readonly base: string }[]
}
interface Received {
  readonly duplicate: boolean
  readonly messages: readonly { readonly type: string; readonly control: string; readonly document: unknown }[]
  readonly rejected: readonly { readonly type: string; readonly problems: readonly string[] }[]
  readonly acknowledgement: string
}
let records = 0
const send = async (type: string, document: Json, run: Run = at.run) => {
  const { text, fileName } = (await run('write-interchange', { messages: [{ type, document }] }, { idempotencyKey: `w${++records}` })) as {
    text: string
    fileName: string
  }
  await put(fileName, text)
  return text
}
const put = (name: string, text: string) => withFolder(files.context(), (folder) => folder.write(`/inbound/${name}`, Buffer.from(text)))
const outbound = async () =>
  (await withFolder(files.context(), (folder) => folder.list('/outbound'))).map(({ name }) => name).filter((name) => name.endsWith('.edi'))
const textOf = async (name: string) => await (await fetch(`${at.baseUrl()}/files/outbound/${name}`)).text()
const receive = async (name: string, run: Run = at.run) =>
  (await run('receive-interchange', { text: await textOf(name) }, { idempotencyKey: `r${++records}` })) as unknown as Received
/** Everything new in the mailbox, by its name. */
async function all(known: readonly string[] = [], run: Run = at.run) {
  const received = new Map<string, Received>()
  for (const name of await outbound()) if (!known.includes(name)) received.set(name, await receive(name, run))
  return received
}
const typesOf = (received: ReadonlyMap<string, Received>) =>
  [...received.values()].flatMap(({ messages }) => messages.map(({ type }) => type))
const ofType = <T>(received: ReadonlyMap<string, Received>, type: string) =>
  [...received.values()]
    .flatMap(({ messages }) => messages)
    .filter((message) => message.type === type)
    .map(({ document }) => document as T)
const happen = async (event: string, payload: Json = {}) => (await at.emit(event, payload)).recordId

const sumOf = (counted: readonly { readonly quantity: string }[]) =>
  counted.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0))
const byLine = (counted: readonly Counted[]) =>
  new Map([...Map.groupBy(counted, ({ line }) => line)].map(([line, same]) => [line, sumOf(same).toString()]))

describe('the simulated trading partner', () => {
  it('takes an X12 order: acknowledges it, answers, sends the goods and invoices exactly what it sent', async () => {
    at.at('2026-03-01T10:00:00Z')
    await send('850', order('PO-1', 12))
    const first = await all()
    expect(typesOf(first)).toEqual(['997', '855'])
    expect([...first.values()].flatMap(({ rejected }) => rejected)).toEqual([])
    expect(ofType(first, '997')).toMatchObject([
      { group: { functionalId: 'PO' }, sets: [{ type: '850', result: { status: 'A' } }], result: { status: 'A' } },
    ])
    const [answer] = ofType<Answer>(first, '855')
    expect(answer).toMatchObject({ beginning: { number: 'PO-1', acknowledgement: 'AC' }, totals: { lines: '12' } })
    const confirmed = new Map<string, string>()
    for (const { line, quantity, acknowledgements } of answer?.lines ?? []) {
      expect(sumOf(acknowledgements).lte(quantity)).toBe(true)
      confirmed.set(line, sumOf(acknowledgements.filter(({ status }) => status !== 'IR')).toString())
    }
    expect(confirmed.size).toBe(12)
    expect(await at.records('orders')).toHaveLength(1)

    // The same minute: nothing leaves before its time.
    expect((await all([...first.keys()])).size).toBe(0)
    at.at('2026-03-01T10:02:00Z')
    const later = await all([...first.keys()])
    expect(new Set(typesOf(later))).toEqual(new Set(['856', '810']))
    const sent: Counted[] = []
    for (const { beginning, levels, totals } of ofType<Notice>(later, '856')) {
      expect(levels.map(({ level }) => level).join('')).toMatch(/^SOPI+$/)
      expect(totals.lines).toBe(String(levels.length))
      expect(levels[1]?.order?.orderNumber).toBe('PO-1')
      expect(beginning.number).toMatch(/^DN-PO-1-[12]$/)
      sent.push(...levels.flatMap(({ line, shipped }) => (line && shipped ? [{ line: line.line, quantity: shipped.quantity }] : [])))
    }
    expect(byLine(sent)).toEqual(new Map([...confirmed].filter(([, quantity]) => quantity !== '0')))

    const invoices = ofType<Invoice>(later, '810')
    for (const { lines, total, taxes, beginning } of invoices) {
      const amounts = lines.map(({ quantity, price }) => new Decimal(price).times(quantity).toDecimalPlaces(2))
      const net = amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0))
      expect(taxes[0]).toMatchObject({ percent: '20', base: net.toFixed(2) })
      expect(total.totalInCents).toBe(net.times('1.2').times(100).toFixed(0))
      expect(beginning.orderNumber).toBe('PO-1')
    }
    expect(byLine(invoices.flatMap(({ lines }) => lines))).toEqual(byLine(sent))

    const controls = (await at.records('sent')).map(({ control }) => control)
    expect(controls).toEqual(controls.map((_, index) => index + 1))
    // What we say of its messages, it reads.
    for (const [name, { acknowledgement }] of later) await put(`997-${name}`, acknowledgement)
    expect(await at.records('acknowledgements')).toEqual(
      [...later.keys()].map((name) => expect.objectContaining({ file: `997-${name}`, accepted: true })),
    )
  })

  it('speaks EDIFACT with who sends EDIFACT', async () => {
    at.at('2026-03-01T10:00:00Z')
    await at.sim('/manner', { seed: 3, shipAfterSeconds: 0, invoiceAfterSeconds: 0 })
    await send('ORDERS', orders('PO-E1'), edifact.run)
    const received = await all([], edifact.run)
    expect([...received.values()].flatMap(({ rejected }) => rejected)).toEqual([])
    expect(typesOf(received).toSorted()).toEqual(['CONTRL', 'DESADV', 'INVOIC', 'ORDRSP'])
    expect(ofType(received, 'CONTRL')).toMatchObject([{ interchange: { action: '7' } }])
    expect(ofType(received, 'ORDRSP')).toMatchObject([
      {
        beginning: { type: '231', function: '29' },
        references: [{ type: 'ON', value: 'PO-E1' }],
        lines: [{ action: '5', id: '5012345000017' }],
      },
    ])
    expect(ofType(received, 'DESADV')).toMatchObject([{ packages: [{}, { lines: [{ quantities: [{ type: '12', quantity: '10' }] }] }] }])
    expect(ofType(received, 'INVOIC')).toMatchObject([
      {
        lines: [{ amounts: [{ type: '203', amount: '72.50' }] }],
        amounts: [
          { type: '77', amount: '87.00' },
          { type: '79', amount: '72.50' },
          { type: '125', amount: '72.50' },
          { type: '124', amount: '14.50' },
        ],
      },
    ])
    for (const [name, { acknowledgement }] of received) if (acknowledgement !== '') await put(`CONTRL-${name}`, acknowledgement)
    expect((await at.records('acknowledgements')).map(({ accepted }) => accepted)).toEqual([true, true, true])
  })

  it('answers the same order the same way, and another seed another way', async () => {
    const answered = async (seed: number) => {
      await at.sim('/_sim/reset', {})
      // A partner who counts from the beginning is another one.
      at.signOut()
      await at.sim('/manner', { seed })
      await send('850', order('PO-S', 40))
      return ofType<Answer>(await all(), '855')[0]?.lines
    }
    const first = await answered(1)
    expect(first).toHaveLength(40)
    expect(await answered(1)).toEqual(first)
    expect(await answered(2)).not.toEqual(first)
  })

  it('takes nothing twice: neither an interchange nor an order', async () => {
    const text = await send('850', order('PO-2', 1))
    const known = await outbound()
    await put('again.edi', text)
    await send('850', order('PO-2', 1))
    // The second interchange is another one: it is acknowledged.
    expect(typesOf(await all(known))).toEqual(['997'])
    expect((await at.records('refused')).map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^The interchange \d+ came before\.$/),
      'The order PO-2 came before.',
    ])
    expect(await at.records('orders')).toHaveLength(1)
  })

  it('rejects what does not agree with its counts, and says so', async () => {
    const { text } = (await at.run('write-interchange', { messages: [{ type: '850', document: order('PO-3', 1) }] })) as { text: string }
    await put('wrong.edi', text.replace(/\nSE\*\d+/, '\nSE*99'))
    const received = await all()
    expect(ofType(received, '997')).toMatchObject([{ sets: [{ result: { status: 'R', error1: '4' } }], result: { status: 'R' } }])
    expect(typesOf(received)).toEqual(['997'])
    expect(await at.records('orders')).toEqual([])
  })

  it('does not answer whom it does not know, nor what it cannot read', async () => {
    const text = await at.run('write-interchange', { messages: [{ type: '850', document: order('PO-4', 1) }] })
    await put('other.edi', (text as { text: string }).text.replace('*HARBOUR  ', '*STRANGER '))
    await put('prices.csv', 'sku,price')
    expect(await outbound()).toEqual([])
    expect((await at.records('refused')).map(({ reason }) => reason)).toEqual([
      'The interchange is from STRANGER for QUAYSIDE: this is the mailbox of QUAYSIDE for HARBOUR.',
      expect.stringContaining('cannot be used'),
    ])
  })

  it('takes no order that it cannot answer, nor breaks over a place that it cannot write', async () => {
    // Another sender may divide elements by another character: then * is a character like others.
    const sent = async (number: string, place: string) => {
      const { text } = (await at.run(
        'write-interchange',
        { messages: [{ type: '850', document: order(number, 1) }] },
        { idempotencyKey: number },
      )) as { text: string }
      await put(
        `${number}.edi`,
        text
          .replaceAll('*', '|')
          .replace(`|${number}|`, `|${number}${place === '' ? '*' : ''}|`)
          .replace('WH1', `WH1${place}`),
      )
    }
    at.at('2026-03-01T10:00:00Z')
    await sent('PO-7', '')
    expect(await at.records('orders')).toEqual([])
    await sent('PO-8', '*')
    at.at('2026-03-02T10:00:00Z')
    // The ship notice names the place; the invoice does not.
    expect(typesOf(await all()).toSorted()).toEqual(['810', '855', '997', '997'])
    expect((await at.records('refused')).map(({ file }) => file)).toEqual(['PO-7.edi', 'ship PO-8'])
  })

  it('goes wrong where it is told to, as partners do', async () => {
    await expect(happen('duplicate-interchange')).rejects.toThrow('Nothing has been sent yet')
    await expect(happen('wrong-count')).rejects.toThrow('No order has come yet')
    await send('850', order('PO-5', 2))
    await all()
    expect(await receive(await happen('duplicate-interchange'))).toMatchObject({ duplicate: true, messages: [] })
    expect(await receive(await happen('wrong-count'))).toMatchObject({
      messages: [],
      rejected: [{ type: '855', problems: [expect.stringContaining('SE counts')] }],
    })
    expect((await at.failure(receive(await happen('unknown-partner')))).message).toContain('from 01:STRANGER')
    await expect(happen('earthquake')).rejects.toThrow('knows ship, invoice')
  })

  it('goes on at once where it is told to', async () => {
    await send('850', order('PO-6', 1))
    expect((await receive(await happen('ship'))).messages).toMatchObject([{ type: '856' }])
    expect((await receive(await happen('invoice', { order: 'PO-6' }))).messages).toMatchObject([{ type: '810' }])
    await expect(happen('invoice', { order: 'PO-6' })).rejects.toThrow('Nothing is left to invoice of PO-6.')
  })

  it('opens its mailbox to who knows the password', async () => {
    const refused = await at.failure(withFolder(strangerFiles.context(), (folder) => folder.list('/outbound')))
    expect(refused.code).toBe('credentials-invalid')
  })
})
