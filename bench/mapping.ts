// `npm run bench -- mapping`: what one evaluation costs, interpreted, compiled and written by hand; in this process and through the sandbox.
// CPU time in microseconds, the median of several batches; all in one run, so that the columns can be compared.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { runInThisContext } from 'node:vm'
import type { FlowDocument } from '#shared/flow/document.ts'
import { compileJsonata } from '#shared/mapping/compile.ts'
import { compileRows } from '#shared/mapping/rows.ts'
import { compiledRuntime } from '#runtime/sandbox/compiled/in-process.testing.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import { productFunctions } from '#runtime/sandbox/guest/functions.ts'
import { pinnedJsonata } from '#runtime/sandbox/jsonata/source.ts'
import type { Sandbox, SandboxTable } from '#runtime/sandbox/port.ts'
import { mapByHand, ROWS } from './order.ts'
import { ROOT, usageOf } from './processes.ts'

interface Task {
  readonly name: string
  readonly expression: string
  readonly input: unknown
  byHand?(input: never): unknown
}

type Jsonata = (source: string) => {
  evaluate(input: unknown): Promise<unknown>
  registerFunction(name: string, implementation: (...args: never[]) => unknown): void
}

interface Stock {
  readonly sku: string
  readonly location: { readonly code: string }
  readonly available: number
  readonly reserved: number
}
interface Line {
  readonly sku: string
  readonly quantity: number
  readonly price: number
  readonly store: string
}
interface Tree {
  readonly sku?: string
  readonly children: readonly Tree[]
}

const order: unknown = JSON.parse(readFileSync(`${ROOT}templates/shopify-order-to-erp/samples/simple.json`, 'utf8'))
const stock = Array.from({ length: 1_000 }, (_, index) => ({
  sku: `SKU-${index}`,
  location: { code: `L${index % 20}` },
  available: index % 50,
  reserved: index % 3,
}))
const lines = Array.from({ length: 10_000 }, (_, index) => ({
  sku: `SKU-${index}`,
  quantity: 1 + (index % 4),
  price: 5 + (index % 90),
  store: `S${index % 40}`,
}))
const tree = (depth: number): Tree =>
  depth === 0 ? { sku: 'leaf', children: [] } : { children: [tree(depth - 1), tree(depth - 1), tree(depth - 1)] }

const flow = JSON.parse(readFileSync(`${ROOT}templates/shopify-order-to-erp/flow.json`, 'utf8')) as FlowDocument
const mapOrder = flow.nodes['map-order']
const templateRows = mapOrder?.kind === 'map' ? mapOrder.config.rows : []

const TASKS: readonly Task[] = [
  {
    name: 'path',
    expression: 'customer.default_address.city',
    input: order,
    byHand: (o: { customer: { default_address: { city: string } } }) => o.customer?.default_address?.city,
  },
  { name: 'order, 25 fields', expression: compileRows(ROWS), input: order, byHand: mapByHand },
  { name: 'order, shipped template', expression: compileRows(templateRows), input: order },
  {
    name: '1,000 stock records',
    expression:
      'items.{"sku": $uppercase(sku), "place": location.code, "quantity": available - reserved, "sold out": available <= reserved}',
    input: { items: stock },
    byHand: (o: { items: readonly Stock[] }) =>
      o.items.map((item) => ({
        sku: item.sku.toUpperCase(),
        place: item.location.code,
        quantity: item.available - item.reserved,
        'sold out': item.available <= item.reserved,
      })),
  },
  {
    name: '10,000 lines summed by store',
    expression: 'lines{store: {"quantity": $sum(quantity), "value": $sum($.(quantity * price))}}',
    input: { lines },
    byHand: (o: { lines: readonly Line[] }) => {
      const stores: Record<string, { quantity: number; value: number }> = {}
      for (const line of o.lines) {
        const store = (stores[line.store] ??= { quantity: 0, value: 0 })
        store.quantity += line.quantity
        store.value += line.quantity * line.price
      }
      return stores
    },
  },
  {
    name: 'deep search (**)',
    expression: '$count(**[sku = "leaf"])',
    input: tree(6),
    byHand: (o: Tree) => {
      const count = (node: Tree): number => node.children.reduce((sum, child) => sum + count(child), node.sku === 'leaf' ? 1 : 0)
      return count(o)
    },
  },
]

