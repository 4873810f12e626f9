// Suppliers who do no EDI: their invoices as files on the file server, in UBL, CII and CSV, against the orders of the simulated Odoo, with the shipped
// templates as they are.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExceptionRecord, Run } from '#shared/model/runs.ts'
import { clientOf } from './program.client.testing.ts'
import { start, type Program } from './program.testing.ts'
import { ciiOf } from './cii.testing.ts'
import { ublOf, type UblInvoice } from './ubl.testing.ts'

let dataDir: string
let program: Program
const { client, send, connect, demo, clone, simulatorFor, recordsOf, arrives, happens, onDesk } = clientOf(() => program)

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tillflow-invoices-'))
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

interface Move {
  readonly move_type: string
  readonly ref: string
  readonly state: string
  readonly invoice_origin: string
  readonly reversed_entry_id: [number, string] | false
  readonly amount_untaxed: number
  readonly amount_tax: number
  readonly amount_total: number
}

const COLUMNS =
  'supplier,invoice_number,type,credited_invoice,invoice_date,currency,order_number,line_type,sku,supplier_sku,description,quantity,unit_price,line_total,tax_rate,tax,invoice_net,invoice_tax,invoice_total'

describe('invoices that suppliers put on the file server', () => {
  it('become draft bills on their orders, each once, to the penny; all others wait for a person and say why', async () => {
    const slots = { erp: await demo('odoo'), files: await connect('file-server') }
    const flows = [await clone('supplier-invoices-xml-to-erp', {}, slots), await clone('supplier-invoices-csv-to-erp', {}, slots)]
    const { simulator } = await simulatorFor('file-server')
    const url = (name: string) => `${simulator?.url}/files/invoices/${name}`
    const put = (name: string, body: string) => fetch(url(name), { method: 'PUT', body })
    const names = async (folder: string) =>
      (await recordsOf<{ path: string }>('file-server', 'files')).flatMap(({ path }) =>
        path.startsWith(`/invoices/${folder}/`) ? [path.slice(`/invoices/${folder}/`.length)] : [],
      )
    const bills = async () => (await recordsOf<Move>('odoo', 'account.move')).filter(({ move_type: type }) => type.startsWith('in_'))
    const bill = (reference: string) => arrives(async () => (await bills()).find(({ ref }) => ref === reference))

    const lines = [
      { sku: 'HF-MUG-NAVY', quantity: 48, price: 5 },
      { sku: 'HF-TOTE', quantity: 10, price: 7.25 },
    ]
    await happens('odoo', 'purchase.ordered', { lines })
    await happens('odoo', 'purchase.received', { number: 'P00001' })
    await happens('odoo', 'purchase.ordered', { lines })

    // Lines by our numbers and by the supplier's; 240.00 + 72.50, and 20 %.
    const invoice: UblInvoice = {
      number: 'QP-117',
      order: 'P00001',
      lines: [
        { sellers: 'QP-2200', quantity: '10', price: '7.25', net: '72.50' },
        { buyers: 'HF-MUG-NAVY', quantity: '48', price: '5.00', net: '240.00' },
      ],
      net: '312.50',
      tax: '62.50',
      total: '375.00',
    }
    await put('117.xml', ublOf(invoice))
    expect(await bill('QP-117')).toMatchObject({
      move_type: 'in_invoice',
      state: 'draft',
      invoice_origin: 'P00001',
      amount_untaxed: 312.5,
      amount_tax: 62.5,
      amount_total: 375,
    })

    // The same once more as another file, and in CSV; a credit note of two mugs that names the invoice alone; what cannot be a bill.
    await put('117-again.xml', ublOf(invoice).replace('</Invoice>', '<!-- again --></Invoice>'))
    const of117 = 'QP-117,,,2026-03-15,GBP,P00001,'
    const csv = (...rows: readonly string[]) => `${[COLUMNS, ...rows].join('\r\n')}\r\n`
    await put(
      'march.csv',
      csv(
        `Quayside,${of117},HF-MUG-NAVY,,,48,5.00,240.00,20,48.00,312.50,62.50,375.00`,
        'Quayside,QP-CN-9,credit,QP-117,20.03.2026,GBP,,,,QP-1100-N,,2,5.00,10.00,20,2.00,14.00,2.80,16.80',
        `Quayside,${of117},,QP-2200,,10,7.25,72.50,20,14.50,312.50,62.50,375.00`,
        'Quayside,QP-CN-9,credit,QP-117,20.03.2026,GBP,,charge,,,Freight,,,4.00,20,0.80,14.00,2.80,16.80',
      ),
    )
    const credited = await bill('QP-CN-9')
    expect(credited).toMatchObject({
      move_type: 'in_refund',
      state: 'draft',
      invoice_origin: 'P00001',
      amount_untaxed: 14,
      amount_tax: 2.8,
      amount_total: 16.8,
    })
    expect(credited.reversed_entry_id).not.toBe(false)

    const mugs = { buyers: 'HF-MUG-NAVY', quantity: '48', price: '5.00', net: '240.00' }
    const one: UblInvoice = { number: 'QP-200', order: 'P00002', lines: [mugs], net: '240.00', tax: '48.00', total: '288.00' }
    await put('early.xml', ublOf(one))
    await put('no-order.xml', ublOf({ ...one, number: 'QP-201', order: '' }))
    await put('unknown.xml', ublOf({ ...one, number: 'QP-202', order: 'P09999' }))
    await put('a-penny.xml', ublOf({ ...one, number: 'QP-203', total: '288.01' }))
    await put('euro.xml', ublOf({ ...one, number: 'QP-204', currency: 'EUR' }))
    await put('other.xml', ublOf({ ...one, number: 'QP-205', vat: 'DE123456789' }))
    await put('torn.xml', ublOf({ ...one, number: 'QP-206' }).slice(0, 900))
    await put('zugferd-1.xml', ciiOf({ ...one, number: 'QP-209' }).replaceAll('CrossIndustryInvoice', 'CrossIndustryDocument'))
    await put('pdf.xml', `%PDF-1.7\n${ciiOf(one)}`)
    await put(
      'torn.csv',
      csv(`Quayside,QP-207,,,2026-03-15,GBP,P00002,,HF-MUG-NAVY,,,48,5.00,240.00,20,48.00,240.00,48.00,288.00`, 'Quayside,QP-2'),
    )
    await put('numberless.csv', csv('Quayside,,,,2026-03-15,GBP,P00002,,HF-MUG-NAVY,,,1,5.00,5.00,20,1.00,5.00,1.00,6.00'))

    for (const reason of [
      'The invoice QP-200 does not go with P00002. 48 of HF-MUG-NAVY are invoiced in all, and 0 were received.',
      'The invoice QP-201 of Quayside Pottery & Sons names no purchase order.',
      'Odoo has no purchase order P09999.',
      'Total: Net 240.00 + Tax 48.00 = 288.00, but Total 288.01 = 288.01.',
      'QP-204 is in EUR, and the order P00002 is in GBP.',
      'QP-205 is of a supplier with the VAT number DE123456789',
      'torn.xml cannot be read: The file ends in the middle',
      'zugferd-1.xml cannot be read: The file does not fit its settings: it has no element "Invoice" or "CreditNote" or "CrossIndustryInvoice".',
      'pdf.xml cannot be read: The file is no XML',
      'torn.csv cannot be read: Line 3',
      'numberless.csv cannot be read: line 2 has no "invoice_number"',
    ])
      await onDesk(reason)
    // Unreadable files are set aside by their names, the others are kept.
    const plain = (name: string) => name.replace(/-[0-9a-f]{12}(?=\.)/, '')
    await arrives(async () => ((await names('failed')).length === 5 ? true : undefined))
    expect((await names('failed')).map(plain).toSorted()).toEqual(['numberless.csv', 'pdf.xml', 'torn.csv', 'torn.xml', 'zugferd-1.xml'])
    await arrives(async () => ((await names('archive')).length === 9 ? true : undefined))
    expect((await bills()).map(({ ref }) => ref).toSorted()).toEqual(['QP-117', 'QP-CN-9'])

    // The goods come, and what waited for them is billed.
    await happens('odoo', 'purchase.received', { number: 'P00002' })
    const early = await onDesk('The invoice QP-200 does not go with P00002.')
    await send('POST', `${client}/exceptions/${early.id}/replay`, { version: 'deployed' })
    expect(await bill('QP-200')).toMatchObject({ amount_total: 288, invoice_origin: 'P00002' })

    // In CII: the rest of that order, the invoice of the other one once more, two mugs that came back, and what has no lines.
    await put(
      'factur-x.xml',
      ciiOf({
        number: 'QP-210',
        order: 'P00002',
        lines: [{ sellers: 'QP-2200', quantity: '10.0000', price: '7.2500', net: '72.50' }],
        net: '72.50',
        tax: '14.50',
        total: '87.00',
      }),
    )
    expect(await bill('QP-210')).toMatchObject({ move_type: 'in_invoice', amount_untaxed: 72.5, amount_tax: 14.5, amount_total: 87 })
    await put('117-cii.xml', ciiOf(invoice))
    await put(
      'factur-x-credit.xml',
      ciiOf({
        number: 'QP-CN-10',
        typeCode: '381',
        order: '',
        credits: 'QP-117',
        lines: [{ buyers: 'HF-MUG-NAVY', quantity: '2', price: '5.00', net: '10.00' }],
        net: '10.00',
        tax: '2.00',
        total: '12.00',
      }),
    )
    expect(await bill('QP-CN-10')).toMatchObject({ move_type: 'in_refund', invoice_origin: 'P00001', amount_total: 12 })
    await put('minimum.xml', ciiOf({ ...one, number: 'QP-211', profile: 'urn:factur-x.eu:1p0:minimum', lines: [] }))
    await onDesk('The invoice QP-211 of Quayside Pottery & Sons has no lines (the profiles MINIMUM and BASIC WL')
    await arrives(async () => ((await names('archive')).length === 13 ? true : undefined))
    expect((await bills()).map(({ ref }) => ref).toSorted()).toEqual(['QP-117', 'QP-200', 'QP-210', 'QP-CN-10', 'QP-CN-9'])
    const runs = await Promise.all(flows.map((flow) => send<{ items: Run[] }>('GET', `${client}/runs?flow=${flow}&limit=200`)))
    expect(runs.map(({ items }) => items.length)).toEqual([16, 4])
    const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=200`)
    expect(items.filter(({ error }) => /QP-117|QP-CN-9|QP-CN-10|QP-210/.test(error.message))).toEqual([])
  }, 180_000)
})
