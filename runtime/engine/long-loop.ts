// Long lists, page by page. A page whose items are settled is written down, so that a run that is taken up again goes on behind it; what
// succeeded is counted rather than told item by item, so that neither memory nor the journal grows with the list.
import type { LoopProgress } from '#shared/model/runs.ts'
import type { RunJournal } from './run-journal.ts'

/** Up to here each item is told in full, and a run that is taken up again simply walks all of them: their effects are known. */
export const PAGE_ITEMS = 200
/** Of a long list the first items are told in full, for people to look at. */
const TOLD_IN_FULL = 20
/** Reading goes on behind items that wait for their next try, until there are so many of them: the other system is then not well. */
const MOST_WAITING = 200

export interface LongLoop {
  readonly nodeId: string
  readonly record: string
  readonly total: number
  /** As an earlier lease left it. */
  readonly known: LoopProgress | undefined
  readonly journal: RunJournal
  /** Takes one item through its branch; notes go to the given journal. */
  readonly visit: (index: number, journal: RunJournal) => Promise<{ readonly parked: number; readonly waits: boolean }>
  /** Runs the work for each, some of them at once. */
  readonly each: (indexes: readonly number[], work: (index: number) => Promise<void>) => Promise<void>
}

/** Answers how many records of the list stand on the exception desk, those of earlier leases included, and whether all of it is settled. */
export async function walkLongLoop(loop: LongLoop): Promise<{ readonly parked: number; readonly settled: boolean }> {
  const { nodeId, record, total, journal, known } = loop
  const waiting = new Set(known?.waiting)
  let next = known?.next ?? 0
  let parked = known?.parked ?? 0

  async function page(indexes: readonly number[], end: number): Promise<void> {
    await loop.each(indexes, async (index) => {
      const quiet = index < TOLD_IN_FULL ? { journal, tell: () => undefined } : quietJournal(journal)
      const outcome = await loop.visit(index, quiet.journal)
      parked += outcome.parked
      if (outcome.waits) waiting.add(index)
      else waiting.delete(index)
      if (outcome.waits || outcome.parked > 0) quiet.tell()
    })
    next = end
    journal.event({ kind: 'loop-progress', nodeId, record, next, waiting: [...waiting], total, parked })
    await journal.flush()
  }

  if (waiting.size > 0) await page([...waiting], next)
  while (next < total && waiting.size < MOST_WAITING) {
    const end = Math.min(next + PAGE_ITEMS, total)
    await page(
      Array.from({ length: end - next }, (_, offset) => next + offset),
      end,
    )
  }
  return { parked, settled: next === total && waiting.size === 0 }
}

/** Keeps an item's events back: they are told when the item did not simply succeed. What must be on disk at once still is. */
function quietJournal(journal: RunJournal): { readonly journal: RunJournal; tell(): void } {
  let kept: Parameters<RunJournal['event']>[0][] = []
  let isTold = false
  const tell = () => {
    isTold = true
    for (const event of kept) journal.event(event)
    kept = []
  }
  return {
    tell,
    journal: {
      ...journal,
      event: (event) => (isTold ? journal.event(event) : void kept.push(event)),
      // Stored together with the events that tell how it came to it.
      exception(exception) {
        tell()
        journal.exception(exception)
      },
      wait(wait) {
        tell()
        journal.wait(wait)
      },
    },
  }
}
