import type { Json } from '#shared/json.ts'
import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { posFiles } from './index.ts'
import { poslogDay } from './simulator/poslog-day.ts'
import { createPosFilesSimulator } from './simulator/index.ts'
import { salesDay } from './simulator/sales-day.ts'

const config = { protocol: 'sftp', host: 'sftp.harbour-finch.example', username: 'tills' }

const CSV = {
  format: 'csv',
  delimiter: ';',
  numbers: 'comma',
  dateFormat: 'DD.MM.YYYY',
  timeFormat: 'HH:mm:ss',
  kindColumn: 'Kind',
  kinds: [
    { value: 'S', kind: 'line' },
    { value: 'E', kind: 'totals', columns: ['mark', 'count', 'sum'] },
  ] as Json[],
  totals: { lines: 'count', sums: [{ of: 'Amount', total: 'sum' }] },
  values: {
    receipt: 'Receipt',
    businessDate: 'Date',
    time: 'Time',
    sku: 'Item',
    title: 'Text',
    quantity: 'Quantity',
    unitPrice: 'Price',
    amount: 'Amount',
    taxRate: 'VAT',
    tender: 'Tender',
    tenderAmount: 'Paid',
  },
  fixed: { store: 'WHI', currency: 'GBP', timeZone: 'Europe/London' },
}

testSocketConnector({
  connector: posFiles,
  createSimulator: createPosFilesSimulator,
  config,
  secrets: { password: 'sftp-pass-0123456789' },
  badSecrets: { password: 'sftp-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9 },
  actions: {
    'read-poslog': { input: { text: poslogDay('2026-03-01')['/poslog/WHI-2026-03-01.xml'] ?? '' } },
    'read-sales': { input: { text: salesDay('2026-03-01')['/sales/WHI-2026-03-01.csv'] ?? '', ...CSV } },
  },
  polls: {
    'poslog-sales': { options: { folder: '/poslog', pattern: 'WHI-*.xml', stableSeconds: 0 } },
    'sales-files': { options: { folder: '/sales', pattern: 'WHI-*.csv', stableSeconds: 0, ...CSV } },
  },
})
