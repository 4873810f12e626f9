import { testSocketConnector } from '#connectors/kit/socket-conformance.ts'
import { posFiles } from './index.ts'
import { poslogDay } from './simulator/poslog-day.ts'
import { createPosFilesSimulator } from './simulator/index.ts'

const config = { protocol: 'sftp', host: 'sftp.harbour-finch.example', username: 'tills' }

testSocketConnector({
  connector: posFiles,
  createSimulator: createPosFilesSimulator,
  config,
  secrets: { password: 'sftp-pass-0123456789' },
  badSecrets: { password: 'sftp-pass-wrong-0123' },
  nowhere: { ...config, host: '127.0.0.1', port: 9 },
  actions: { 'read-poslog': { input: { text: poslogDay('2026-03-01')['/poslog/WHI-2026-03-01.xml'] ?? '' } } },
  polls: { 'poslog-sales': { options: { folder: '/poslog', pattern: 'WHI-*.xml', stableSeconds: 0 } } },
})
