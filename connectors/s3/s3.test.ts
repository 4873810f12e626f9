import { describe, expect, it } from 'vitest'
import { testConnector } from '#connectors/kit/conformance.ts'
import { simulated } from '#connectors/kit/simulated.testing.ts'
import { s3 } from './index.ts'
import { createS3Simulator } from './simulator.ts'

const config = { bucket: 'harbour-exports', region: 'eu-west-2', accessKeyId: 'AKIA0123456789' }
const secrets = { secretAccessKey: 'secret/access+key/0123456789' }

testConnector({
  connector: s3,
  createSimulator: createS3Simulator,
  config,
  secrets,
  badSecrets: { secretAccessKey: 'secret/access+key/wrong' },
  actions: {
    'write-file': {
      input: { path: 'inbound/new/orders (1).csv', records: [{ sku: 'A', quantity: 2 }], format: { format: 'csv' } },
      creates: 'objects',
    },
    'read-file': { input: { path: 'outbound/stock.csv', format: { format: 'csv' } } },
    'list-files': { input: { folder: 'outbound', pattern: '*.csv' } },
    'move-file': { input: { from: 'outbound/stock.csv', to: 'outbound/done/stock.csv' } },
    'delete-file': { input: { path: 'outbound/stock.csv' } },
  },
  polls: {
    files: { options: { folder: 'outbound', format: 'csv', stableSeconds: 0 } },
    documents: { options: { folder: 'outbound', format: 'csv', stableSeconds: 0 } },
  },
})

describe('a bucket', () => {
  const at = simulated({ connector: s3, createSimulator: createS3Simulator, config: { ...config, simulator: 'sim' }, secrets })

  it('keeps every byte and every name', async () => {
    const path = "in/Café & Söhne's (1)+2*.csv"
    await at.run('write-file', { path, records: [{ name: 'Café €' }], format: { format: 'csv', encoding: 'windows-1252' } })
    expect(await at.run('read-file', { path, format: { format: 'csv', encoding: 'windows-1252' } })).toMatchObject({
      size: 14,
      records: [{ name: 'Café €' }],
    })
    expect(await at.run('list-files', { folder: '/in/' })).toMatchObject({ files: [{ name: "Café & Söhne's (1)+2*.csv" }] })
  })
  it('is read in parts, from any byte on', async () => {
    const text = `sku\n${'0123456789abcdef'.repeat(16)}\n`.repeat(40_000)
    await at.run('write-file', { path: 'big/a.csv', text })
    const records = await at.poll('files', { limit: 5_000, settings: { folder: 'big', format: 'csv', stableSeconds: 0 } })
    expect(records).toHaveLength(79_999)
    const ranges = (await at.requests()).filter(({ method, path }) => method === 'GET' && path.includes('a.csv'))
    expect(ranges.length).toBeGreaterThan(3)
    expect((await at.records('objects')).map(({ key }) => key)).toContainEqual(expect.stringMatching(/^big\/archive\/a-/))
  })
  it('says that a file is not there, and what it may not do', async () => {
    expect(await at.failure(at.run('read-file', { path: 'gone.csv' }))).toMatchObject({
      code: 'vendor-rejected',
      message: 'There is no file gone.csv.',
    })
  })
})
