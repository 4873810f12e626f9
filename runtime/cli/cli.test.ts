// Every verb of the command line as a person or a script runs it: against a running server, and on the installation itself when none runs.
import type { SamplesRun } from '#shared/api/samples.ts'
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { connectors } from '#connectors/index.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { deliver, erpOrders, orderOf, start, until, type Program } from '../program.testing.ts'
import { runCli } from './program.ts'
import type { FlowDetail, FlowSummary } from '#shared/api/contract.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { newFlow } from '#shared/flow/new.ts'
import { stringifyFlow } from '#shared/flow/stringify.ts'

const CLI = fileURLToPath(new URL('main.ts', import.meta.url))
const TEMPLATE = fileURLToPath(new URL('../../templates/shopify-order-to-erp/', import.meta.url))
const FLOW = 'Shopify order to ERP'

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

let root: string
let dataDir: string
let program: Program

/** As `main.ts` does, without starting a process. Files are named in full. */
async function cli(args: readonly string[], dir = dataDir): Promise<Result> {
  let out = ''
  let err = ''
  const code = await runCli(args, {
    config: readConfig({ TILLFLOW_DATA_DIR: dir }),
    out: { line: (text) => (out += `${text}\n`), error: (text) => (err += `${text}\n`) },
    openInProcess: () => Promise.reject(new Error('A server runs.')),
  })
  return { code, out, err }
}

