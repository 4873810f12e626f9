// A page of runs or exceptions, with where their runs stand in their lanes.
import type { LaneStanding } from '../model/runs.ts'

interface Standings {
  laneStandings(clientId: string, runIds: readonly string[]): Promise<ReadonlyMap<string, LaneStanding>>
}
interface Page<T> {
  readonly items: readonly T[]
  readonly next?: string
}

/** `runOf` names the run to look for; undefined for what stands in no lane. */
export async function withStandings<T>(
  runs: Standings,
  clientId: string,
  page: Page<T>,
  runOf: (item: T) => string | undefined,
): Promise<Page<T | (T & { readonly standing: LaneStanding })>> {
  const ids = page.items.map(runOf)
  const wanted = new Set(ids.filter((id) => id !== undefined))
  if (wanted.size === 0) return page
  const standings = await runs.laneStandings(clientId, [...wanted])
  const items = page.items.map((item, index) => {
    const standing = standings.get(ids[index] ?? '')
    return standing ? { ...item, standing } : item
  })
  return { ...page, items }
}
