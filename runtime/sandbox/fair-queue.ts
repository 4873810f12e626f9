// Who is next: the waiting client that has used the least evaluation time. One client's thousand slow expressions delay its own next one, not the
// others'.

export interface FairQueue<Job> {
  readonly size: number
  push(client: string, job: Job): void
  /** Puts a job back at the head of its client's line. */
  pushFront(client: string, job: Job): void
  /**
   * The first job of the least served client that has a place, with that place. Each client's place is asked for once: what is free now may be taken
   * a moment later, and a job that was taken out for a place which is gone would be nobody's.
   */
  take<Place>(placeFor: (client: string, job: Job) => Place | undefined): { readonly job: Job; readonly place: Place } | undefined
  /** Whether a client that is accepted is waiting. */
  has(accept: (client: string) => boolean): boolean
  /** Milliseconds that a client has used. */
  charge(client: string, milliseconds: number): void
  drain(): Job[]
}

interface Line<Job> {
  used: number
  readonly jobs: Job[]
}

/** Clients remembered after their line is empty; forgetting one only forgives what it used. */
const MAX_LINES = 10_000

export function fairQueue<Job>(): FairQueue<Job> {
  const lines = new Map<string, Line<Job>>()
  const waiting = new Map<string, Line<Job>>()
  let served = 0
  let size = 0

  const lineOf = (client: string): Line<Job> => {
    const known = lines.get(client)
    if (known) return known
    if (lines.size >= MAX_LINES) for (const [name, line] of lines) if (line.jobs.length === 0) lines.delete(name)
    const line = { used: served, jobs: [] }
    lines.set(client, line)
    return line
  }
  const add = (client: string, job: Job, front: boolean): void => {
    const line = lineOf(client)
    // A client that was away has no credit for it: it joins level with those being served now.
    if (line.jobs.length === 0) line.used = Math.max(line.used, served)
    if (front) line.jobs.unshift(job)
    else line.jobs.push(job)
    waiting.set(client, line)
    size += 1
  }
  return {
    get size() {
      return size
    },
    push: (client, job) => add(client, job, false),
    pushFront: (client, job) => add(client, job, true),
    take<Place>(placeFor: (client: string, job: Job) => Place | undefined) {
      let best: { client: string; line: Line<Job>; place: Place } | undefined
      for (const [client, line] of waiting) {
        if (best && line.used >= best.line.used) continue
        const place = placeFor(client, line.jobs[0] as Job)
        if (place !== undefined) best = { client, line, place }
      }
      if (!best) return undefined
      served = Math.max(served, best.line.used)
      size -= 1
      const job = best.line.jobs.shift() as Job
      waiting.delete(best.client)
      // Back at the end: between equals it is taking turns.
      if (best.line.jobs.length > 0) waiting.set(best.client, best.line)
      return { job, place: best.place }
    },
    has: (accept) => [...waiting.keys()].some(accept),
    charge(client, milliseconds) {
      lineOf(client).used += milliseconds
    },
    drain() {
      const jobs = [...waiting.values()].flatMap((line) => line.jobs.splice(0))
      waiting.clear()
      size = 0
      return jobs
    },
  }
}
