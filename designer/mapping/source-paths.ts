// The paths that a rule can read where it stands, with an example of each: what forms suggest while somebody types.
import { flatten, namesBelow, quoteName, shortValue } from '#designer/editor/path-values.ts'
import { pathLabel } from '#designer/editor/field-names.ts'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { isRecord } from '#shared/json.ts'

export interface SourcePath {
  readonly path: string
  /** As people know it. */
  readonly label: string
  readonly example: string
  /** A list of objects: its items have names of their own. */
  readonly isList: boolean
}

const MAX_DEPTH = 4
const MOST = 800

/** Paths from the record (inside a list: the item), then from `$parent` and the trigger. Within lists only when asked for. */
export function sourcePaths(scope: ExpressionScope): readonly SourcePath[] {
  const found: SourcePath[] = []
  const visit = (prefix: string, values: readonly unknown[], depth: number) => {
    for (const [name, example] of namesBelow(values)) {
      if (found.length >= MOST) return
      const path = prefix === '' ? quoteName(name) : `${prefix}.${quoteName(name)}`
      const below = flatten(values).flatMap((value) => (isRecord(value) && Object.hasOwn(value, name) ? [value[name]] : []))
      const isList = below.some((value) => Array.isArray(value) && value.some(isRecord))
      found.push({ path, label: pathLabel(path, scope), example: shortValue(example, 40), isList })
      if (!isList && depth < MAX_DEPTH) visit(path, below.filter(isRecord), depth + 1)
    }
  }
  visit('', [scope.record, ...(scope.others ?? [])], 1)
  if (scope.parent !== undefined) visit('$parent', [scope.parent], 2)
  return found
}

/** Names of a list's items, for the fields of a sum or a group. */
export function itemNames(values: readonly unknown[], scope: ExpressionScope): readonly SourcePath[] {
  return [...namesBelow(values)].map(([name, example]) => ({
    path: quoteName(name),
    label: pathLabel(quoteName(name), scope),
    example: shortValue(example, 40),
    isList: Array.isArray(example),
  }))
}
