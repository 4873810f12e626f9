// Runs the built-in simulators: one loopback port for all, each below `/<name>` with its own file in the data directory.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Json } from '#shared/json.ts'
import type { SimulatedDay, SimulatedDayPart, SimulatorContents, SimulatorDescriptor, SimulatorDoor } from '#shared/model/descriptors.ts'
import type { Connector, LoadSimulator, Simulator, SimulatorOptions } from '#connectors/kit/contract.ts'
import { createDays, type PlayDayOptions } from './days.ts'
import { serveSimulators } from '#connectors/kit/simulator-server.ts'

export interface SimulatorSpec {
  /** Such as `harbour-odoo`: part of its address and its file's name. */
  readonly name: string
  readonly connector: string
  readonly clientId: string
  readonly clientSlug: string
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  readonly also?: readonly SimulatorDoor[]
}

export interface SimulatorHost {
  /** Starts one; starting it again with the same name changes nothing. */
  start(spec: SimulatorSpec): void
  /** Base URL; undefined when it does not run, or belongs to another client. */
  resolve(name: string, clientId?: string): string | undefined
  /** What it accepts; undefined when it does not run, or belongs to another client. */
  secrets(name: string, clientId: string): Readonly<Record<string, string>> | undefined
  look(clientId: string, name: string): Promise<SimulatorContents | undefined>
  records(clientId: string, name: string, type: string): Promise<readonly unknown[] | undefined>
  list(clientIds?: readonly string[]): Promise<readonly SimulatorDescriptor[]>
  /** Makes an event happen, named by trigger id (`orders-create`) or as the vendor does, and waits until its webhooks are delivered. */
  emit(name: string, event: string, payload: unknown): ReturnType<NonNullable<Simulator['emit']>>
  /** Plays a retailer's day on a client's simulator; undefined when the client has none of this name. */
  playDay(clientId: string, name: string, options: PlayDayOptions): Promise<SimulatedDay | undefined>
  stopDay(clientId: string, name: string): SimulatedDay | undefined
  /**
   * Plays one day on all of a client's simulators that have a part in it; throws `not-found` when there is none, and `conflict` while any of them plays.
   * The test twin of a system (`x-test` beside `x`) is left out: its records would be those of a second retailer.
   */
  playDayEverywhere(clientId: string, options: PlayDayOptions): Promise<readonly SimulatedDayPart[]>
  /** The last day of each of a client's simulators that has played one. */
  days(clientId: string): readonly SimulatedDayPart[]
  /** Stops those that play. */
  stopDays(clientId: string): readonly SimulatedDayPart[]
  close(): Promise<void>
}

export interface SimulatorHostOptions {
  readonly dataDir: string
  readonly create: Readonly<Record<string, LoadSimulator>>
  /** Their triggers name the vendors' events. */
  readonly connectors: readonly Connector[]
  readonly now?: () => Date
}

/** Where the port of the last start stands: addresses that people noted down stay good while it is free. */
const PORT_FILE = 'port'
/** Enough to find what just happened. */
const MOST_SHOWN = 200
/** Ends the names of simulators that stand for a test system. */
const TEST = '-test'
const NAME = /^[a-z][a-z0-9-]{0,63}$/
/** Longer than any vendor waits for the answer to a webhook. */
const DELIVER_MS = 30_000

