// The process that evaluates mappings: one isolate per client, the least recently used given up first. One request at a time.
import { AppError, toErrorData } from '../../../shared/errors.ts'
import { explanationOf } from '../../../shared/mapping/explain.ts'
import type { Frame } from '../frames.ts'
import type { EvaluateHeader, InitHeader, ToWorker } from '../protocol.ts'
import { guestMaker, stoppedBy, type Context, type GuestFunction, type Isolate } from './isolated-vm.ts'
import { send } from './pipe.ts'
import { clientPrograms } from './programs.ts'

const GUEST = ['begin', 'run', 'settled', 'end', 'addTable', 'dropTable', 'install', 'interpret', 'only', 'notes'] as const
type GuestName = (typeof GUEST)[number]
interface ClientIsolate {
  readonly isolate: Isolate
  readonly context: Context
  readonly guest: Record<GuestName, GuestFunction>
  readonly tables: Set<string>
}

type Notes = Parameters<typeof explanationOf>[1]

/** More tables than a client's flows use at once; a changed table arrives under a new hash. */
const MAX_TABLES = 64
const REPORT_EVERY = 64
/** A chain that takes longer than this tells what it has so far. */
const TELL_MS = 20

export function serveMappings(init: InitHeader, source: string, compiler: string): (frame: Frame<ToWorker>) => void {
  const make = guestMaker<GuestName>(source, GUEST)
  const programs = clientPrograms(compiler)
  // A new client's first mapping does not wait for an isolate.
  const isolates = withSpare(() => make(init.memoryMb))
  const clients = new Map<string, ClientIsolate>()
  let served = 0

  const clientIsolate = (client: string): ClientIsolate => {
    const known = clients.get(client)
    clients.delete(client)
    const live = known && !known.isolate.isDisposed ? known : { ...isolates(), tables: new Set<string>() }
    clients.set(client, live)
    for (const [name, oldest] of clients) {
      if (clients.size <= init.isolates) break
      clients.delete(name)
      if (!oldest.isolate.isDisposed) oldest.isolate.dispose()
    }
    return live
  }

  const evaluate = (header: EvaluateHeader, texts: readonly string[]): void => {
    const start = performance.now()
    const end = start + header.timeoutMs
    const bindings = texts.slice(1, 1 + header.bindings.length)
    const expressions = texts.slice(1 + header.bindings.length, 1 + header.bindings.length + header.programs.length)
    const rows = texts.slice(1 + header.bindings.length + header.programs.length)
    const needed = new Set(header.programs.flatMap((tables) => Object.values(tables)))
    let current: ClientIsolate | undefined
    const begun = (): ClientIsolate => {
      if (current && !current.isolate.isDisposed) return current
      current = clientIsolate(header.client)
      for (const [index, hash] of header.newTables.entries()) addTable(current, hash, rows[index] ?? '[]', needed)
      return current
    }
    const missing = [...needed].filter((hash) => !begun().tables.has(hash))
    if (missing.length > 0) return send({ type: 'tables-needed', id: header.id, hashes: missing })

    let input = texts[0] ?? ''
    let inputIn: ClientIsolate | undefined
    const outcomes: string[] = []
    for (const [program, expression] of expressions.entries()) {
      const began = performance.now()
      const isFinal = program === expressions.length - 1
      // One slow program of several may use half of what is left: the others still get their turn. In a chain each has all the time.
      const remaining = header.chain ? header.timeoutMs : isFinal ? end - began : (end - began) / 2
      const timeout = Math.max(1, Math.floor(remaining))
      const client = begun()
      const tables = header.programs[program] ?? {}
      let outcome: string
      let interpreted: string | undefined
      try {
        // Its isolate ran out of memory on an earlier program of this request, and its tables went with it.
        if (Object.values(tables).some((hash) => !client.tables.has(hash))) throw new Error('tables lost')
        const given = [input, header.clock, init.outputBytes, header.bindings.join('\n'), ...bindings]
        const asked = [expression, needed.size === 0 ? '' : JSON.stringify(tables)]
        const explain = header.explain ? 1 : 0
        const run = (): string | undefined => client.guest.run.applySync(undefined, [...asked, explain], { timeout })
        // Each call into an isolate costs some microseconds: where no other program has the same input, it is one call.
        const alone = !header.explain && (expressions.length === 1 || header.chain !== undefined)
        if (!alone && inputIn !== client) client.guest.begin.applySync(undefined, given, { timeout })
        inputIn = client
        let answer = alone ? client.guest.only.applySync(undefined, [...asked, ...given], { timeout }) : run()
        if (alone && answer !== 'n' && answer !== 'p') inputIn = undefined
        if (answer === 'n') {
          const installed = programs.install(client, expression, explain, timeout)
          interpreted = installed.kind === 'interpreted' ? installed.reason : undefined
          answer = installed.kind === 'invalid' ? installed.outcome : run()
        }
        outcome = (answer === 'p' ? client.guest.settled.applySync(undefined, [], { timeout }) : answer) ?? failure('sandbox-timeout')
      } catch (error) {
        const reason = stoppedBy(error, client.isolate)
        outcome = failure(reason === 'timeout' ? 'sandbox-timeout' : reason === 'memory' ? 'sandbox-memory' : 'sandbox-crashed')
        if (reason === 'other' && !client.isolate.isDisposed) client.isolate.dispose()
      }
      outcomes.push(header.explain ? withExplanation(outcome, expression, client) : outcome)
      const goesOn = passedOn(header.chain?.[program], outcome, input)
      const last = isFinal || goesOn === undefined
      // What is there is told before a program that may take long, or even end this process.
      if (!header.chain || last || interpreted !== undefined || performance.now() - start > TELL_MS) tell(program, last, interpreted)
      if (last) return finish(inputIn)
      if (header.chain) inputIn = undefined
      input = goesOn
    }

    function withExplanation(outcome: string, expression: string, client: ClientIsolate): string {
      const sites = programs.sitesOf(expression)
      const notes = client.isolate.isDisposed ? '[]' : (client.guest.notes.applySync(undefined, []) ?? '[]')
      const explanation = 'reason' in sites ? { fields: [], reason: sites.reason } : explanationOf(sites, JSON.parse(notes) as Notes)
      return `x${JSON.stringify({ outcome, explanation })}`
    }

    function tell(program: number, last: boolean, interpreted: string | undefined): void {
      const elapsed = performance.now() - start
      const report = last && (++served % REPORT_EVERY === 0 || elapsed > 50)
      const rssBytes = report ? process.memoryUsage.rss() : undefined
      send(
        {
          type: 'result',
          id: header.id,
          program: program + 1 - outcomes.length,
          last,
          ...(rssBytes !== undefined && { rssBytes }),
          ...(interpreted !== undefined && { interpreted }),
        },
        outcomes.splice(0),
      )
    }
  }

  return ({ header, texts }) => {
    if (header.type === 'evaluate') evaluate(header, texts)
  }
}

