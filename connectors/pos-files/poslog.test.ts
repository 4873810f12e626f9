import { describe, expect, it } from 'vitest'
import { parseXml } from '#connectors/kit/formats/xml-value.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import type { StoreSale } from '#connectors/kit/retail/store-sale.ts'
import type { Json } from '#shared/json.ts'
import type { PollRecord, RejectedRecord } from '#connectors/kit/contract.ts'
import { poslogPoll } from './poslog-poll.ts'
import { posFiles } from './index.ts'
import { LISTS, toStoreSale } from './poslog.ts'
import { createPosFilesSimulator } from './simulator/index.ts'
import { poslogDay } from './simulator/poslog-day.ts'

interface Parts {
  readonly attributes?: string
  readonly retail?: string
  readonly items: string
  readonly total: string
  readonly sequence?: string
}

const transaction = ({ attributes = '', retail = '', items, total, sequence = '7' }: Parts) =>
  `<Transaction ${attributes}><RetailStoreID>WHI</RetailStoreID><WorkstationID>2</WorkstationID><SequenceNumber>${sequence}</SequenceNumber>
  <BusinessDayDate>2026-03-01</BusinessDayDate><EndDateTime>2026-03-02T00:10:00+01:00</EndDateTime><CurrencyCode>GBP</CurrencyCode>
  <RetailTransaction ${retail}>${items}<Total TotalType="TransactionGrandAmount">${total}</Total></RetailTransaction></Transaction>`
const line = (number: number, kind: string, quantity: string, amount: string, more = '', attributes = '') =>
  `<LineItem ${attributes}><SequenceNumber>${number}</SequenceNumber><${kind}><ItemID>0${number}</ItemID><Quantity>${quantity}</Quantity><ExtendedAmount>${amount}</ExtendedAmount>${more}</${kind}></LineItem>`
const tender = (amount: string, more = '', code = 'Sale') =>
  `<LineItem><SequenceNumber>90</SequenceNumber><Tender TenderType="Cash" TypeCode="${code}"><Amount>${amount}</Amount>${more}</Tender></LineItem>`
const read = (parts: Parts): StoreSale => toStoreSale(parseXml(transaction(parts), new Set(LISTS)).value) ?? expect.fail('no sale')

