// A mail server and a mailbox. What connections send stands in `/_sim/records/mails`, and is delivered to nobody; `POST /mailbox`
// `{"from":"orders@supplier.example","subject":"…","text":"…","attachments":[{"fileName":"a.csv","text":"…"}]}` is a mail that arrives, in
// `/_sim/records/mailbox`. `POST /renumber` numbers a folder's mails anew.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { serveSockets } from '#connectors/kit/simulator-socket.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { mailboxOf, readConfig } from '../config.ts'
import { serveImap } from './imap.ts'
import { openStore, type Arriving } from './mail-store.ts'
import { serveSmtp } from './smtp.ts'

export const createEmailSimulator: CreateSimulator = (options) => {
  const config = readConfig(options.config)
  const { secrets } = options
  const mailbox = config.mailbox === undefined ? undefined : mailboxOf(config)
  const accepts = (name: string, wanted: string | undefined, password: string, secret: string | undefined) =>
    name === wanted && same(password, secret ?? '')
  const smtp = (records: SimulatorRecords) =>
    serveSmtp(records, (name, password) => accepts(name, config.username ?? '', password, secrets['password']))
  const imap = (records: SimulatorRecords) =>
    serveSockets((socket) =>
      serveImap(socket, {
        store: openStore(records, options.now),
        accepts: (name, password) => accepts(name, mailbox?.username, password, secrets['mailboxPassword'] ?? secrets['password']),
      }),
    )
  const kit = createSimulatorKit(options, {
    sockets: (port) => (port === mailbox?.port ? imap : smtp),
    seed: (records) => openStore(records, options.now).createFolder('INBOX'),
  })
  const { app, records } = kit
  const store = openStore(records, options.now)
  app.post('/mailbox', async (c) => c.json({ uid: store.arrive(await c.req.json<Arriving>()) }, 201))
  app.post('/renumber', async (c) => {
    store.renumber((await c.req.json<{ folder?: string }>()).folder ?? 'INBOX')
    return c.json({})
  })
  return kit.simulator({
    emit: async (event, payload) => {
      if (event !== 'mail.arrived') throw new Error(`This simulator knows no event "${event}".`)
      return { recordId: String(store.arrive(payload as unknown as Arriving)), deliveries: [] }
    },
  })
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted))
}
