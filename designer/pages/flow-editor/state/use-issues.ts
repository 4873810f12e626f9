// The problems of the document as it stands, computed after each change without holding up typing.
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo } from 'react'
import type { Issue } from '#shared/errors.ts'
import { checkFlow } from '#shared/flow/check.ts'
import { pointerKeys } from '#shared/flow/pointer.ts'
import { sayIssue } from '#designer/i18n/problems.ts'
import { connectorsQuery, lookupTablesQuery } from '#designer/api/queries.ts'
import { mappingPartsQuery } from '#designer/api/mapping-parts.ts'
import { useEditor } from './context.ts'

export interface Problem {
  readonly issue: Issue
  readonly nodeId?: string
  /** Place of a mapping row: `3`, `3.rows.1`. */
  readonly row?: string
}

/** After a pause in typing: the check of a large flow takes longer than a keystroke may. */
const QUIET_MS = 250

export const ProblemsContext = createContext<readonly Problem[]>([])
export const useProblems = () => use(ProblemsContext)

export function useComputedProblems(): readonly Problem[] {
  const clientId = useEditor((state) => state.clientId)
  const document = useDebouncedValue(
    useEditor((state) => state.document),
    QUIET_MS,
  )[0]
  const connectors = useQuery(connectorsQuery()).data
  const tables = useQuery(lookupTablesQuery(clientId)).data
  const parts = useQuery(mappingPartsQuery(clientId)).data
  const foundByServer = useEditor((state) => state.foundByServer)
  const saved = useEditor((state) => state.saved)
  return useMemo(() => {
    const found = checkFlow(document, {
      ...(connectors && { connectors }),
      ...(tables && { tables: tables.map((table) => table.name) }),
      ...(parts && { parts: parts.map(({ name }) => name) }),
    })
    const problems = [...foundByServer, ...found].map((issue): Problem => ({ issue, ...placeOf(issue.path, document.edges) }))
    // What the server found holds for the step as it was saved.
    return problems
      .filter(({ issue, nodeId = '' }) => !foundByServer.includes(issue) || document.nodes[nodeId] === saved.nodes[nodeId])
      .map(({ issue, ...place }) => ({ ...place, issue: sayIssue(issue) }))
  }, [document, connectors, tables, parts, foundByServer, saved])
}

/** `/nodes/map-order/config/rows/3/rule/rows/1` is row `3.rows.1` of `map-order`. */
function placeOf(path: string, edges: readonly { readonly from: string }[]): { readonly nodeId?: string; readonly row?: string } {
  const [top, id, ...rest] = pointerKeys(path)
  if (top === 'edges') {
    const from = edges[Number(id)]?.from
    return from === undefined ? {} : { nodeId: from }
  }
  if (top !== 'nodes' || id === undefined) return {}
  const steps = rest.flatMap((key, index) => (rest[index - 1] === 'rows' ? [key] : []))
  return { nodeId: id, ...(steps.length > 0 && { row: steps.join('.rows.') }) }
}

export function countByNode(problems: readonly Problem[]): ReadonlyMap<string, { readonly errors: number; readonly warnings: number }> {
  const counts = new Map<string, { errors: number; warnings: number }>()
  for (const { nodeId, issue } of problems) {
    if (nodeId === undefined) continue
    const count = counts.get(nodeId) ?? { errors: 0, warnings: 0 }
    counts.set(nodeId, issue.severity === 'warning' ? { ...count, warnings: count.warnings + 1 } : { ...count, errors: count.errors + 1 })
  }
  return counts
}