describe('a POSLog transaction', () => {
  it('is named by store, till, business day and sequence number, whatever the clock said', () => {
    const sale = read({ items: line(1, 'Sale', '1', '5.00') + tender('5.00'), total: '5.00' })
    expect(sale).toMatchObject({ id: 'WHI/2/2026-03-01/7', businessDay: '2026-03-01', endedAt: '2026-03-01T23:10:00.000Z' })
  })

  it('keeps amounts exact that a double would not', () => {
    const sale = read({ items: line(1, 'Sale', '1', '0.10') + line(2, 'Sale', '1', '0.20') + tender('0.30'), total: '0.30' })
    expect(sale.total).toEqual({ amount: '0.30', currency: 'GBP' })
    expect(sale.lines[0]?.sku).toBe('01')
  })

  it('makes returns negative, whichever sign the till writes', () => {
    for (const [quantity, amount] of [
      ['1', '9.95'],
      ['-1', '-9.95'],
    ] as const) {
      const sale = read({ items: line(1, 'Return', quantity, amount) + tender('9.95', '', 'Refund'), total: amount })
      expect(sale).toMatchObject({ lines: [{ kind: 'return', quantity: '-1', amount: { amount: '-9.95' } }], total: { amount: '-9.95' } })
      expect(sale.tenders[0]?.amount.amount).toBe('-9.95')
    }
  })

  it('nets an exchange', () => {
    const sale = read({ items: line(1, 'Return', '1', '9.95') + line(2, 'Sale', '1', '12.00') + tender('2.05'), total: '2.05' })
    expect(sale.lines.map(({ amount }) => amount.amount)).toEqual(['-9.95', '12.00'])
  })

  it('leaves out voided lines, and the line that a void takes back', () => {
    const voids = line(2, 'Sale', '1', '21', '<ItemLink>1</ItemLink>', 'VoidFlag="true"') + line(3, 'Sale', '1', '4', '', 'VoidFlag="true"')
    const sale = read({ items: line(1, 'Sale', '1', '21') + voids + line(4, 'Sale', '1', '3') + tender('3'), total: '3' })
    expect(sale.lines.map(({ id }) => id)).toEqual(['4'])
  })

  it('takes change off its tender and cashback out of what was paid', () => {
    const items = line(1, 'Sale', '1', '6.57') + tender('10', '<TenderChange><Amount>3.43</Amount></TenderChange>')
    expect(read({ items, total: '6.57' }).tenders[0]?.amount.amount).toBe('6.57')
    const sale = read({ items: line(1, 'Sale', '1', '6.57') + tender('26.57', '<Cashback>20</Cashback>'), total: '6.57' })
    expect(sale.tenders[0]).toMatchObject({ amount: { amount: '26.57' }, cashback: { amount: '20.00' } })
  })

  it('adds taxes that prices do not include, and sums those of lines where the till does not', () => {
    const tax = '<Tax><TaxAuthority>ME</TaxAuthority><Amount>0.55</Amount><Percent>5.5</Percent></Tax>'
    const sale = read({ items: line(1, 'Sale', '1', '10', tax) + line(2, 'Sale', '1', '10', tax) + tender('21.10'), total: '21.10' })
    expect(sale.taxes).toEqual([{ name: 'ME', rate: '0.055', amount: { amount: '1.10', currency: 'GBP' }, included: false }])
  })

  it('shows discounts that the amount already lacks', () => {
    const modifier = '<RetailPriceModifier><Amount Action="Subtract">2.00</Amount><PromotionID>SPRING</PromotionID></RetailPriceModifier>'
    const sale = read({ items: line(1, 'Sale', '1', '8.00', modifier) + tender('8.00'), total: '8.00' })
    expect(sale.lines[0]?.discounts).toEqual([{ label: 'SPRING', amount: { amount: '2.00', currency: 'GBP' } }])
  })

  it('knows voided, suspended and training transactions', () => {
    const parts = { items: line(1, 'Sale', '1', '5'), total: '5' }
    expect(read({ ...parts, attributes: 'CancelFlag="true"' }).status).toBe('voided')
    expect(read({ ...parts, retail: 'TransactionStatus="PostVoided"' }).status).toBe('voided')
    expect(read({ ...parts, retail: 'TransactionStatus="Suspended"' }).status).toBe('suspended')
    expect(read({ ...parts, retail: 'TransactionStatus="SuspendedDeleted"' }).status).toBe('voided')
    expect(read({ ...parts, items: parts.items + tender('5'), retail: 'TransactionStatus="SuspendedRetrieved"' }).status).toBe('completed')
    expect(() => read({ ...parts, retail: 'TransactionStatus="InProcess"' })).toThrow('"InProcess"')
    expect(read({ ...parts, items: parts.items + tender('5'), attributes: 'TrainingModeFlag="true" OfflineFlag="1"' })).toMatchObject({
      training: true,
      offline: true,
    })
  })

  it.each([
    [
      'does not add up',
      { items: line(1, 'Sale', '1', '5') + tender('6'), total: '6' },
      'the lines, taxes and rounding add up to 5, and the total is 6',
    ],
    ['was not paid', { items: line(1, 'Sale', '1', '5') + tender('4'), total: '5' }, 'the tenders add up to 4, and the total is 5'],
    [
      'has an amount that is no number',
      { items: line(1, 'Sale', '1', '1e9') + tender('5'), total: '5' },
      'ExtendedAmount is "1e9", which is no number',
    ],
  ])('is refused when it %s', (_, parts, sentence) => {
    expect(() => read(parts)).toThrow(sentence)
  })

  it('is nothing when it is no retail transaction', () => {
    expect(toStoreSale({ ControlTransaction: { OperatorSignOn: '' } })).toBeUndefined()
  })
})

