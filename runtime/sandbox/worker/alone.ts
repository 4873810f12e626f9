// One request by itself: its programs one after the other, each with its time, each told when those after it may take long.
import { AppError, toErrorData } from '../../../shared/errors.ts'
import { explanationOf } from '../../../shared/mapping/explain.ts'
import type { InitHeader } from '../protocol.ts'
import { passedOn } from '../together.ts'
import { addTable, type ClientIsolate } from './clients.ts'
import type { Collector } from './collect.ts'
import { stoppedBy } from './isolated-vm.ts'
import type { Request } from './mapping.ts'
import type { Outbox } from './outbox.ts'
import { send } from './pipe.ts'
import type { Programs, ToldProgram } from './programs.ts'

/** A chain that takes longer than this tells what it has so far. */
const TELL_MS = 20

type Notes = Parameters<typeof explanationOf>[1]

interface Surroundings {
  readonly init: InitHeader
  isolateOf(client: string): ClientIsolate
  readonly programs: Programs
  readonly out: Outbox
  readonly collector: Collector
}

/** Answers how many milliseconds its slowest program took; a long time when one had to be made first. */
export function aloneEvaluator({ init, isolateOf, programs, out, collector }: Surroundings): (request: Request) => number {
  return ({ header, programs: own, texts, size }) => {
    const start = performance.now()
    const end = start + header.timeoutMs
    const bindingCount = header.bindings?.length ?? 0
    const bindings = texts.slice(1, 1 + bindingCount)
    const needed = own.flatMap(({ hashes }) => hashes)
    let current: ClientIsolate | undefined
    const begun = (): ClientIsolate => {
      if (current && !current.isolate.isDisposed) return current
      current = isolateOf(header.client)
      for (const [index, hash] of (header.newTables ?? []).entries())
        addTable(current, hash, texts[1 + bindingCount + index] ?? '{"rows":[]}', needed)
      return current
    }
    const missing = [...new Set(needed)].filter((hash) => !begun().tables.has(hash))
    if (missing.length > 0) {
      send({ type: 'tables-needed', id: header.id, hashes: missing })
      return Infinity
    }

    const explain = header.explain ? 1 : 0
    let input = texts[0] ?? ''
    let inputIn: ClientIsolate | undefined
    let outcomes: string[] = []
    let told = start
    let slowest = 0
    for (const [index, program] of own.entries()) {
      const began = performance.now()
      const isFinal = index === own.length - 1
      // One slow program of several may use half of what is left: the others still get their turn. In a chain each has all the time.
      const remaining = header.chain ? header.timeoutMs : isFinal ? end - began : (end - began) / 2
      const timeout = Math.max(1, Math.floor(remaining))
      const client = begun()
      let outcome: string
      let interpreted: string | undefined
      try {
        // Its isolate ran out of memory on an earlier program of this request, and its tables went with it.
        if (program.hashes.some((hash) => !client.tables.has(hash))) throw new Error('tables lost')
        if (inputIn !== client) {
          const given = [input, header.clock, init.outputBytes, (header.bindings ?? []).join('\n'), ...bindings]
          client.guest.begin.applySync(undefined, given, { timeout })
        }
        inputIn = client
        const run = (): string | undefined => client.guest.run.applySync(undefined, [program.id, explain], { timeout })
        let answer = run()
        slowest = Math.max(slowest, answer === 'n' ? Infinity : performance.now() - began)
        if (answer === 'n') {
          const installed = programs.install(client, program, explain, timeout)
          interpreted = installed.kind === 'interpreted' ? installed.reason : undefined
          answer = installed.kind === 'invalid' ? installed.outcome : run()
        }
        outcome = (answer === 'p' ? client.guest.settled.applySync(undefined, [], { timeout }) : answer) ?? failure('sandbox-timeout')
      } catch (error) {
        const reason = stoppedBy(error, client.isolate)
        outcome = failure(reason === 'timeout' ? 'sandbox-timeout' : reason === 'memory' ? 'sandbox-memory' : 'sandbox-crashed')
        if (reason === 'other' && !client.isolate.isDisposed) client.isolate.dispose()
        slowest = Infinity
      }
      collector.taken(outcome.length)
      outcomes.push(explain ? withExplanation(outcome, program, client) : outcome)
      const goesOn = isFinal ? undefined : passedOn(header.chain?.[index], outcome)
      const now = performance.now()
      // What is there is told before a program that may take long, or even end this process.
      if (!header.chain || goesOn === undefined || interpreted !== undefined || now - start > TELL_MS) {
        out.add(header.id, outcomes, now - told, { more: goesOn !== undefined, interpreted })
        outcomes = []
        told = now
      }
      if (goesOn === undefined) break
      if (goesOn !== true) {
        input = goesOn
        inputIn = undefined
      }
    }
    // A large input would otherwise stay in the isolate until the client's next evaluation.
    if (inputIn && !inputIn.isolate.isDisposed) {
      inputIn.guest.end.applySync(undefined, [])
      collector.given(inputIn, size)
    }
    return slowest
  }

  function withExplanation(outcome: string, { expression }: ToldProgram, client: ClientIsolate): string {
    const sites = programs.sitesOf(expression)
    const notes = client.isolate.isDisposed ? '[]' : (client.guest.notes.applySync(undefined, []) ?? '[]')
    const explanation = 'reason' in sites ? { fields: [], reason: sites.reason } : explanationOf(sites, JSON.parse(notes) as Notes)
    return `x${JSON.stringify({ outcome, explanation })}`
  }
}

function failure(code: 'sandbox-timeout' | 'sandbox-memory' | 'sandbox-crashed'): string {
  return `e${JSON.stringify(toErrorData(new AppError(code)))}`
}
