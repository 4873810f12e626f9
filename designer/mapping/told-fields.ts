// Fields of the source that no sample has to show: the connected system told of them.
import type { DiscoveredField, DiscoveredFields } from '#shared/flow/nodes/discovered.ts'
import { parseTarget } from '#shared/mapping/target.ts'

/** `root`: `$trigger`, `$steps.read-order`, '' for the record, or the name of the record's member they stand in. */
export interface ToldFields {
  readonly root: string
  readonly fields: DiscoveredFields
}

export interface ToldField {
  /** From the root of the tree. */
  readonly names: readonly string[]
  readonly field: DiscoveredField
}

/** Those below one root of the source tree. */
export function toldBelow(told: readonly ToldFields[], root: string): readonly ToldField[] {
  return told.flatMap(({ root: at, fields }) => {
    const above = aboveOf(at, root)
    if (!above) return []
    return Object.entries(fields).flatMap(([path, field]): ToldField[] => {
      const parsed = parseTarget(path)
      return parsed.ok ? [{ names: [...above, ...parsed.names], field }] : []
    })
  })
}

function aboveOf(at: string, root: string): readonly string[] | undefined {
  if (at === root) return []
  if (root === '$steps' && at.startsWith('$steps.')) return [at.slice('$steps.'.length)]
  return root === '' && !at.startsWith('$') ? [at] : undefined
}