describe('POSLog files', () => {
  const system = simulated({
    connector: posFiles,
    createSimulator: createPosFilesSimulator,
    config: { protocol: 'sftp', host: 'sftp.harbour-finch.example', username: 'tills', simulator: 'sim' },
    secrets: { password: 'sftp-pass-0123456789' },
  })
  const poslog = (...transactions: string[]) =>
    `<POSLog xmlns="http://www.nrf-arts.org/IXRetail/namespace/">${transactions.join('')}</POSLog>`
  const sale = (sequence: string, attributes = '') =>
    transaction({ sequence, attributes, items: line(1, 'Sale', '1', '5.00') + tender('5.00'), total: '5.00' })
  const put = (path: string, body: string) => fetch(`${system.baseUrl()}/files${path}`, { method: 'PUT', body })
  const run = async (text: string, more: object = {}) =>
    (await system.run('read-poslog', { text, ...more })) as unknown as { sales: StoreSale[]; rejected: string[] }

  async function pollLate() {
    const records: PollRecord[] = []
    const rejected: RejectedRecord[] = []
    for (let cursor: Json | undefined; ;) {
      const options = { folder: '/late', stableSeconds: 0 }
      const page = await poslogPoll.poll({ cursor, since: new Date(0), limit: 100, options }, system.context())
      records.push(...page.records)
      rejected.push(...(page.rejected ?? []))
      cursor = page.cursor
      if (!page.more) return { records, rejected }
    }
  }

  it('are read with their bad transactions set aside, and put away', async () => {
    const wrongOne = transaction({ sequence: '2', items: line(1, 'Sale', '1', '5') + tender('6'), total: '6' })
    await put('/late/day.xml', poslog(sale('1'), wrongOne, sale('3', 'TrainingModeFlag="true"'), sale('4', 'CancelFlag="true"')))
    await put('/late/bomb.xml', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${poslog(sale('9'))}`)
    const { records, rejected } = await pollLate()
    expect(records.map(({ key }) => key)).toEqual(['WHI/2/2026-03-01/1'])
    expect(rejected.map(({ reason }) => reason).toSorted()).toEqual([
      expect.stringContaining('add up to 5, and the total is 6'),
      expect.stringContaining('document type'),
    ])
    const files = (await system.records('files')).map(({ path }) => path as string)
    expect(files.some((path) => path.startsWith('/late/archive/day-'))).toBe(true)
    expect(files.some((path) => path.startsWith('/late/failed/bomb-'))).toBe(true)
  })

  it('give a transaction of two files the same key and value', async () => {
    await put('/late/a.xml', poslog(sale('1')))
    await put('/late/b.xml', poslog(sale('1'), sale('2')))
    const { records } = await pollLate()
    const [first, again] = records.filter(({ key }) => key.endsWith('/1'))
    expect(again).toEqual(first)
  })

  it('are taken as a text, each transaction once', async () => {
    const { sales, rejected } = await run(poslog(sale('1'), sale('1'), sale('2', 'CancelFlag="true"')), { also: ['voided'] })
    expect(sales.map(({ id, status }) => [id, status])).toEqual([
      ['WHI/2/2026-03-01/1', 'completed'],
      ['WHI/2/2026-03-01/2', 'voided'],
    ])
    expect(rejected).toEqual([])
  })

  it('of six shops add up, and their returns name a sale of the same file', async () => {
    const files = Object.values(poslogDay('2026-03-01'))
    expect(files).toHaveLength(6)
    let returns = 0
    for (const file of files) {
      const { sales, rejected } = await run(file)
      expect(rejected).toEqual([])
      const sold = new Set(sales.map(({ sequence }) => sequence))
      const links = sales.flatMap(({ links: earlier }) => earlier)
      for (const { sequence } of links) expect(sold).toContain(sequence)
      returns += links.length
    }
    expect(returns).toBeGreaterThan(0)
  })

  it('refuse two contents of one transaction, depth and document types', async () => {
    const other = transaction({ sequence: '1', items: line(1, 'Sale', '1', '6.00') + tender('6.00'), total: '6.00' })
    expect((await run(poslog(sale('1'), other))).rejected).toEqual([expect.stringContaining('twice, with different content')])
    const deep = sale('1').replace('<RetailTransaction', `${'<a>'.repeat(200)}${'</a>'.repeat(200)}<RetailTransaction`)
    expect((await run(poslog(sale('2'), sale('3'), deep))).rejected).toEqual([expect.stringContaining('deeper than 100')])
    await expect(run(`<!DOCTYPE x>${poslog(sale('1'))}`)).rejects.toMatchObject({ code: 'file-unreadable' })
  })
})