export async function createSimulatorHost(options: SimulatorHostOptions): Promise<SimulatorHost> {
  const dir = join(options.dataDir, 'simulators')
  mkdirSync(dir, { recursive: true })
  const running = new Map<string, { readonly spec: SimulatorSpec; readonly opened: () => Promise<Simulator> }>()
  const days = createDays({ now: options.now ?? (() => new Date()) })
  const open = new Set<Simulator>()
  let isClosed = false
  const find = (name: string) => running.get(name)?.opened()
  const server = await serveSimulators(find, lastPort(dir)).catch(() => serveSimulators(find))
  writeFileSync(join(dir, PORT_FILE), new URL(server.origin).port)
  const urlOf = (name: string) => `${server.origin}/${name}`

  const describe = (spec: SimulatorSpec): SimulatorDescriptor => ({
    name: spec.name,
    connector: spec.connector,
    config: spec.config,
    client: spec.clientSlug,
    url: urlOf(spec.name),
    ...(spec.also && { also: spec.also }),
  })
  const ofClient = (clientId: string, name: string) => {
    const found = running.get(name)
    return found?.spec.clientId === clientId ? found : undefined
  }

  const specsOf = (clientId: string) => [...running.values()].map(({ spec }) => spec).filter((spec) => spec.clientId === clientId)
  const partsOf = (clientId: string): readonly SimulatedDayPart[] =>
    specsOf(clientId).flatMap(({ name, connector }) => {
      const day = days.of(name)
      return day ? [{ ...day, simulator: name, connector }] : []
    })

  return {
    start(spec) {
      if (running.has(spec.name)) return
      const load = options.create[spec.connector]
      if (!load || !NAME.test(spec.name))
        throw new AppError('not-found', { message: say`There is no simulator for ${spec.connector} (${spec.name}).` })
      // Opened by the first request: a demo has many systems, and its user looks at few of them.
      const opened = once(async () => {
        const create = await load()
        if (isClosed) throw new AppError('unavailable', { message: 'The simulators are being closed.' })
        const simulator = create({
          name: spec.name,
          dataFile: join(dir, `${spec.name}.db`),
          secrets: spec.secrets,
          config: spec.config,
          deliver,
          now: options.now ?? (() => new Date()),
        })
        open.add(simulator)
        return simulator
      })
      running.set(spec.name, { spec, opened })
    },
    resolve(name, clientId) {
      return (clientId === undefined ? running.has(name) : ofClient(clientId, name)) ? urlOf(name) : undefined
    },
    secrets(name, clientId) {
      return ofClient(clientId, name)?.spec.secrets
    },
    async look(clientId, name) {
      const found = ofClient(clientId, name)
      if (!found) return undefined
      const { spec, opened } = found
      const simulator = await opened()
      const day = days.of(name)
      const types = (await askSimulator(simulator, '/_sim/records')) as readonly string[]
      return { ...describe(spec), types, playsDays: simulator.play !== undefined, ...(day && { day }) }
    },
    async records(clientId, name, type) {
      const found = ofClient(clientId, name)
      return (
        found && (await askSimulator(await found.opened(), `/_sim/records/${encodeURIComponent(type)}`)).toReversed().slice(0, MOST_SHOWN)
      )
    },
    async list(clientIds) {
      return [...running.values()]
        .filter(({ spec }) => clientIds === undefined || clientIds.includes(spec.clientId))
        .map(({ spec }) => describe(spec))
    },
    async emit(name, event, payload) {
      const found = running.get(name)
      if (!found) throw new AppError('not-found', { message: say`There is no simulator named ${name}.` })
      const { spec } = found
      const simulator = await found.opened()
      if (!simulator.emit) throw new AppError('invalid-request', { message: say`The simulator ${name} sends no events.` })
      const triggers = options.connectors.find(({ id }) => id === spec.connector)?.triggers
      try {
        return await simulator.emit(triggers?.find(({ id }) => id === event)?.vendorEvent ?? event, payload as Json)
      } catch (error) {
        // A simulator says in a plain error what it cannot make happen.
        if (hasErrorCode(error)) throw error
        throw new AppError('invalid-request', { message: error instanceof Error ? error.message : say`${event} did not happen.` })
      }
    },
    async playDay(clientId, name, asked) {
      const found = ofClient(clientId, name)
      return found && days.play(name, await found.opened(), asked)
    },
    stopDay: (clientId, name) => (ofClient(clientId, name) ? days.stop(name) : undefined),
    async playDayEverywhere(clientId, asked) {
      const names = specsOf(clientId).map(({ name }) => name)
      const opened = await Promise.all(
        names
          .filter((name) => !(name.endsWith(TEST) && names.includes(name.slice(0, -TEST.length))))
          .map(async (name) => [name, await find(name)] as const),
      )
      const systems = opened.flatMap(([name, simulator]) => (simulator?.play ? [[name, simulator] as const] : []))
      if (systems.length === 0) throw new AppError('not-found', { message: 'This client has no simulator on which a day can be played.' })
      days.playIn(new Map(systems), asked)
      return partsOf(clientId).filter(({ simulator }) => systems.some(([name]) => name === simulator))
    },
    days: partsOf,
    stopDays(clientId) {
      for (const { simulator } of partsOf(clientId)) days.stop(simulator)
      return partsOf(clientId)
    },
    async close() {
      isClosed = true
      days.stopAll()
      await server.close()
      for (const simulator of open) simulator.close()
      running.clear()
    },
  }
}

/** What failed is tried again by whoever asks next. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    }))
}

function lastPort(dir: string): number {
  try {
    return Number(readFileSync(join(dir, PORT_FILE), 'utf8')) || 0
  } catch {
    return 0 // the first start
  }
}

/** Through its own door, without the network. */
async function askSimulator(simulator: Simulator, path: string): Promise<readonly unknown[]> {
  const response = await simulator.fetch(new Request(`http://simulator${path}`))
  return (await response.json()) as readonly unknown[]
}

/** A vendor never follows redirects, and a simulator never leaves this machine. */
const deliver: SimulatorOptions['deliver'] = async ({ url, headers, body }) => {
  const { hostname } = new URL(url)
  if (!/^(127(\.\d+){3}|localhost|\[::1\])$/.test(hostname)) {
    throw new AppError('connection-blocked', { message: say`A simulator delivers to this machine only, not to ${hostname}.` })
  }
  const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(DELIVER_MS) })
  return { status: response.status, body: await response.text() }
}
