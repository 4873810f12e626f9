// The process that evaluates mappings. Small requests of one client for programs that were always fast go into its isolate together; every other
// request by itself, when all that is done has been told.
import type { Frame } from '../frames.ts'
import type { InitHeader, RequestHeader, ToWorker } from '../protocol.ts'
import { aloneEvaluator } from './alone.ts'
import { clientIsolates } from './clients.ts'
import { collector } from './collect.ts'
import { outbox } from './outbox.ts'
import type { Server } from './pipe.ts'
import { clientPrograms, type ToldProgram } from './programs.ts'
import { evaluateTogether } from './together.ts'

/** A request with the programs it names. */
export interface Request {
  readonly header: RequestHeader
  readonly programs: readonly ToldProgram[]
  /** Input, bindings, tables. */
  readonly texts: readonly string[]
  /** Characters of all texts. */
  readonly size: number
}

/** Of requests that are evaluated together. */
const MOST_TOGETHER = 32
/** Characters of one; and of all, beyond which the texts would leave the young generation of V8. */
const LARGEST_TOGETHER = 65_536
const ALL_TOGETHER = 100_000
/** A program that took longer than this is evaluated by itself the next time. */
const FAST_MS = 1

export function serveMappings(init: InitHeader, source: string, compiler: string): Server {
  const programs = clientPrograms(compiler)
  const isolateOf = clientIsolates(init, source, (target) => programs.warmUp(target))
  const out = outbox()
  const garbage = collector()
  const evaluateAlone = aloneEvaluator({ init, isolateOf, programs, out, collector: garbage })
  const told = new Map<number, ToldProgram>()
  const fast = new Set<number>()
  let waiting: Request[] = []

  const define = (id: number, tables: Readonly<Record<string, string>>, expression: string): void => {
    told.set(id, { id, expression, tables: JSON.stringify(tables), hashes: [...new Set(Object.values(tables))] })
  }
  const isSmall = ({ header, programs: own, size }: Request): boolean =>
    !(header.alone || header.explain || header.newTables || (own.length > 1 && !header.chain)) &&
    size <= LARGEST_TOGETHER &&
    own.every(({ id }) => fast.has(id))

  /** The requests at the head of the line that may go into one isolate together. */
  const group = (): Request[] => {
    const [first] = waiting
    if (!first || !isSmall(first)) return []
    const { client } = first.header
    const tables = isolateOf(client).tables
    let count = 0
    let size = 0
    for (const request of waiting) {
      const hasTables = request.programs.every(({ hashes }) => hashes.every((hash) => tables.has(hash)))
      size += request.size
      if (
        count >= MOST_TOGETHER ||
        (count > 0 && size > ALL_TOGETHER) ||
        request.header.client !== client ||
        !hasTables ||
        !isSmall(request)
      )
        break
      count += 1
    }
    return waiting.slice(0, count)
  }
  const note = (request: Request, isFast: boolean): void => {
    for (const { id } of request.programs) {
      if (isFast) fast.add(id)
      else fast.delete(id)
    }
  }

  return {
    take({ header, texts }: Frame<ToWorker>) {
      if (header.type !== 'evaluate') return
      if (header.forget) {
        told.clear()
        fast.clear()
      }
      for (const [index, { id, tables }] of header.programs.entries()) define(id, tables, texts[index] ?? '')
      let at = header.programs.length
      for (const request of header.requests) {
        const count = 1 + (request.bindings?.length ?? 0) + (request.newTables?.length ?? 0)
        const own = request.programs.flatMap((id) => told.get(id) ?? [])
        const given = texts.slice(at, (at += count))
        const size = given.reduce((sum, text) => sum + text.length, 0)
        waiting.push({ header: request, programs: own, texts: given, size })
      }
    },
    work(until) {
      while (waiting.length > 0) {
        const requests = group()
        const done = requests.length === 0 ? 0 : evaluateTogether(requests, isolateOf, init.outputBytes, out, garbage)
        waiting.splice(0, done)
        if (done < requests.length || requests.length === 0) {
          const next = waiting.shift()
          out.flush()
          // One of a group that was not done needs a program, or took long.
          if (next) note(next, evaluateAlone(next) < FAST_MS)
        }
        if (performance.now() > until) break
        out.flushIfDue()
      }
      out.flush()
      return waiting.length > 0
    },
    cancel(ids) {
      const dropped = waiting.filter(({ header }) => ids.includes(header.id)).map(({ header }) => header.id)
      waiting = waiting.filter(({ header }) => !dropped.includes(header.id))
      return dropped
    },
  }
}
