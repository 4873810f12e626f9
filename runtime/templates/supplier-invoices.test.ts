// What the two templates for suppliers' invoices make of files as suppliers write them: EN 16931 in UBL and CII, and CSV.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))
const templateOf = (id: string) => {
  const found = templates.find(([newest]) => newest.file.id === id)?.[0]
  if (!found) throw new Error(`The template ${id} is gone.`)
  return found
}
const [xml, csv] = ['supplier-invoices-xml-to-erp', 'supplier-invoices-csv-to-erp'].map(templateOf)

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

type Members = Record<string, Json>
const sampleOf = (template = xml, id = 'invoice') => structuredClone(template?.samples.find((one) => one.id === id)?.input) as Members

async function booked(template: typeof xml, input: unknown, answers: Readonly<Record<string, unknown>> = {}) {
  if (!template) throw new Error('The template is gone.')
  const { view, calls } = await tryTemplate(template, { sandbox, input, answers })
  return {
    bills: calls.map(({ input: bill }) => bill as Members),
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])),
  }
}

/** A sample with another value at a path; undefined takes it away. */
function change(path: string, value: Json | undefined, id = 'invoice') {
  const record = sampleOf(xml, id)
  const names = path.split('.')
  const last = names.pop() ?? ''
  const owner = names.reduce<Members>((at, name) => at[name] as Members, record)
  if (value === undefined) delete owner[last]
  else owner[last] = value
  return record
}

describe('a UBL invoice', () => {
  const gbp = (value: string) => ({ '@currencyID': 'GBP', '#text': value })

  it.each<[string, Json | undefined, string]>([
    ['LegalMonetaryTotal.TaxInclusiveAmount', gbp('413.22'), 'Total: Net 348.25 + Tax 64.96 = 413.21, but Total 413.22 = 413.22.'],
    ['LegalMonetaryTotal.PayableAmount', gbp('400.01'), 'Payable: Total 413.21 - Paid before 13.21 + Rounding 0.00 = 400.00, but'],
    ['LegalMonetaryTotal.TaxExclusiveAmount', gbp('348.24'), 'Net: Lines 341.25 + Charges 7.00 = 348.25, but Net 348.24 = 348.24.'],
    ['LegalMonetaryTotal.LineExtensionAmount', gbp('341.24'), 'Quantities and prices: Quantity × price 341.25 = 341.25, but'],
    ['InvoiceLine.0.Price.PriceAmount', gbp('5.01'), 'Quantities and prices: Quantity × price 341.73 = 341.73, but'],
    ['InvoiceLine.0.InvoicedQuantity', { '@unitCode': 'H87', '#text': '47' }, 'Quantities and prices: Quantity × price 336.25 = 336.25'],
    ['TaxTotal.0.TaxSubtotal.1.TaxAmount', gbp('1.57'), 'Tax by rate: Taxed amounts 348.25 + Taxes 64.97 = 413.22, but'],
    ['TaxTotal.0.TaxAmount', gbp('64.97'), 'Tax by rate:'],
  ])('whose %s is not what the rest adds up to makes no bill', async (path, value, reason) => {
    const { bills, said } = await booked(xml, change(path, value))
    expect(bills).toEqual([])
    expect(said.join(' ')).toContain(reason)
  })

  it.each<[string, Json | undefined, string]>([
    ['OrderReference', undefined, 'names no purchase order'],
    ['OrderReference', { ID: 'NA' }, 'names no purchase order'],
    [
      'InvoiceLine.0.OrderLineReference',
      [{ LineID: '1', OrderReference: { ID: 'P00002' } }],
      'names several purchase orders: P00001, P00002',
    ],
  ])('with %s %j waits for a person', async (path, value, reason) => {
    const { bills, said } = await booked(xml, change(path, value))
    expect(bills).toEqual([])
    expect(said).toEqual([
      `The invoice QP-2026-0117 of Quayside Pottery Ltd ${reason}. Enter it in the ERP and discard this; or add what is missing to the record and replay it.`,
    ])
  })

  it('may name its order on the lines alone, with attributes and blanks', async () => {
    const record = change('OrderReference', undefined)
    for (const line of record['InvoiceLine'] as Members[])
      line['OrderLineReference'] = [{ LineID: '7', OrderReference: { ID: { '@schemeID': 'PO', '#text': ' P00009 ' } } }]
    const [bill] = (await booked(xml, record)).bills
    expect(bill).toMatchObject({ number: 'P00009', lines: [{ line: '7' }, { line: '7' }, { line: '7' }] })
  })

  it('that is a credit note may name the invoice alone', async () => {
    const [bill] = (await booked(xml, change('OrderReference', undefined, 'credit-note'))).bills
    expect(bill).toMatchObject({ kind: 'credit-note', invoiceReference: 'QP-2026-0117', reference: 'QP-CN-0009' })
    expect(bill).not.toHaveProperty('number')
    const record = change('OrderReference', undefined, 'credit-note')
    delete record['BillingReference']
    expect((await booked(xml, record)).said.join(' ')).toContain('names no purchase order')
  })

  it('tells its tax in the currency of its amounts, also where it tells it in another one too', async () => {
    const record = sampleOf()
    record['TaxTotal'] = [{ TaxAmount: { '@currencyID': 'EUR', '#text': '75.10' } }, ...(record['TaxTotal'] as Json[])]
    expect((await booked(xml, record)).bills).toMatchObject([{ tax: '64.96' }])
  })

  it.each([
    ['381', 'credit-note'],
    ['261', 'credit-note'],
    ['384', 'invoice'],
    ['389', 'invoice'],
  ])('of the type %s is a %s', async (code, kind) => {
    expect((await booked(xml, change('InvoiceTypeCode', { '@listID': 'UNCL1001', '#text': code }))).bills).toMatchObject([{ kind }])
  })

  it('waits in the lookup inbox with its freight where nobody said what books it', async () => {
    const { bills, said } = await booked(xml, sampleOf(), { 'charge-sku': '' })
    expect(bills).toEqual([])
    expect(said.join(' ')).toContain('The lookup table "invoice-settings" has no entry for "charge-sku".')
  })

  it('that takes a credit note back waits for a person', async () => {
    const record = change('InvoiceTypeCode', '381', 'below-zero')
    expect((await booked(xml, record)).said.join(' ')).toContain('takes a credit note back.')
  })

  it('in a currency without decimals balances without them', async () => {
    const jpy = (value: string) => ({ '@currencyID': 'JPY', '#text': value })
    const { said, bills } = await booked(xml, {
      ...sampleOf(xml, 'credit-note'),
      DocumentCurrencyCode: 'JPY',
      TaxTotal: [{ TaxAmount: jpy('41'), TaxSubtotal: [{ TaxableAmount: jpy('413'), TaxAmount: jpy('41') }] }],
      LegalMonetaryTotal: {
        LineExtensionAmount: jpy('413'),
        TaxExclusiveAmount: jpy('413'),
        TaxInclusiveAmount: jpy('454'),
        PayableAmount: jpy('454'),
      },
      // 3 × 137.5 = 412.5
      CreditNoteLine: [{ ID: '1', CreditedQuantity: '3', LineExtensionAmount: jpy('413'), Item: {}, Price: { PriceAmount: jpy('137.5') } }],
    })
    expect(said).toEqual([])
    expect(bills).toMatchObject([{ currency: 'JPY', total: '454' }])
  })
})

