// A mail server that delivers nothing: what it is given stands in `/_sim/records/mails`.
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { serveSockets, type SocketServer } from '#connectors/kit/simulator-socket.ts'

const MOST_BYTES = 20_000_000

export async function serveSmtp(records: SimulatorRecords, accepts: (name: string, password: string) => boolean): Promise<SocketServer> {
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MOST_BYTES,
    onAuth: (auth, _session, done) =>
      accepts(auth.username ?? '', auth.password ?? '')
        ? done(null, { user: auth.username })
        : done(new Error('Invalid username or password')),
    // An address that real servers would refuse at once.
    onRcptTo: (address, _session, done) =>
      address.address.startsWith('unknown@') ? done(Object.assign(new Error('5.1.1 No such user here'), { responseCode: 550 })) : done(),
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
}
