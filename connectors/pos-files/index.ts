// Sales of tills that export files: POSLog, CSV or JSON over SFTP, FTPS or FTP, or as a text that came another way.
import type { Connector } from '#connectors/kit/contract.ts'
import { fileServerConnection } from '#connectors/kit/file-server/session.ts'
import { readPoslog } from './actions/read-poslog.ts'
import { readSalesText } from './actions/read-sales.ts'
import { poslogPoll } from './poslog-poll.ts'
import { salesPoll } from './sales/sales-poll.ts'

export const posFiles = {
  ...fileServerConnection,
  id: 'pos-files',
  name: 'POS files (POSLog, CSV, JSON)',
  category: 'pos',
  description: 'Sales, returns, taxes and tenders from the POSLog, CSV or JSON files of any till system, checked to add up and taken once.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M5 3h14v18l-3-2-4 2-4-2-3 2z"/><path d="M9 8h6m-6 4h6"/></svg>',
  actions: [readPoslog, readSalesText],
  triggers: [],
  polls: [poslogPoll, salesPoll],
} as const satisfies Connector