describe('a CII invoice', () => {
  const trade = 'SupplyChainTradeTransaction'
  const sums = `${trade}.ApplicableHeaderTradeSettlement.SpecifiedTradeSettlementHeaderMonetarySummation`
  const order = `${trade}.ApplicableHeaderTradeAgreement.BuyerOrderReferencedDocument`
  const lines = `${trade}.IncludedSupplyChainTradeLineItem`
  const cii = (path: string, value: Json | undefined, id = 'cii-invoice') => change(path, value, id)

  it.each<[string, Json | undefined, string]>([
    [`${sums}.GrandTotalAmount`, '410.68', 'Total: Net 348.25 + Tax 62.42 = 410.67, but Total 410.68 = 410.68.'],
    [`${sums}.DuePayableAmount`, '400.01', 'Payable: Total 410.67 - Paid before 10.67 + Rounding 0.00 = 400.00, but'],
    [`${sums}.TaxBasisTotalAmount`, '348.24', 'Net: Lines 341.25 + Charges 7.00 = 348.25, but Net 348.24 = 348.24.'],
    [`${sums}.LineTotalAmount`, '341.24', 'Quantities and prices: Quantity × price 341.25 = 341.25, but'],
    [`${sums}.LineTotalAmount`, undefined, 'Quantities and prices: Quantity × price 341.25 = 341.25, but Lines 0.00'],
    [`${lines}.0.SpecifiedLineTradeAgreement.NetPriceProductTradePrice.ChargeAmount`, '5.01', 'Quantity × price 341.73 = 341.73, but'],
    [
      `${trade}.ApplicableHeaderTradeSettlement.ApplicableTradeTax.1.CalculatedAmount`,
      '2.20',
      'Tax by rate: Taxed amounts 348.25 + Taxes 62.43',
    ],
    // A sub-total that is no sub-total would be billed twice.
    [`${lines}.3.AssociatedDocumentLineDocument.LineStatusReasonCode`, 'DETAIL', 'Quantity × price 682.50 = 682.50, but'],
  ])('whose %s is %s makes no bill', async (path, value, reason) => {
    const { bills, said } = await booked(xml, cii(path, value))
    expect(bills).toEqual([])
    expect(said.join(' ')).toContain(reason)
  })

  it.each<[string, Json | undefined, string]>([
    [order, undefined, 'names no purchase order'],
    [order, { IssuerAssignedID: 'n/a' }, 'names no purchase order'],
    [
      `${lines}.0.SpecifiedLineTradeAgreement.BuyerOrderReferencedDocument`,
      { IssuerAssignedID: 'P00002', LineID: '1' },
      'names several purchase orders: P00001, P00002',
    ],
  ])('with %s %j waits for a person', async (path, value, reason) => {
    const { bills, said } = await booked(xml, cii(path, value))
    expect(bills).toEqual([])
    expect(said.join(' ')).toContain(`The invoice NH-2026-0417 of Töpferei Nordhafen GmbH ${reason}. Enter it in the ERP`)
  })

  it('without lines waits for a person, who learns which profile to ask for', async () => {
    const record = cii(lines, undefined)
    const settlement = (record[trade] as Members)['ApplicableHeaderTradeSettlement'] as Members
    // What is left in the profile MINIMUM.
    record[trade] = {
      ...(record[trade] as Members),
      ApplicableHeaderTradeSettlement: {
        InvoiceCurrencyCode: 'EUR',
        SpecifiedTradeSettlementHeaderMonetarySummation: {
          TaxBasisTotalAmount: '348.25',
          TaxTotalAmount: (settlement['SpecifiedTradeSettlementHeaderMonetarySummation'] as Members)['TaxTotalAmount'] as Json,
          GrandTotalAmount: '410.67',
          DuePayableAmount: '410.67',
        },
      },
    }
    const { bills, said } = await booked(xml, record)
    expect(bills).toEqual([])
    expect(said.join(' ')).toContain('NH-2026-0417 of Töpferei Nordhafen GmbH has no lines (the profiles MINIMUM and BASIC WL')
  })

  it.each([
    ['381', 'credit-note'],
    ['261', 'credit-note'],
    ['384', 'invoice'],
    ['326', 'invoice'],
  ])('of the type %s is a %s', async (code, kind) => {
    expect((await booked(xml, cii('ExchangedDocument.TypeCode', code))).bills).toMatchObject([{ kind }])
  })

  it('below zero is a credit note with amounts above', async () => {
    const record = cii('ExchangedDocument.TypeCode', '380', 'cii-credit-note')
    const settlement = (record[trade] as Members)['ApplicableHeaderTradeSettlement'] as Members
    const [line] = (record[trade] as Members)['IncludedSupplyChainTradeLineItem'] as [Members]
    line['SpecifiedLineTradeDelivery'] = { BilledQuantity: { '@unitCode': 'H87', '#text': '-6' } }
    line['SpecifiedLineTradeSettlement'] = { SpecifiedTradeSettlementLineMonetarySummation: { LineTotalAmount: '-30.00' } }
    settlement['ApplicableTradeTax'] = [{ BasisAmount: '-30.00', CalculatedAmount: '-5.70', RateApplicablePercent: '19' }]
    settlement['SpecifiedTradeSettlementHeaderMonetarySummation'] = {
      LineTotalAmount: '-30.00',
      TaxBasisTotalAmount: '-30.00',
      TaxTotalAmount: ['-5.70'],
      GrandTotalAmount: '-35.70',
      DuePayableAmount: '-35.70',
    }
    expect(await booked(xml, record)).toMatchObject({
      bills: [{ kind: 'credit-note', lines: [{ quantity: '6', unitPrice: '5.00' }], net: '30.00', tax: '5.70', total: '35.70' }],
      said: [],
    })
  })
})

