// A small PostgreSQL: prices, stock and orders of a retailer, behind PostgreSQL's own protocol. `/_sim/records/prices` shows a table.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { serveSockets } from '#connectors/kit/simulator-socket.ts'
import { readConfig } from '../config.ts'
import { openDatabase, takeTurns } from './database.ts'
import { servePostgres, type WireSession } from './postgres-wire.ts'

export const createSqlSimulator: CreateSimulator = (options) => {
  const at = (minute: number) => `2026-03-01 10:0${minute}:00+00`
  const kit = createSimulatorKit(options, {
    seed(records) {
      records.put('prices', 'HF-MUG-NAVY', { sku: 'HF-MUG-NAVY', price: '12.50', currency: 'GBP', updated_at: at(0) })
      records.put('prices', 'HF-MUG-SAND', { sku: 'HF-MUG-SAND', price: '11.00', currency: 'GBP', updated_at: at(1) })
      records.put('prices', 'HF-TRAY-OAK', { sku: 'HF-TRAY-OAK', price: '34.00', currency: 'GBP', updated_at: at(1) })
      records.put('stock', 'HF-MUG-NAVY/LON-1', { sku: 'HF-MUG-NAVY', location: 'LON-1', available: 12, updated_at: at(0) })
      records.put('orders', '1001', { id: 1001, number: '#1001', total: '59.00', currency: 'GBP', updated_at: at(2) })
    },
    socket: (records) => {
      const transactions = takeTurns()
      const session = (): WireSession => {
        let work:
          | { readonly database: ReturnType<typeof openDatabase>; readonly isReadOnly: boolean; readonly done: () => void }
          | undefined
        const end = (save: boolean) => {
          const { database, done } = work ?? {}
          work = undefined
          if (save) database?.save()
          database?.close()
          done?.()
        }
        return {
          signIn: (user, password) => user === readConfig(options.config).username && same(password, options.secrets['password'] ?? ''),
          async run(sql, parameters) {
            const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? ''
            const told = { columns: [], rows: [], tag: verb }
            if (verb === 'BEGIN') {
              const done = await transactions.turn()
              work = { database: openDatabase(records), isReadOnly: /READ ONLY/i.test(sql), done }
              return told
            }
            if (verb === 'COMMIT' || verb === 'ROLLBACK') {
              end(verb === 'COMMIT')
              return told
            }
            if (!work) throw refusal('25P01', 'there is no transaction in progress')
            if (work.isReadOnly && verb !== 'SELECT' && verb !== 'WITH')
              throw refusal('25006', `cannot execute ${verb} in a read-only transaction`)
            try {
              return work.database.run(sql, parameters)
            } catch (error) {
              throw refusal(stateOf(error), error instanceof Error ? error.message : 'it failed')
            }
          },
          end: () => end(false),
        }
      }
      return serveSockets((socket) => servePostgres(socket, session()))
    },
  })
  return kit.simulator()
}

const refusal = (state: string, message: string) => Object.assign(new Error(message), { state })

function stateOf(error: unknown): string {
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string }
  if (code.includes('NOTNULL')) return '23502'
  if (code.includes('UNIQUE') || code.includes('PRIMARYKEY')) return '23505'
  if (/no such table/.test(message)) return '42P01'
  return /no (such )?column/.test(message) ? '42703' : '42601'
}

function same(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return wanted !== '' && timingSafeEqual(hash(given), hash(wanted))
}
