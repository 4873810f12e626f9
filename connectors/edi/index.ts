// EDI with one partner: X12 or EDIFACT. It makes and takes apart interchanges; files carry them (file server, bucket, e-mail).
import type { Connector } from '#connectors/kit/contract.ts'
import { receiveInterchange } from './actions/receive-interchange.ts'
import { writeInterchange } from './actions/write-interchange.ts'
import { EdiConfig, partnersOf, readConfig } from './config.ts'

export const edi = {
  id: 'edi',
  name: 'EDI (X12, EDIFACT)',
  category: 'generic',
  description:
    'Orders, order responses, ship notices, invoices and inventory with a trading partner, with control numbers, duplicates and acknowledgements.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><rect x="3" y="4" width="18" height="16"/><path d="M7 9h3m2 0h5M7 12h6m2 0h2M7 15h2m2 0h6"/></svg>',
  config: EdiConfig,
  secrets: {},
  baseUrl: (config) => `edi://${encodeURIComponent(readConfig(config).partner.id.trim())}`,
  actions: [writeInterchange, receiveInterchange],
  triggers: [],
  // It calls nobody: what is counted is counted by the connection's own memory.
  limits: { concurrency: 16 },
  async test(context) {
    const config = readConfig(context.config)
    const { own, partner } = partnersOf(config)
    return {
      summary: `${config.standard === 'x12' ? 'X12' : 'EDIFACT'} from ${own.id} to ${partner.id}. There is nobody to sign in to: files carry interchanges.`,
    }
  },
} as const satisfies Connector
