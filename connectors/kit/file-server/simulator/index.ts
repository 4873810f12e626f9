// An SFTP server whose files are the simulator's records: `/_sim/records/files` shows them. `PUT /files/<path>` puts one there as a partner would.
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../config.ts'
import { putFile, textOf } from './files.ts'
import { serveSftp } from './server.ts'

/** What else happens at the server: a partner drops files in its folders. */
export interface Partner {
  readonly records: SimulatorRecords
  readonly now: () => Date
  readonly put: (path: string, text: string) => void
}

/** `filesAt`: what a new server has, by path. */
export const fileServerSimulator =
  (
    filesAt: (now: Date) => Readonly<Record<string, string>>,
    play?: (event: RetailEvent, day: string, partner: Partner) => boolean,
  ): CreateSimulator =>
  (options) => {
    const seconds = () => Math.floor(options.now().getTime() / 1_000)
    const kit = createSimulatorKit(options, {
      seed(records) {
        for (const [path, text] of Object.entries(filesAt(options.now()))) putFile(records, path, Buffer.from(text), seconds())
      },
      socket: (records) => serveSftp({ records, username: readConfig(options.config).username, secrets: options.secrets, seconds }),
    })
    kit.app.put('/files/*', async (c) => {
      const path = decodeURIComponent(c.req.path.slice('/files'.length))
      putFile(kit.records, path, Buffer.from(await c.req.arrayBuffer()), seconds())
      return c.json({ path }, 201)
    })
    kit.app.get('/files/*', (c) => {
      const file = kit.records.get('files', decodeURIComponent(c.req.path.slice('/files'.length)))
      return file ? c.text(textOf(file)) : c.notFound()
    })
    const put = (path: string, text: string) => putFile(kit.records, path, Buffer.from(text), seconds())
    const partner: Partner = { records: kit.records, now: options.now, put }
    return kit.simulator(play && { play: async (event, day) => kit.records.atomically(() => play(event, day, partner)) })
  }
