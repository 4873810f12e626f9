// A mail server that delivers nothing: what it is given stands in `/_sim/records/mails`.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { serveSockets } from '#connectors/kit/simulator-socket.ts'
import { readConfig } from './config.ts'

const MOST_BYTES = 20_000_000

export const createEmailSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, {
    async socket(records) {
      const { SMTPServer } = await import('smtp-server')
      const { username = '' } = readConfig(options.config)
      const server = new SMTPServer({
        authMethods: ['PLAIN', 'LOGIN'],
        allowInsecureAuth: true,
        disabledCommands: ['STARTTLS'],
        disableReverseLookup: true,
        size: MOST_BYTES,
        onAuth: (auth, _session, done) =>
          auth.username === username && same(auth.password ?? '', options.secrets['password'] ?? '')
            ? done(null, { user: username })
            : done(new Error('Invalid username or password')),
        // An address that real servers would refuse at once.
        onRcptTo: (address, _session, done) =>
          address.address.startsWith('unknown@')
            ? done(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 }))
            : done(),
        onData(stream, session, done) {
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address
            const to = session.envelope.rcptTo.map(({ address }) => address)
            records.put('mails', records.nextId('mails'), { from, to, source: Buffer.concat(chunks).toString('utf8') })
            done()
          })
        },
      })
      server.on('error', () => undefined)
      return await serveSockets((socket) => server.connect(socket, {}))
    },
  })
  return kit.simulator()
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted))
}
