import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { fileServer } from './index.ts'
import { createFileServerSimulator } from './simulator.ts'

const config = { protocol: 'sftp', host: 'sftp.harbour-finch.example', username: 'tillflow' }

testSocketConnector({
  connector: fileServer,
  createSimulator: createFileServerSimulator,
  config,
  secrets: { password: 'sftp-pass-0123456789' },
  badSecrets: { password: 'sftp-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9 },
  actions: {
    'write-file': {
      input: { path: '/inbound/new/orders.csv', records: [{ sku: 'A', quantity: 2 }], format: { format: 'csv' } },
      creates: 'files',
    },
    'read-file': { input: { path: '/outbound/stock.csv', format: { format: 'csv' } } },
    'list-files': { input: { folder: '/outbound', pattern: '*.csv' } },
    'move-file': { input: { from: '/outbound/stock.csv', to: '/outbound/done/stock.csv' } },
    'delete-file': { input: { path: '/outbound/stock.csv' } },
  },
  polls: {
    files: { options: { folder: '/outbound', format: 'csv', stableSeconds: 0 } },
    documents: { options: { folder: '/outbound', format: 'csv', key: ['location'], stableSeconds: 0 } },
  },
})
