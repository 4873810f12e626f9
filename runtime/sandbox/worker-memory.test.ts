import { expect, test } from 'vitest'
import { mappingCompiler, mappingGuest } from './guest-source.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { startWorker, type WorkerProcess } from './worker-process.ts'
import { workerProgram } from './worker-source.ts'

const { isolateMb, outputChars, isolates } = DEFAULT_LIMITS

/** Sends records through one worker, some at a time, and answers its resident memory in MB at the end: 0 where the system does not tell. */
async function memoryAfter(records: number, record: string): Promise<number> {
  const program = workerProgram('mapping', { stackKb: 984 })
  const init = { memoryMb: isolateMb, outputBytes: outputChars, isolates }
  return new Promise((resolve, reject) => {
    let sent = 0
    let answered = 0
    const worker: WorkerProcess = startWorker(program.arguments, init, [mappingGuest(), mappingCompiler()], {
      ready: sendSome,
      message(header, texts) {
        if (header.type !== 'results') return
        expect(texts.every((text) => text === `j${record}`)).toBe(true)
        answered += header.results.length
        if (answered < sent) return
        if (sent < records) return sendSome()
        resolve(worker.rssBytes())
        worker.kill('retired')
      },
      ended: (why, description) => reject(new Error(`${why} ${description}`)),
    })
    function sendSome(): void {
      const requests = Array.from({ length: 10 }, () => ({ id: ++sent, client: 'shop', timeoutMs: 10_000, clock: 0, programs: [1] }))
      const programs = sent === requests.length ? [{ id: 1, tables: {} }] : []
      worker.send({ type: 'evaluate', programs, requests }, [...programs.map(() => '$'), ...requests.map(() => record)])
    }
  }).then((bytes) => (bytes === undefined ? 0 : Number(bytes) / 1e6))
}

/** Without a collection of its own a worker would hold all that it was given and gave: 400 MB. */
test.each([
  ['small records, which are evaluated together', 20_000, 10_000],
  ['large records, each by itself', 500, 400_000],
])(
  'keeps nothing of what passed through it: %s',
  async (_, records, characters) => {
    const record = JSON.stringify({ note: 'x'.repeat(characters - 11) })
    expect(await memoryAfter(records, record)).toBeLessThan(220)
  },
  120_000,
)
