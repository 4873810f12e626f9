// The server's side of PostgreSQL's protocol 3.0, as much as a client needs that sends one statement at a time: start, password, simple and
// extended queries, values as text. https://www.postgresql.org/docs/current/protocol-message-formats.html
import type { Socket } from 'node:net'

export interface WireResult {
  readonly columns: readonly { readonly name: string; readonly oid: number }[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** Such as `SELECT 3` or `INSERT 0 1`. */
  readonly tag: string
}

export interface WireSession {
  /** False refuses. */
  signIn(user: string, password: string): boolean
  /** Throws an error whose `state` is its SQLSTATE. */
  run(sql: string, parameters: readonly (string | null)[]): Promise<WireResult>
  end(): void
}

const SSL_REQUEST = 80877103
const [AUTH_OK, AUTH_CLEARTEXT] = [0, 3]

export function servePostgres(socket: Socket, session: WireSession): void {
  let buffered = Buffer.alloc(0)
  let user: string | undefined
  let signedIn = false
  let failed = false
  let statement = ''
  let result: WireResult | undefined
  let parameters: readonly (string | null)[] = []
  let queue: Promise<void> = Promise.resolve()

  socket.once('close', () => session.end())
  socket.on('data', (data) => {
    buffered = Buffer.concat([buffered, data])
    for (;;) {
      const begins = user === undefined
      const length =
        buffered.length >= (begins ? 4 : 5) ? buffered.readInt32BE(begins ? 0 : 1) + (begins ? 0 : 1) : Number.POSITIVE_INFINITY
      if (buffered.length < length) return
      const message = buffered.subarray(0, length)
      buffered = buffered.subarray(length)
      if (begins) start(message)
      else queue = queue.then(() => handle(String.fromCharCode(message[0] ?? 0), message.subarray(5)))
    }
  })

  const send = (type: string, ...parts: readonly Buffer[]) => {
    const body = Buffer.concat(parts)
    socket.write(Buffer.concat([Buffer.from(type), int32(body.length + 4), body]))
  }
  const ready = () => send('Z', Buffer.from('I'))

  function start(message: Buffer): void {
    if (message.readInt32BE(4) === SSL_REQUEST) return void socket.write('N')
    const words = message.toString('utf8', 8).split('\0')
    user = words[words.indexOf('user') + 1] ?? ''
    send('R', int32(AUTH_CLEARTEXT))
  }

  async function handle(type: string, body: Buffer): Promise<void> {
    if (type === 'X') return void socket.end()
    if (type === 'p') return password(body.toString('utf8', 0, body.length - 1))
    if (!signedIn) return void socket.destroy()
    // After an error everything up to the next Sync is passed over.
    if (failed && type !== 'S') return
    try {
      await step(type, body)
    } catch (error) {
      failed = type !== 'Q'
      refuse((error as { readonly state?: string }).state ?? '42601', error instanceof Error ? error.message : 'it failed')
      if (type === 'Q') ready()
    }
  }

  async function step(type: string, body: Buffer): Promise<void> {
    switch (type) {
      case 'Q':
        await simple(body.toString('utf8', 0, body.length - 1))
        return ready()
      case 'P':
        statement = body.toString('utf8', body.indexOf(0) + 1, body.indexOf(0, body.indexOf(0) + 1))
        return send('1')
      case 'B':
        parameters = readParameters(body)
        result = undefined
        return send('2')
      case 'D':
        result = await session.run(statement, parameters)
        return describe(result)
      case 'E':
        result ??= await session.run(statement, parameters)
        return complete(result)
      case 'S':
        failed = false
        return ready()
      case 'C':
        return send('3')
      default:
    }
  }

  async function simple(sql: string): Promise<void> {
    const given = await session.run(sql, [])
    if (given.columns.length > 0) describe(given)
    complete(given)
  }

  function password(text: string): void {
    if (!session.signIn(user ?? '', text)) {
      refuse('28P01', `password authentication failed for user "${user}"`, 'FATAL')
      return void socket.end()
    }
    signedIn = true
    send('R', int32(AUTH_OK))
    for (const [name, value] of [
      ['server_version', '16.0'],
      ['client_encoding', 'UTF8'],
    ])
      send('S', text0(name ?? ''), text0(value ?? ''))
    ready()
  }

  function refuse(state: string, message: string, severity = 'ERROR'): void {
    send('E', text0(`S${severity}`), text0(`V${severity}`), text0(`C${state}`), text0(`M${message}`), Buffer.of(0))
  }

  function describe({ columns }: WireResult): void {
    if (columns.length === 0) return send('n')
    const fields = columns.map(({ name, oid }) =>
      Buffer.concat([text0(name), int32(0), int16(0), int32(oid), int16(-1), int32(-1), int16(0)]),
    )
    send('T', int16(columns.length), ...fields)
  }

  function complete({ rows, tag }: WireResult): void {
    for (const row of rows) {
      const values = row.flatMap((value) => (value === null ? [int32(-1)] : [int32(Buffer.byteLength(value)), Buffer.from(value)]))
      send('D', int16(row.length), ...values)
    }
    send('C', text0(tag))
  }
}

/** Of Bind: names of portal and statement, formats, then the values. Clients of ours send text only. */
function readParameters(body: Buffer): readonly (string | null)[] {
  let at = body.indexOf(0, body.indexOf(0) + 1) + 1
  at += 2 + body.readInt16BE(at) * 2
  const count = body.readInt16BE(at)
  at += 2
  return Array.from({ length: count }, () => {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) return null
    at += length
    return body.toString('utf8', at - length, at)
  })
}

const text0 = (text: string) => Buffer.from(`${text}\0`)
const int16 = (value: number) => {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