/** How long after it was used up the spare is made again: the request that used it is answered first. */
const SPARE_DELAY_MS = 20

function withSpare<T>(make: () => T): () => T {
  let spare: T | undefined = make()
  return () => {
    const taken = spare ?? make()
    spare = undefined
    setTimeout(() => (spare ??= make()), SPARE_DELAY_MS)
    return taken
  }
}

function addTable(client: ClientIsolate, hash: string, rows: string, needed: ReadonlySet<string>): void {
  client.guest.addTable.applySync(undefined, [hash, rows])
  client.tables.add(hash)
  for (const oldest of client.tables) {
    if (client.tables.size <= MAX_TABLES) return
    if (needed.has(oldest)) continue
    client.tables.delete(oldest)
    client.guest.dropTable.applySync(undefined, [oldest])
  }
}

/** The next program's input; undefined when the chain ends here. */
function passedOn(link: 'value' | 'test' | undefined, outcome: string, input: string): string | undefined {
  if (link === 'value') return outcome.startsWith('j') ? outcome.slice(1) : undefined
  return link === undefined || outcome === 'jtrue' ? input : undefined
}

/** A large input would otherwise stay in the isolate until the client's next evaluation. */
function finish(client: ClientIsolate | undefined): void {
  if (client && !client.isolate.isDisposed) client.guest.end.applySync(undefined, [])
}

function failure(code: 'sandbox-timeout' | 'sandbox-memory' | 'sandbox-crashed'): string {
  return `e${JSON.stringify(toErrorData(new AppError(code)))}`
}
