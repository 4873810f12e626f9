// A trading partner with a mailbox: an SFTP server of its own, reached by a connection of "Files (SFTP, FTP)" whose folders `/inbound` and
// `/outbound` the flows of an EDI connection use. What it took stands in `/_sim/records/orders`, what it did not take in `/_sim/records/refused`.
// `POST /_sim/events` makes it go on or go wrong: see `EVENTS`. `POST /manner` changes its seed and how long it takes.
import { Type } from 'typebox'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createFileServer } from '#connectors/kit/file-server/simulator/index.ts'
import { isRecord } from '#shared/json.ts'
import { validate } from '#connectors/kit/validate.ts'
import { readConfig } from '../config.ts'
import { FOLDERS, tradingPartner, USUAL } from './partner.ts'

const Seconds = Type.Integer({ minimum: 0, maximum: 86_400 })
const Change = Type.Object(
  { seed: Type.Optional(Type.Integer()), shipAfterSeconds: Type.Optional(Seconds), invoiceAfterSeconds: Type.Optional(Seconds) },
  { additionalProperties: false },
)
type Trader = ReturnType<typeof tradingPartner>

/** Each answers the name of the file that it put into `/outbound`; `order` is the number of the purchase order. */
const EVENTS: Readonly<Record<string, (partner: Trader, order?: string) => string>> = {
  ship: (partner, order) => partner.hasten('ship', order),
  invoice: (partner, order) => partner.hasten('invoice', order),
  'duplicate-interchange': (partner) => partner.sendAgain(),
  'wrong-count': (partner, order) => partner.sendMiscounted(order),
  'unknown-partner': (partner, order) => partner.sendAsStranger(order),
}

export const createEdiSimulator: CreateSimulator = (options) => {
  const config = readConfig(options.config)
  const { kit, partner: mailbox } = createFileServer(options, {
    // In its mailbox everybody is called as in the envelopes.
    username: config.own.id,
    filesAt: () => ({
      [`${FOLDERS.in}/README.txt`]: 'Put interchanges here: *.edi\n',
      [`${FOLDERS.out}/README.txt`]: 'Interchanges for you appear here: *.edi\n',
    }),
    arrived(path, text, { records }) {
      // Unfinished files of those who rename in the end begin with a point.
      if (/^\/inbound\/[^/.][^/]*$/.test(path)) records.atomically(() => tradingPartner(config, mailbox).arrives(path, text))
    },
    looked: ({ records }) => records.atomically(() => tradingPartner(config, mailbox).catchUp()),
  })
  kit.app.post('/manner', async (c) => {
    const change: unknown = await c.req.json().catch(() => undefined)
    const issues = validate(Change, change)
    if (issues.length > 0 || !isRecord(change)) return c.json({ error: 'This is no manner.', issues }, 400)
    const manner = { ...USUAL, ...kit.records.get('_manner', 'now'), ...change }
    kit.records.put('_manner', 'now', manner)
    return c.json(manner)
  })
  return kit.simulator({
    async emit(event, payload) {
      const happen = EVENTS[event]
      if (!happen) throw new Error(`The partner knows ${Object.keys(EVENTS).join(', ')}, and not ${event}.`)
      const order = isRecord(payload) && typeof payload['order'] === 'string' ? payload['order'] : undefined
      const recordId = kit.records.atomically(() => happen(tradingPartner(config, mailbox), order))
      return { recordId, deliveries: [] }
    },
  })
}