const BATCHES = 7
const BATCH_MS = 120

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** CPU microseconds of one call. */
async function cost(call: () => unknown): Promise<number> {
  const batch = async (count: number): Promise<number> => {
    const before = process.cpuUsage()
    for (let index = 0; index < count; index++) {
      const result = call()
      if (result instanceof Promise) await result
    }
    const used = process.cpuUsage(before)
    return (used.user + used.system) / count
  }
  let count = 1
  const begin = performance.now()
  while (performance.now() - begin < BATCH_MS * 2) await batch((count = Math.min(count * 2, 1 << 20)))
  const perCall = Math.max(0.01, await batch(Math.max(1, count >> 2)))
  const size = Math.max(1, Math.round((BATCH_MS * 1_000) / perCall))
  const costs: number[] = []
  for (let index = 0; index < BATCHES; index++) costs.push(await batch(size))
  return median(costs)
}

/** What was looked up in this process, so that the sandbox gets tables with just that. */
const asked = new Map<string, Set<string>>()
const functions = Object.entries(
  productFunctions((name) => ({
    find(key) {
      asked.set(name, (asked.get(name) ?? new Set<string>()).add(key))
      return { value: 'X' }
    },
  })),
)

function askedTables(): Readonly<Record<string, SandboxTable>> {
  return Object.fromEntries(
    [...asked].map(([name, keys]) => [name, { hash: `bench-${name}`, rows: [...keys].map((key) => ({ key, value: 'X' })) }]),
  )
}

/** Of small evaluations many travel together, so that each costs less the more there are. */
const IN_FLIGHT = 8
const MANY_IN_FLIGHT = 50
/** Microseconds; larger ones do not travel together. */
const SMALL = 1_500

/** Each is tried for so long before it is measured: V8 optimises what it sees often. */
const WARM_MS = 1_500
/** CPU time is told in steps of 10 ms. */
const SANDBOX_BATCH_MS = 400

/** Microseconds through each sandbox: in turns, so that what else the machine does hits all of them alike. */
async function sandboxCosts(sandboxes: readonly Sandbox[], task: Task, inFlight: number): Promise<readonly number[]> {
  const input = JSON.stringify(task.input)
  const tables = askedTables()
  const once = async (sandbox: Sandbox): Promise<void> => {
    const outcome = await sandbox.evaluate({
      clientId: 'bench',
      program: { expression: task.expression, tables },
      input,
      deadlineMs: 20_000,
    })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error))
  }
  const play = async (sandbox: Sandbox, forMs: number): Promise<number> => {
    const begin = performance.now()
    let count = 0
    while (performance.now() - begin < forMs || count === 0) {
      await Promise.all(Array.from({ length: inFlight }, () => once(sandbox)))
      count += inFlight
    }
    return count
  }
  for (const sandbox of sandboxes) await play(sandbox, WARM_MS)
  const costs = sandboxes.map((): number[] => [])
  for (let batch = 0; batch < BATCHES; batch++) {
    for (const [index, sandbox] of sandboxes.entries()) {
      const before = usageOf(process.pid)?.cpuSeconds ?? 0
      const count = await play(sandbox, SANDBOX_BATCH_MS)
      costs[index]?.push((((usageOf(process.pid)?.cpuSeconds ?? 0) - before) * 1e6) / count)
    }
  }
  return costs.map(median)
}

