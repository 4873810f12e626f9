// A client is deleted while its shop still sends: over the whole program, as an admin and a vendor see it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '#shared/model/accounts.ts'
import type { AuditEntry } from '#shared/api/contract.ts'
import Database from 'better-sqlite3'
import { deliver, erpOrders, hookOf, orderOf, simulatorUrl, start, until, type Program } from './program.testing.ts'

let root: string
let program: Program
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillflow-removal-'))
  program = await start(join(root, 'data'))
}, 60_000)
afterAll(async () => {
  await program?.stop('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

const CLIENT = '/api/v1/clients/harbour-finch'

it('a deleted client is gone at once for people and senders, then its rows, and only the audit log remembers it', async () => {
  const hook = await hookOf(program)
  for (const name of ['#501', '#502']) expect((await deliver(program, hook, orderOf(name))).status).toBe(202)
  await until(async () => ((await erpOrders(program)).length === 2 ? true : undefined))
  // One is under way when the client goes.
  const erp = await simulatorUrl(program, 'harbour-finch-odoo')
  await fetch(`${erp}/_sim/faults`, { method: 'POST', body: JSON.stringify({ kind: 'slow', ms: 3_000, times: 1, match: 'sale.order' }) })
  expect((await deliver(program, hook, orderOf('#503'))).status).toBe(202)

  const misspelt = await program.send('DELETE', CLIENT, { name: 'harbour & finch' })
  expect([misspelt.status, misspelt.problem.code]).toEqual([400, 'invalid-request'])
  expect((await program.send('DELETE', CLIENT, { name: 'Harbour & Finch' })).status).toBe(204)
  expect((await program.send('GET', CLIENT + '/flows')).status).toBe(404)
  expect((await program.send('DELETE', CLIENT, { name: 'Harbour & Finch' })).status).toBe(404)
  expect((await program.api<{ items: Client[] }>('/clients')).items.map(({ slug }) => slug)).toEqual(['juniper-vale'])
  expect((await deliver(program, hook, orderOf('#504'))).status).toBe(404)

  const shop = `${erp.slice(0, erp.lastIndexOf('/'))}/harbour-finch-shopify`
  expect(await (await fetch(`${shop}/_sim/records/webhook_subscription`)).json()).toEqual([])
  await until(async () => (program.output().includes('a deleted client is gone') ? true : undefined), 30_000)
  expect((await deliver(program, hook, orderOf('#505'))).status).toBe(404)
  const { items } = await program.api<{ items: AuditEntry[] }>('/audit')
  expect(items[0]).toMatchObject({ action: 'client.delete', details: { name: 'Harbour & Finch' } })
  expect(program.output()).not.toMatch(/"level":[56]0/)
  expect((await program.send('GET', '/readyz')).status).toBe(200)

  await program.stop()
  const database = new Database(join(root, 'data', 'tillflow.db'), { readonly: true })
  const tables = database
    .prepare(
      "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'client_id' WHERE m.type = 'table' AND m.name <> 'audit_entries'",
    )
    .pluck()
    .all() as string[]
  const id = items[0]?.target ?? ''
  expect(tables.filter((table) => database.prepare(`SELECT 1 FROM ${table} WHERE client_id = ? LIMIT 1`).get(id) !== undefined)).toEqual([])
  database.close()
  // A demo whose client was deleted starts all the same, and does not make it again.
  program = await start(join(root, 'data'))
  expect((await program.api<{ items: Client[] }>('/clients')).items).toHaveLength(1)
}, 90_000)