/** The real thing. */
function spawned(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<Result> {
  const env = { PATH: process.env['PATH'], TILLFLOW_DATA_DIR: dataDir, ...options.env }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-node-snapshot', CLI, ...args], { cwd: options.cwd ?? root, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}
const json = async <T>(...args: readonly string[]): Promise<T> => {
  const { code, out, err } = await cli(args)
  if (code !== 0 || err !== '') throw new Error(`exit ${code}: ${err}`)
  return JSON.parse(out) as T
}
const lines = ({ out }: Result) => out.trimEnd().split('\n')
const file = async (name: string, content: unknown) => {
  const path = join(root, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tillflow-cli-'))
  dataDir = join(root, 'data')
  program = await start(dataDir)
}, 60_000)
afterAll(async () => {
  await program?.stop('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

describe('usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['hook']],
    [['hook', 'list', '--nonsense']],
    [['key', 'create']],
    [['key', 'create', '--role', 'root']],
    [['key', 'create', '--role', 'operator', '--expires-in-days', 'abc']],
    [['flow', 'validate']],
    [['flow', 'test', FLOW]],
    [['template', 'upgrade']],
    [['template', 'upgrade', '--client', 'harbour-finch', '--take', 'all']],
    [['flow', 'run', FLOW, '--client', 'harbour-finch', '--environment', 'production']],
  ])('%j ends with 2 and says what is wrong', async (args) => {
    const { code, out, err } = await cli(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/error:|Usage:/)
  })

  it('reaches the shell as its exit code', async () => {
    expect(await spawned(['nonsense'])).toMatchObject({ code: 2, out: '' })
  })

  it('help is no mistake', async () => {
    const { code, out } = await cli(['--help'])
    expect(code).toBe(0)
    for (const verb of ['flow', 'template', 'connector', 'hook', 'simulator', 'key', 'backup', 'restore', 'doctor', 'export', 'import'])
      expect(out).toContain(verb)
  })
})

describe('lists', () => {
  it('hooks, with secrets only when asked for, that sign what the server takes', async () => {
    const members = ['client', 'connector', 'environment', 'event', 'flow', 'id', 'shop', 'url']
    const [hook] = await json<HookDescriptor[]>('hook', 'list', '--json')
    expect(Object.keys(hook ?? {}).toSorted()).toEqual(members)
    const [shown] = await json<HookDescriptor[]>('hook', 'list', '--json', '--show-secret')
    expect(Object.keys(shown ?? {}).toSorted()).toEqual([...members, 'secret'].toSorted())
    expect(shown).toMatchObject({
      client: 'harbour-finch',
      environment: 'live',
      flow: FLOW,
      connector: 'shopify',
      event: 'orders/create',
      shop: 'harbour-finch.myshopify.com',
      url: expect.stringContaining(`${program.url}/hooks/`) as string,
    })
    if (shown) expect((await deliver(program, shown, orderOf('#31'))).status).toBe(202)
    expect(await json('hook', 'list', '--json', '--client', 'juniper-vale')).toEqual([])
    expect((await cli(['hook', 'list'])).out).not.toContain(shown?.secret)
    expect((await cli(['hook', 'list', '--client', 'nobody'])).code).toBe(1)
  })

  it('simulators, templates and connectors', async () => {
    const simulators = await json<{ url: string }[]>('simulator', 'list', '--json')
    expect(simulators).toContainEqual(
      expect.objectContaining({
        name: 'harbour-finch-odoo',
        connector: 'odoo',
        client: 'harbour-finch',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/harbour-finch-odoo$/) as string,
      }),
    )
    expect((await fetch(`${simulators[0]?.url}/_sim/requests`)).status).toBe(200)
    expect(await json('template', 'list', '--json')).toContainEqual(expect.objectContaining({ id: 'shopify-order-to-erp' }))
    expect((await json<{ id: string }[]>('connector', 'list', '--json')).map(({ id }) => id)).toEqual(connectors.map(({ id }) => id))
    expect(await json('connector', 'describe', 'odoo')).toMatchObject({ id: 'odoo', actions: expect.any(Array) as unknown })
    expect(await cli(['connector', 'describe', 'nothing'])).toMatchObject({ code: 1, out: '' })
    expect(lines(await cli(['simulator', 'list']))[0]).toMatch(/^NAME +CONNECTOR +CLIENT +URL$/)
    const played = lines(await cli(['simulator', 'day', 'harbour-finch-shopify-test', '--orders', '3', '--minutes', '0']))
    expect(played[0]).toMatch(/^\d+ of the day's \d+ events happened in harbour-finch-shopify-test\.$/)
    expect((await cli(['simulator', 'day', 'nowhere'])).code).toBe(1)
  })
})

describe('keys', () => {
  it('are all that is printed, and work as Bearer', async () => {
    const { code, out, err } = await spawned(['key', 'create', '--role', 'admin'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^\S{20,}\n$/)
    const authorization = `Bearer ${out.trim()}`
    const session = await (await fetch(`${program.url}/api/v1/session`, { headers: { authorization } })).json()
    expect(session).toMatchObject({ role: 'partner-admin' })
  })
})

describe('flows', () => {
  it('are validated: good ones with 0, bad ones with 1 and where they are wrong', async () => {
    const good = join(TEMPLATE, 'flow.json')
    expect(await cli(['flow', 'validate', good])).toMatchObject({ code: 0, out: `${good}: valid\n` })
    const flow = newFlow('Bad')
    const bad = await file('bad.json', { ...flow, edges: [{ from: 'start', port: 'out', to: 'nowhere' }] })
    expect(await cli(['flow', 'validate', good, bad])).toMatchObject({
      code: 1,
      out: expect.stringMatching(/bad\.json: not valid\n {2}error \/edges/) as string,
    })
    const { code, out } = await cli(['flow', 'validate', '--json', bad])
    expect({ code, result: JSON.parse(out) as unknown }).toMatchObject({
      code: 1,
      result: [{ file: bad, valid: false, issues: [{ path: expect.stringMatching(/^\/edges/) as string }] }],
    })
    expect(await cli(['flow', 'validate', await file('text.json', '{')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('text.json') as string,
    })
    expect(await cli(['flow', 'validate', join(root, 'missing.json')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('missing.json') as string,
    })
  })

  it('are compared: 0 when equal, 1 with a sentence for each difference', async () => {
    const before = await file('before.json', newFlow('Before'))
    const after = await file('after.json', newFlow('After'))
    expect(await cli(['flow', 'diff', before, before])).toMatchObject({ code: 0, out: 'No difference.\n' })
    expect(await cli(['flow', 'diff', before, after])).toMatchObject({ code: 1, out: expect.stringContaining('After') as string })
    expect(await cli(['flow', 'diff', before, 'missing.json'])).toMatchObject({ code: 1, out: '' })
  })

  it('are tested on their samples and run by hand', async () => {
    const tested = await json<SamplesRun>('flow', 'test', FLOW, '--client', 'harbour-finch', '--json')
    expect(tested.items.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'passed'))
    const flow = (await program.api<{ items: { id: string }[] }>('/clients/harbour-finch/flows')).items[0]?.id
    const samples = `/api/v1/clients/harbour-finch/flows/${flow}/samples`
    const kept = await program.send('POST', samples, {
      name: 'Wrong',
      input: JSON.parse(orderOf('#31')) as unknown,
      expected: { 'map-order': {} },
    })
    expect(await cli(['flow', 'test', FLOW, '--client', 'harbour-finch'])).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /DIFFERS {5}Wrong\n {2}map-order\/reference: expected nothing, got "#31"[^]*6 passed, 1 failed of 7/,
      ) as string,
    })
    await program.send('DELETE', `${samples}/${(kept.body as { id: string }).id}`)
    const input = await file('order.json', orderOf('#32'))
    const run = await json<{ runId: string }>('flow', 'run', FLOW, '--client', 'harbour-finch', '--environment', 'live', '--input', input)
    expect(run.runId).toMatch(/^run_/)
    await until(async () => ((await erpOrders(program)).includes('#32') ? true : undefined))
    expect(await cli(['flow', 'run', 'Nothing', '--client', 'harbour-finch'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing') as string,
    })
  })

  it('are exported to files that import and validate, named from where one stands', async () => {
    const folder = join(root, 'elsewhere')
    await mkdir(folder)
    expect((await spawned(['export', '--client', 'harbour-finch', '--out', 'out'], { cwd: folder })).code).toBe(0)
    const [name = ''] = await readdir(join(folder, 'out'))
    const path = join('out', name)
    expect((await cli(['flow', 'validate', join(folder, path)])).code).toBe(0)
    // As `npm --prefix` runs it: in the package's folder, with the caller's in INIT_CWD.
    const env = { INIT_CWD: folder, npm_lifecycle_event: 'tillflow' }
    const imported = await spawned(['import', path, '--client', 'juniper-vale'], { env })
    expect(imported).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`^flow_\\w+ {2}${FLOW}\\n$`)) as string })
    expect((await cli(['import', join(folder, path), '--client', 'juniper-vale'])).code).toBe(0)
    const twice = await cli(['flow', 'test', FLOW, '--client', 'juniper-vale'])
    expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('2 flows') as string })
    expect((await cli(['import', await file('no-flow.json', '{}'), '--client', 'juniper-vale'])).code).toBe(1)
  })

  it('come from templates, with connections by name', async () => {
    const clone = (...more: string[]) =>
      cli(['template', 'clone', 'shopify-order-to-erp', '--client', 'juniper-vale', '--name', 'Cloned', ...more])
    const connections = ['--connection', 'shop=Shopify shop', '--connection', 'erp=Odoo']
    expect(await clone('--connection', 'shop=Nothing')).toMatchObject({ code: 1, err: expect.stringContaining('"Nothing"') as string })
    expect(await clone(...connections, '--answers', await file('answers.txt', 'no JSON'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('answers.txt') as string,
    })
    expect(await clone(...connections)).toMatchObject({ code: 0 })
    expect(await clone(...connections)).toMatchObject({ code: 1, err: expect.stringContaining('Cloned') as string })
  })

  it('are upgraded to the newest version of their template, once every conflict is decided', async () => {
    const client = ['--client', 'juniper-vale']
    const connections = ['--connection', 'shop=Shopify shop', '--connection', 'erp=Odoo']
    const made = ['--name', 'Older', '--template-version', '1.0.0', ...connections]
    expect(await cli(['template', 'clone', 'shopify-order-to-erp', ...client, ...made])).toMatchObject({ code: 0 })
    const upgrade = (...more: string[]) => cli(['template', 'upgrade', ...client, '--flow', 'Older', ...more])
    const draft = async () => {
      const { items } = await program.api<{ items: FlowSummary[] }>('/clients/juniper-vale/flows')
      const id = items.find(({ name }) => name === 'Older')?.id ?? ''
      return (await program.api<FlowDetail>(`/clients/juniper-vale/flows/${id}`)).flow
    }

    const before = await draft()
    expect(await upgrade('--dry-run')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Older (1.0.0 -> 1.2.0) can be upgraded') as string,
    })
    const text = JSON.stringify(before.draft).replace('$boolean(note) ? note', '$boolean(note) ? $uppercase(note)')
    const saved = await program.send('PUT', `/api/v1/clients/juniper-vale/flows/${before.id}/draft`, {
      document: JSON.parse(text) as unknown,
      revision: before.revision,
    })
    expect(saved.status).toBe(200)

    const undecided = await upgrade()
    expect(undecided).toMatchObject({ code: 1, err: '' })
    expect(undecided.out).toMatch(/was not changed: decide first[\s\S]*CONFLICT {2}Mapping "Map order": note: your flow takes/)
    expect((await draft()).template?.version).toBe('1.0.0')
    const answers = await file('tag.json', { 'shop-tag': 'in-erp' })
    expect(await upgrade('--take', 'mine', '--answers', await file('wrong.json', { nonsense: 1 }))).toMatchObject({
      code: 1,
      out: expect.stringContaining('"nonsense"') as string,
    })
    const { code, out } = await upgrade('--take', 'mine', '--answers', answers, '--json')
    expect({ code, results: JSON.parse(out) as unknown }).toMatchObject({
      code: 0,
      results: [{ name: 'Older', status: 'upgraded', from: '1.0.0', to: '1.2.0', conflicts: [{ taken: 'mine' }], issues: [] }],
    })
    const after = await draft()
    expect(JSON.stringify(after.draft)).toContain('$uppercase(note)')
    expect(after).toMatchObject({ latestVersion: 1, template: { version: '1.2.0' }, draft: { nodes: { 'tag-order': {} } } })
    expect(await upgrade()).toMatchObject({ code: 0, out: 'Older has the newest version of its template\n' })
    expect(await cli(['template', 'upgrade', ...client, '--flow', 'Nothing'])).toMatchObject({ code: 1 })
  })

  it('with names made to fool a terminal are printed as text', async () => {
    const name = await file('evil.json', stringifyFlow(newFlow('Evil \u001b]0;owned\u0007\u009b31m')))
    const { out } = await spawned(['import', name, '--client', 'juniper-vale'])
    expect(out).toMatch(/Evil/)
    expect(out.trimEnd()).not.toMatch(/\p{Cc}/u)
  })
})