export async function run(): Promise<void> {
  const jsonata = createRequire(import.meta.url)('jsonata') as Jsonata
  const runtime = compiledRuntime()
  for (const [name, implementation] of functions) runtime.register(name, implementation)
  const interpreted = createSandbox({ mappingWorkers: 1, jsonata: { text: pinnedJsonata(), synchronous: false } })
  const compiled = createSandbox({ mappingWorkers: 1 })
  await Promise.all([interpreted.ready(), compiled.ready()])
  const plain: object[] = []
  const sandboxed: object[] = []
  const first: object[] = []
  for (const task of TASKS) {
    const reference = jsonata(task.expression)
    const program = runtime.program(task.expression)
    if (!program) throw new Error(`${task.name} is not compiled`)
    for (const [name, implementation] of functions) reference.registerFunction(name, implementation)
    const same = JSON.stringify(await reference.evaluate(task.input)) === JSON.stringify(program.evaluate(task.input))
    if (!same) throw new Error(`${task.name} gives something else compiled`)
    const byReference = await cost(() => reference.evaluate(task.input))
    const byProgram = await cost(() => program.evaluate(task.input))
    const byHand = task.byHand ? await cost(() => task.byHand?.(task.input as never)) : undefined
    plain.push({
      task: task.name,
      reference: round(byReference),
      compiled: round(byProgram),
      'by hand': byHand === undefined ? undefined : round(byHand),
      'times faster': round(byReference / byProgram),
    })
    first.push(await firstRun(task, jsonata, runtime))
    for (const inFlight of [IN_FLIGHT, MANY_IN_FLIGHT]) {
      if (inFlight === MANY_IN_FLIGHT && byReference > SMALL) continue
      const [before = 0, after = 0] = await sandboxCosts([interpreted, compiled], task, inFlight)
      sandboxed.push({
        task: task.name,
        'in flight': inFlight,
        reference: round(before),
        compiled: round(after),
        'times faster': round(before / after),
      })
    }
  }
  const cold = await coldClients(compiled)
  await Promise.all([interpreted.close(), compiled.close()])
  console.log('In this process, CPU microseconds for one evaluation:')
  console.table(plain)
  console.log('Compiling and the first run, milliseconds (medians of new expressions):')
  console.table(first)
  console.log('Through the sandbox, JSON in and JSON out, CPU microseconds of all processes:')
  console.table(sandboxed)
  console.log(
    `The first order of a new client, whose mapping the worker has not seen: ${cold.alone} ms; another right behind it: ${cold.second} ms; when they do not end: ${cold.inARow} ms each`,
  )
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

/** Each time a text that was never seen, as after a change of the mapping. Processor time: what else the machine does must not count. */
async function firstRun(task: Task, jsonata: Jsonata, runtime: ReturnType<typeof compiledRuntime>): Promise<object> {
  const times: { reference: number[]; compiled: number[] } = { reference: [], compiled: [] }
  for (let index = 0; index < 25; index++) {
    const text = `${task.expression}${' '.repeat(index)}`
    let start = process.cpuUsage()
    const reference = jsonata(text)
    for (const [name, implementation] of functions) reference.registerFunction(name, implementation)
    await reference.evaluate(task.input)
    times.reference.push(cpuMs(start))
    start = process.cpuUsage()
    const result = compileJsonata(text)
    if (result.compiled) runtime.link(runInThisContext(result.code) as Parameters<typeof runtime.link>[0]).evaluate(task.input)
    times.compiled.push(cpuMs(start))
  }
  const [reference, compiled] = [median(times.reference), median(times.compiled)]
  return { task: task.name, reference: round(reference), compiled: round(compiled), 'times slower': round(compiled / reference) }
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

/** Milliseconds, medians: a new client when the worker had a moment since the last one; another right behind it; and when they do not end. */
async function coldClients(sandbox: Sandbox): Promise<{ readonly alone: number; readonly second: number; readonly inARow: number }> {
  const task = TASKS[1] as Task
  const input = JSON.stringify(task.input)
  let count = 0
  const first = async (): Promise<number> => {
    const expression = `${task.expression}${' '.repeat(++count)}`
    const start = performance.now()
    await sandbox.evaluate({ clientId: `new-${count}`, program: { expression }, input })
    return performance.now() - start
  }
  const times: { alone: number[]; second: number[]; inARow: number[] } = { alone: [], second: [], inARow: [] }
  for (let index = 0; index < 15; index++) {
    await sleep(150)
    times.alone.push(await first())
    times.second.push(await first())
  }
  for (let index = 0; index < 15; index++) times.inARow.push(await first())
  return { alone: round(median(times.alone)), second: round(median(times.second)), inARow: round(median(times.inARow)) }
}