describe('an invoice in CSV', () => {
  const changed = (change: (line: Members, index: number) => void) => {
    const record = sampleOf(csv) as unknown as { records: Members[] }
    record.records.forEach(change)
    return record
  }

  it('keeps days that are written as in Germany, and passes on its tolerances', async () => {
    const record = changed((line) => Object.assign(line, { invoice_date: '15.03.2026', due_date: '14.04.2026' }))
    const answers = { tolerance: '0.05', 'quantity-tolerance': '2.5', 'billed-at-most': 'ordered' }
    expect((await booked(csv, record, answers)).bills).toMatchObject([
      { date: '2026-03-15', dueDate: '2026-04-14', tolerance: '0.05', quantityTolerance: '2.5', quantities: 'ordered' },
    ])
  })

  it.each<[string, (line: Members, index: number) => void, string]>([
    ['a line is missing', (line, index) => index === 1 && Object.assign(line, { line_total: '0.00', quantity: '0' }), 'Net: Lines 271.25'],
    [
      'its lines tell different totals',
      (line, index) => index === 2 && Object.assign(line, { invoice_total: '422.20' }),
      'The same total on each line: Totals that are told 844.41 = 844.41, but Total 422.21',
    ],
    ['its tax does not add up', (line, index) => index === 0 && Object.assign(line, { tax: '48.01' }), 'Tax by rate:'],
    ['a price is a text', (line, index) => index === 0 && Object.assign(line, { unit_price: '5,00' }), '5,00'],
    [
      'it names two orders',
      (line, index) => index === 0 && Object.assign(line, { order_number: 'P00002' }),
      'names several purchase orders',
    ],
    ['it names no order', (line) => delete line['order_number'], 'names no purchase order'],
  ])('where %s makes no bill', async (_, change, reason) => {
    const { bills, said } = await booked(csv, changed(change))
    expect(bills).toEqual([])
    expect(said.join(' ')).toContain(reason)
  })
})