describe('the installation', () => {
  it('takes a backup while the server runs, without the secret key, and brings it back elsewhere', async () => {
    const { code, out } = await spawned(['backup', '--to', 'copy'])
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('secret.key') as string })
    expect((await readdir(join(root, 'copy'))).toSorted()).toEqual(['backup.json', 'demo.json', 'simulators', 'tillflow.db'])
    expect((await readdir(join(root, 'copy', 'simulators'))).length).toBeGreaterThan(0)
    expect(await cli(['backup', '--to', join(root, 'copy')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('there already') as string,
    })
    const restored = join(root, 'restored')
    const from = ['restore', '--from', join(root, 'copy')]
    expect(await cli(from, restored)).toMatchObject({ code: 1, err: expect.stringContaining('secret key') as string })
    const back = await cli([...from, '--key', join(dataDir, 'secret.key')], restored)
    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('Start Tillflow as usual') as string })
    expect(await cli(from, dataDir)).toMatchObject({ code: 1, err: expect.stringContaining('holds an installation already') as string })
    const copy = new Database(join(restored, 'tillflow.db'), { readonly: true })
    expect(copy.prepare('SELECT count(*) FROM clients').pluck().get()).toBe(2)
    copy.close()
    expect(await cli(['doctor'], restored)).toMatchObject({ code: 0 })
    expect((await program.send('GET', '/readyz')).status).toBe(200)
  })

  it('is checked by the doctor', async () => {
    expect(await json<{ ok: boolean }[]>('doctor', '--json')).toEqual(
      Array.from({ length: 7 }, () => expect.objectContaining({ ok: true }) as unknown),
    )
    const { code, out } = await cli(['doctor'], join(root, 'nowhere'))
    expect({ code, fails: out.match(/^FAIL/gm)?.length }).toEqual({ code: 1, fails: 4 })
  })
})

