// Renews leases over a connection of its own, for the thread that keeps them while the event loop is held up.
import pg from 'pg'
import type { LeaseRenewal } from '#runtime/engine/ports.ts'
import { connectionSettings, EVERY_CLIENT } from './connect.ts'

/** A renewal that takes longer is tried again with the next one, over a new connection. */
const TIMEOUT_MS = 8_000

export function openRenewal({ url }: { readonly url: string }): LeaseRenewal {
  let open: Promise<pg.Client> | undefined

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...connectionSettings(url), query_timeout: TIMEOUT_MS })
    client.on('error', () => (open = undefined))
    await client.connect()
    await client.query(`SET tillflow.client = '${EVERY_CLIENT}'`)
    return client
  }

  return {
    async renew({ owner, runIds, until }) {
      const client = (open ??= connect())
      try {
        // Locked in the order in which commits lock them: the two must not wait for each other.
        const mine =
          "SELECT client_id, id FROM runs WHERE owner = $2 AND status = 'running' AND id = ANY($3::text[]) ORDER BY client_id, id FOR UPDATE"
        const update = 'UPDATE runs SET lease_until = $1 FROM mine WHERE runs.client_id = mine.client_id AND runs.id = mine.id'
        await (await client).query(`WITH mine AS (${mine}) ${update}`, [until.getTime(), owner, runIds])
      } catch (error) {
        open = undefined
        client.then((broken) => broken.end()).catch(() => undefined)
        throw error
      }
    },
    close: async () => (await open)?.end(),
  }
}
