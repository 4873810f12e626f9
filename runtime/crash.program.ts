// The whole program for crash tests: as main.ts, but it ends itself by SIGKILL at a chosen point of the journal or of a call.
// `KILL_AT=<point>:<before|after>:<n>`: at the n-th time, before or after `point` (accept, claim, intent, finish, call, collect, publish, call-flow); the outcome of
// the last call is committed with the finish.
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { pino } from 'pino'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import type { JournalEntry } from './engine/ports.ts'

const [point = '', side = '', nth = '1'] = (process.env['KILL_AT'] ?? '').split(':')
let seen = 0

async function at<T>(name: string, work: () => Promise<T>): Promise<T> {
  const hit = name === point && ++seen === Number(nth)
  if (hit && side === 'before') process.kill(process.pid, 'SIGKILL')
  const result = await work()
  if (hit && side === 'after') process.kill(process.pid, 'SIGKILL')
  return result
}

function kindOf(entry: JournalEntry): string {
  return entry.transition ? 'finish' : 'intent'
}

const config = readConfig(process.env)
let url = ''
const installation = await compose({
  config,
  log: pino({ level: 'fatal' }, pino.destination(2)),
  version: 'test',
  address: () => url,
  around: {
    journal: (journal) => ({
      ...journal,
      // Runs that begin at the door are never claimed: for that point they have to wait for a claim.
      accept: (event) => at('accept', () => journal.accept(point === 'claim' ? { ...event, begin: undefined } : event)),
      claim: async (options) => {
        const claimed = await journal.claim(options)
        return claimed.length > 0 ? at('claim', async () => claimed) : claimed
      },
      commit: (entry) => at(kindOf(entry), () => journal.commit(entry)),
      collect: (request) => at('collect', () => journal.collect(request)),
      publish: (request) => at('publish', () => journal.publish(request)),
      callFlow: (request) => at('call-flow', () => journal.callFlow(request)),
    }),
    caller: (caller) => ({ ...caller, call: (request) => at('call', () => caller.call(request)) }),
  },
})
const server = serve({ fetch: installation.fetch, port: 0, hostname: '127.0.0.1' }, () => void begin())

async function begin(): Promise<void> {
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await installation.start()
  writeFileSync(join(config.dataDir, 'server.json'), JSON.stringify({ pid: process.pid, url, token: installation.controlToken }))
  console.log(url)
}