describe('without a server', () => {
  it('answers from the installation itself, also when a killed server left its address', async () => {
    // Somebody else listens where the file says: its answers are not ours, and nothing is lost on it.
    const stranger = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'))
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    await program.stop('SIGKILL')
    const left = JSON.parse(await readFile(join(dataDir, 'server.json'), 'utf8')) as object
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
    await writeFile(join(dataDir, 'server.json'), JSON.stringify({ ...left, url }))
    try {
      expect(JSON.parse((await spawned(['hook', 'list', '--json'])).out)).toMatchObject([
        { client: 'harbour-finch' },
        { client: 'juniper-vale', flow: 'Cloned' },
        { client: 'juniper-vale', flow: 'Older' },
      ])
      expect(lines(await spawned(['simulator', 'list']))).toEqual(['No simulators run.'])
      expect((await spawned(['flow', 'test', FLOW, '--client', 'harbour-finch'])).code).toBe(0)
      expect((await cli(['doctor'])).code).toBe(0)
    } finally {
      stranger.close()
    }
  })

  it('says that nothing has been set up yet', async () => {
    expect(await spawned(['hook', 'list'], { env: { TILLFLOW_DATA_DIR: join(root, 'fresh') } })).toMatchObject({ code: 1, out: '' })
    expect(await spawned(['hook', 'list'], { env: { PORT: 'x' } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('PORT') as string,
    })
  })
})
