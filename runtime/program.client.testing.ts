// What tests of the whole program do as a consultant of the demo's first client: connect its simulated systems, clone templates and let them run,
// look at what the systems hold.
import type { Connection } from '#shared/model/connections.ts'
import type { SimulatorDescriptor } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { DEMO_SIGN_IN } from './demo/plan.ts'
import { until, type Program } from './program.testing.ts'

const client = '/api/v1/clients/harbour-finch'

export function clientOf(program: () => Program) {
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await program().send(method, path, body)
    if (answer.status >= 400) throw new Error(answer.text)
    return answer.body as T
  }

  /** The simulator behind a door of this connector, and the settings of a connection to it. */
  async function simulatorFor(connector: string, name = `harbour-finch-${connector}`) {
    const { items } = await send<{ items: SimulatorDescriptor[] }>('GET', '/api/v1/simulators')
    const simulator = items.find((one) => one.name === name)
    const doors = simulator ? [simulator, ...(simulator.also ?? [])] : []
    return { simulator, config: doors.find((door) => door.connector === connector)?.config }
  }

  /** Looks every ten seconds, and at files that arrived just now. */
  async function hurry(flow: string, slots: object, folder?: string): Promise<void> {
    const path = `${client}/flows/${flow}`
    const { flow: found } = await send<{ flow: Flow }>('GET', path)
    const document = structuredClone(found.draft)
    for (const node of Object.values(document.nodes)) {
      if (node.retry) node.retry.firstDelaySeconds = 1
      if (node.kind !== 'trigger' || node.config.type !== 'poll') continue
      node.config.every = 10
      if (node.config.options && 'folder' in node.config.options) node.config.options['stableSeconds'] = 0
      if (node.config.options && folder !== undefined) node.config.options['folder'] = folder
    }
    const { revision } = await send<{ revision: number }>('PUT', `${path}/draft`, { document, revision: found.revision })
    const { version } = await send<{ version: number }>('POST', `${path}/versions`, { note: '', revision })
    await send('POST', `${path}/deployments`, { environment: 'live', version, slots })
  }

  /** A connection to the client's simulator, whose secrets the program knows. `name`: of a simulator that has a door of another connector. */
  async function connect(connector: string, more: object = {}, name = `harbour-finch-${connector}`): Promise<string> {
    const { simulator, config } = await simulatorFor(connector, name)
    const body = {
      name: connector,
      environment: 'live',
      connector,
      config: { ...config, ...more, simulator: simulator?.name },
      secrets: {},
    }
    return (await send<{ id: string }>('POST', `${client}/connections`, body)).id
  }

  /** As a person with a browser: signs in to the program, presses Allow at the other system and comes back. */
  async function signIn(connection: string): Promise<void> {
    const { url } = program()
    const asked = (path: string, cookie: string, body: object) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, origin: url },
        body: JSON.stringify(body),
      })
    const { email, password } = DEMO_SIGN_IN
    const session = cookiesOf(await asked('/api/auth/sign-in/email', '', { email, password }))
    const began = await asked(`${client}/connections/${connection}/sign-in`, session, {})
    const page = new URL(((await began.json()) as { url: string }).url)
    const form = new URLSearchParams({ ...Object.fromEntries(page.searchParams), decision: 'allow' })
    const allowed = await fetch(page, { method: 'POST', body: form, redirect: 'manual' })
    const back = new URL(allowed.headers.get('location') ?? '')
    const done = await fetch(`${url}${back.pathname}${back.search}`, {
      headers: { cookie: `${session}; ${cookiesOf(began)}` },
      redirect: 'manual',
    })
    if (done.status !== 302) throw new Error(`The sign-in ended with ${done.status}: ${await done.text()}`)
  }

  /** To a system that the demo has connected. */
  async function demo(connector: string): Promise<string> {
    const { items } = await send<{ items: Connection[] }>('GET', `${client}/connections?environment=live`)
    return items.find((one) => one.connector === connector && one.name !== connector)?.id ?? ''
  }

  const cloned = new Set<string>()

  async function clone(template: string, answers: object, connections: object, folder?: string): Promise<string> {
    const { flow } = await send<{ flow: { id: string } }>('POST', `${client}/templates/${template}/clone`, {
      name: template,
      environment: 'live',
      answers,
      connections,
    })
    cloned.add(template)
    await hurry(flow.id, connections, folder)
    return flow.id
  }

  async function recordsOf<T>(connector: string, type: string): Promise<readonly T[]> {
    const { simulator } = await simulatorFor(connector)
    return (await (await fetch(`${simulator?.url}/_sim/records/${type}`)).json()) as readonly T[]
  }

  /** What `ask` gives in time; else with what stands on the desk. */
  const arrives = <T>(ask: () => Promise<T | undefined>): Promise<T> =>
    until(ask, 60_000).catch(async (error: unknown) => {
      const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=200`)
      const said = [...new Set(items.map(({ nodeId, error: { message } }) => `${nodeId}: ${message}`))]
      const waiting = await send<unknown>('GET', `${client}/runs?status=waiting`)
      throw new Error(`${String(error)} On the desk: ${said.join(' ')} Waiting: ${JSON.stringify(waiting).slice(0, 900)}`)
    })

  /** Something happens in a simulated system. */
  async function happens(connector: string, event: string, payload: object = {}): Promise<void> {
    const { simulator } = await simulatorFor(connector)
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${simulator?.url}/_sim/events`, { method: 'POST', headers, body: JSON.stringify({ event, payload }) })
    if (!answer.ok) throw new Error(await answer.text())
  }

  /** The first item on the exception desk whose message has this text. */
  const onDesk = (text: string): Promise<ExceptionRecord> =>
    arrives(async () => {
      const { items } = await send<{ items: ExceptionRecord[] }>('GET', `${client}/exceptions?limit=200`)
      return items.find(({ error }) => error.message.includes(text))
    })

  return { client, send, simulatorFor, connect, signIn, demo, clone, cloned, hurry, recordsOf, arrives, happens, onDesk }
}

const cookiesOf = ({ headers }: Response) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
