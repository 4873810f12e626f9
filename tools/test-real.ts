// `npm run test:real [system…] [--no-install]`: connectors against real systems. Starts what the scripts of ../shared/realsys can start (or those
// of TILLFLOW_REALSYS_DIR), runs the `*.real.test.ts` of each, stops what it started, and says what was present and what was not.
// A system that answers already is used as it is and left running.
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT, run } from './steps.ts'

interface System {
  readonly id: string
  readonly port: number
  /** Systems that must run first. */
  readonly needs: readonly string[]
  /** Made by the installation, below REALSYS_HOME. */
  readonly installed: string
  /** Told to the tests as TILLFLOW_REAL_<ID>. */
  readonly address?: string
}

const SYSTEMS: readonly System[] = [
  { id: 'postgres', port: 41432, needs: [], installed: 'pg/data' },
  { id: 'tryton', port: 41800, needs: [], installed: 'tryton-sqlite/ids.json', address: 'http://127.0.0.1:41800' },
  { id: 'medusa', port: 41900, needs: ['postgres'], installed: 'medusa/node_modules/@medusajs/medusa', address: 'http://127.0.0.1:41900' },
  { id: 'vendure', port: 41300, needs: ['postgres'], installed: 'vendure/node_modules/@vendure/core', address: 'http://127.0.0.1:41300' },
]

const scripts = process.env['TILLFLOW_REALSYS_DIR'] ?? join(ROOT, '../shared/realsys')
const home = process.env['REALSYS_HOME'] ?? join(tmpdir(), 'realsys')
const args = process.argv.slice(2)
const wanted = args.filter((argument) => !argument.startsWith('--'))
const unknown = wanted.filter((id) => !SYSTEMS.some((system) => system.id === id))
if (unknown.length > 0) {
  console.error(`Not a system that can be started here: ${unknown.join(', ')}. There are ${SYSTEMS.map(({ id }) => id).join(', ')}.`)
  process.exit(2)
}

const started: System[] = []
const states = new Map<string, string>()
for (const system of SYSTEMS.filter(({ id, address }) => address !== undefined && (wanted.length === 0 || wanted.includes(id))))
  await bring(system)
const running = SYSTEMS.filter(({ id, address }) => address !== undefined && (states.get(id) ?? '').startsWith('ran'))

try {
  const counts = running.length === 0 ? new Map<string, string>() : await runTests()
  console.log('\nsystem      state')
  for (const { id, address } of SYSTEMS)
    if (address !== undefined && states.has(id)) console.log(`${id.padEnd(11)} ${states.get(id)}${counts.get(id) ?? ''}`)
} finally {
  for (const system of started.toReversed()) await script(system, 'stop')
}

/** Starts it, and first what it needs; true when it answers. */
async function bring(system: System): Promise<boolean> {
  if (states.has(system.id)) return (states.get(system.id) ?? '').startsWith('ran')
  const settle = (state: string) => {
    states.set(system.id, state)
    return state.startsWith('ran')
  }
  if (await answers(system.port)) return settle('ran, was running already')
  if (!existsSync(join(scripts, system.id, 'run.sh'))) return settle(`not present: no ${system.id}/run.sh in ${scripts}`)
  for (const id of system.needs) {
    const needed = SYSTEMS.find((other) => other.id === id)
    if (!needed || !(await bring(needed))) return settle(`not started: it needs ${id}`)
  }
  if (!existsSync(join(home, system.installed)) && system.address !== undefined) {
    if (args.includes('--no-install')) return settle('not installed (left out: --no-install)')
    console.log(`== installs ${system.id}; this takes minutes, once`)
    if ((await script(system, 'install')) !== 0) return settle('not present: its installation failed, see above')
  }
  console.log(`== starts ${system.id}`)
  if ((await script(system, 'start')) !== 0 || !(await answers(system.port))) return settle('not present: it did not start, see above')
  started.push(system)
  return settle('ran')
}

function script({ id }: System, verb: string): Promise<number> {
  return run(join(scripts, id, 'run.sh'), [verb])
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (result: boolean) => {
      socket.destroy()
      resolve(result)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

/** What each system's tests came to, in words. */
async function runTests(): Promise<ReadonlyMap<string, string>> {
  const dir = await mkdtemp(join(tmpdir(), 'tillflow-real-'))
  const report = join(dir, 'report.json')
  const env = Object.fromEntries(running.map(({ id, address = '' }) => [`TILLFLOW_REAL_${id.toUpperCase()}`, address]))
  process.exitCode = await run(
    'vitest',
    [
      'run',
      '.real.test.ts',
      '--no-file-parallelism',
      '--testTimeout=120000',
      '--hookTimeout=120000',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    env,
  )
  const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}')
  await rm(dir, { recursive: true, force: true })
  const { testResults: files } = JSON.parse(text) as { testResults: { name: string; assertionResults: { status: string }[] }[] }
  const words = running.map(({ id }): [string, string] => {
    const results = files.filter(({ name }) => name.includes(id)).flatMap(({ assertionResults }) => assertionResults)
    const count = (status: string) => results.filter((result) => result.status === status).length
    return [id, `: ${count('passed')} tests passed, ${count('failed')} failed, ${count('skipped') + count('pending')} skipped`]
  })
  return new Map(words)
}
