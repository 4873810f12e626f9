// A page of runs or exceptions, with where their runs stand in their lanes.
import type { LaneStanding } from '#shared/model/runs.ts'
import type { Page, RunStore } from '../store/ports.ts'

/** `runOf` names the run to look for; undefined for what stands in no lane. */
export async function withStandings<T>(
  runs: Pick<RunStore, 'laneStandings'>,
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
