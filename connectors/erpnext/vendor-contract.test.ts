// What is sent, held against ERPNext's own document types (doctype JSON of version 15): every member is a field of the type, rows of tables too, what
// is a choice is one of its values, and every filter and field of a list exists.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import { openHarness } from '#connectors/kit/conformance-harness.ts'
import { SPECS_DIR } from '#connectors/kit/specs.testing.ts'
import { CASES, COUNT, DELIVERY, INVOICE, JOURNAL, PAYMENT } from './erpnext.testing.ts'
import { erpnext } from './index.ts'

const FOLDER = `${SPECS_DIR}/erpnext/balaji-001-gif__erpnext_version`
const isHere = existsSync(FOLDER)

interface Field {
  readonly fieldname: string
  readonly fieldtype: string
  readonly options?: string
}
type Doctypes = ReadonlyMap<string, ReadonlyMap<string, Field>>

function readDoctypes(): Doctypes {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.json') && !file.includes('test_records'),
  )
  return new Map(
    files.map((file) => {
      const { name, fields } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as {
        readonly name: string
        readonly fields: readonly Field[]
      }
      return [name, new Map(fields.map((field) => [field.fieldname, field]))] as const
    }),
  )
}
/** Every document has them. */
const STANDARD = new Set(['name', 'creation', 'modified', 'docstatus'])

function issuesOf(doctypes: Doctypes, doctype: string, document: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = doctypes.get(doctype)
  if (!fields) return [`there is no description of ${doctype}`]
  return Object.entries(document).flatMap(([member, value]) => {
    const field = fields.get(member)
    if (!field) return STANDARD.has(member) ? [] : [`${doctype} has no field ${member}`]
    if (field.fieldtype === 'Table')
      return (value as Record<string, unknown>[]).flatMap((row) => issuesOf(doctypes, field.options ?? '', row))
    if (field.fieldtype === 'Select' && !(field.options ?? '').split('\n').includes(String(value)))
      return [`${doctype}.${member} is never ${String(value)}`]
    if (field.fieldtype === 'Check' && value !== 0 && value !== 1) return [`${doctype}.${member} is 0 or 1`]
    return []
  })
}

const MORE: Readonly<Record<string, readonly Json[]>> = {
  'create-sales-invoice': [
    {
      ...INVOICE,
      reference: '#2',
      dueDate: '2026-04-01',
      company: 'Harbour & Finch',
      pricesIncludeTax: true,
      salesOrder: 'A-1',
      updateStock: true,
      note: 'n',
    },
  ],
  'create-sales-return': [
    { ...INVOICE, reference: '#1001-R2', lines: [{ itemCode: 'HF-1010', quantity: '1', rate: '1', warehouse: 'WH1 - HF' }] },
  ],
  'create-delivery-note': [{ ...DELIVERY, reference: 'F-2', currency: 'GBP', company: 'Harbour & Finch' }],
  'create-payment-entry': [
    { ...PAYMENT, reference: 'ch_2', invoices: [], receivableAccount: 'Debtors - HF', modeOfPayment: 'Cash', company: 'Harbour & Finch' },
  ],
  'create-journal-entry': [
    {
      ...JOURNAL,
      reference: 'J-2',
      note: 'n',
      lines: [
        { account: 'Debtors - HF', amount: '1', customer: 'Ada Lovelace', costCenter: 'Main - HF', description: 'd' },
        { account: 'Sales - HF', amount: '-1' },
      ],
    },
  ],
  'reconcile-stock': [
    {
      ...COUNT,
      countedAt: '2026-03-03T21:30:00Z',
      differenceAccount: 'Stock Adjustment - HF',
      costCenter: 'Main - HF',
      lines: [{ itemCode: 'HF-1011', quantity: '1', valuationRate: '4.5' }],
    },
  ],
}

describe.skipIf(!isHere)('ERPNext is sent what its document types have (skipped without erpnext in TILLFLOW_SPECS_DIR)', () => {
  const doctypes: Doctypes = isHere ? readDoctypes() : new Map<string, never>()
  const sent: { readonly method: string; readonly doctype: string; readonly body: string; readonly query: URLSearchParams }[] = []
  const harness = openHarness(CASES, ({ url, method, body }) => {
    const { pathname, searchParams } = new URL(url)
    const doctype = /\/api\/resource\/([^/]+)/.exec(pathname)?.[1]
    if (doctype !== undefined)
      sent.push({ method, doctype: decodeURIComponent(doctype), body: Buffer.from(body ?? '').toString(), query: searchParams })
  })

  const issuesOfSent = (): readonly string[] =>
    sent.flatMap(({ method, doctype, body, query }) => {
      // Its rows are those of the documents; the type itself is not among the descriptions.
      if (doctype === 'Sales Taxes and Charges Template') return []
      if (method !== 'GET') return issuesOf(doctypes, doctype, JSON.parse(body) as Record<string, unknown>)
      const filters = (JSON.parse(query.get('filters') ?? '[]') as string[][]).map(([field = '']) => field)
      const fields = JSON.parse(query.get('fields') ?? '[]') as string[]
      const known = doctypes.get(doctype)
      return [...filters, ...fields]
        .filter((field) => !known?.has(field) && !STANDARD.has(field))
        .map((field) => `${doctype} has no field ${field}`)
    })

  it('and knows what is not in them', () => {
    const wrong = {
      customer: 'Ada',
      colour: 'red',
      is_return: 2,
      items: [{ item_code: 'A', quantity: 1 }],
      taxes: [{ charge_type: 'On Total' }],
    }
    expect(issuesOf(doctypes, 'Sales Invoice', wrong)).toEqual([
      'Sales Invoice has no field colour',
      'Sales Invoice.is_return is 0 or 1',
      'Sales Invoice Item has no field quantity',
      'Sales Taxes and Charges.charge_type is never On Total',
    ])
  })
  it.each(erpnext.actions)('when it runs $id', async (action) => {
    const given = CASES.actions[action.id]
    await harness.prime()
    await harness.make(given?.after)
    for (const [index, input] of [given?.input ?? {}, ...(MORE[action.id] ?? [])].entries())
      await action.run(input, harness.context({}, `contract-${index}`))
    const issues = issuesOfSent()
    expect(sent.length).toBeGreaterThan(0)
    expect([...new Set(issues)]).toEqual([])
  })
  it.each(erpnext.polls)('when it looks for $id', async (poll) => {
    await harness.prime()
    sent.length = 0
    await poll.poll({ cursor: undefined, since: new Date('2020-01-01'), limit: 2, options: {} }, harness.context())
    const issues = issuesOfSent()
    expect(sent.length).toBeGreaterThan(0)
    expect(issues).toEqual([])
  })
})
