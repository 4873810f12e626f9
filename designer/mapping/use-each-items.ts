// The items of the `each` rows on the sample, so that completion and the source tree know an item's fields also where its list is computed.
import { useEffect, useMemo, useState } from 'react'
import type { MappingRow } from '#shared/flow/document.ts'
import { isReady, type MappingSample } from './mapping-samples.ts'
import type { Evaluate } from './use-samples-preview.ts'

const QUIET_MS = 400
const NONE: ReadonlyMap<string, readonly unknown[]> = new Map()

/** By path of the outermost `each` rows; lists within lists are found from their items. */
export function useEachItems(
  rows: readonly MappingRow[],
  sample: MappingSample | undefined,
  evaluate: Evaluate,
): ReadonlyMap<string, readonly unknown[]> {
  const [found, setFound] = useState(NONE)
  const lists = JSON.stringify(rows.flatMap(({ rule }, index) => (rule.kind === 'each' ? [[String(index), rule.items]] : [])))
  const wanted = useMemo(() => JSON.parse(lists) as readonly (readonly [path: string, items: string])[], [lists])
  useEffect(() => {
    if (!sample || !isReady(sample) || wanted.length === 0) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      const asked = wanted.map(([, expression], index): MappingRow => ({
        target: `list${index}`,
        rule: { kind: 'expression', expression },
      }))
      evaluate(asked, [sample], controller.signal).then(
        ({ cases: [first] }) =>
          setFound(new Map((first?.cells ?? []).flatMap(({ path, value }) => itemsOf(wanted[Number(path)]?.[0], value)))),
        // Suggestions are worth no message; the rows themselves show what is wrong.
        () => undefined,
      )
    }, QUIET_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [wanted, sample, evaluate])
  return found
}

function itemsOf(path: string | undefined, value: unknown): readonly (readonly [string, readonly unknown[]])[] {
  if (path === undefined || value === undefined || value === null) return []
  return [[path, Array.isArray(value) ? (value as readonly unknown[]) : [value]]]
}
