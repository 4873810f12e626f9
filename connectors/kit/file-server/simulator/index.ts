// An SFTP server whose files are the simulator's records: `/_sim/records/files` shows them. `PUT /files/<path>` puts one there as a partner would.
import type { CreateSimulator, SimulatorOptions } from '#connectors/kit/contract.ts'
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit, type SimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../config.ts'
import { putFile, textOf } from './files.ts'
import { serveSftp } from './server.ts'

/** What else happens at the server: a partner drops files in its folders. */
export interface Partner {
  readonly records: SimulatorRecords
  readonly now: () => Date
  readonly put: (path: string, text: string) => void
}

export interface FileServerOptions {
  readonly username: string
  /** What a new server has, by path. */
  readonly filesAt?: (now: Date) => Readonly<Record<string, string>>
  /** A whole file has come, under its own name. */
  readonly arrived?: (path: string, text: string, partner: Partner) => void
  /** Somebody is about to look at a folder: what is due by now is put there first. */
  readonly looked?: (partner: Partner) => void
}

export interface FileServer {
  readonly kit: SimulatorKit
  readonly partner: Partner
}

export function createFileServer(options: SimulatorOptions, { username, filesAt, arrived, looked }: FileServerOptions): FileServer {
  const seconds = () => Math.floor(options.now().getTime() / 1_000)
  const partnerOf = (records: SimulatorRecords): Partner => ({
    records,
    now: options.now,
    put: (path, text) => putFile(records, path, Buffer.from(text), seconds()),
  })
  const tellOf = (records: SimulatorRecords) => (path: string) => {
    const file = records.get('files', path)
    if (file) arrived?.(path, textOf(file), partnerOf(records))
  }
  const kit = createSimulatorKit(options, {
    seed(records) {
      for (const [path, text] of Object.entries(filesAt?.(options.now()) ?? {})) putFile(records, path, Buffer.from(text), seconds())
    },
    socket: (records) =>
      serveSftp({
        records,
        username,
        secrets: options.secrets,
        seconds,
        arrived: tellOf(records),
        looked: () => looked?.(partnerOf(records)),
      }),
  })
  kit.app.put('/files/*', async (c) => {
    const path = decodeURIComponent(c.req.path.slice('/files'.length))
    putFile(kit.records, path, Buffer.from(await c.req.arrayBuffer()), seconds())
    tellOf(kit.records)(path)
    return c.json({ path }, 201)
  })
  kit.app.get('/files/*', (c) => {
    const file = kit.records.get('files', decodeURIComponent(c.req.path.slice('/files'.length)))
    return file ? c.text(textOf(file)) : c.notFound()
  })
  return { kit, partner: partnerOf(kit.records) }
}

/** `filesAt`: what a new server has, by path. */
export const fileServerSimulator =
  (
    filesAt: (now: Date) => Readonly<Record<string, string>>,
    play?: (event: RetailEvent, day: string, partner: Partner) => boolean,
  ): CreateSimulator =>
  (options) => {
    const { kit, partner } = createFileServer(options, { username: readConfig(options.config).username, filesAt })
    return kit.simulator(play && { play: async (event, day) => kit.records.atomically(() => play(event, day, partner)) })
  }
