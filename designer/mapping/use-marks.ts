// What is marked on the lines of a mapping: rows that are not as in the flow's template, fields that came or changed since somebody looked.
import { useMemo } from 'react'
import type { MappingRow } from '#shared/flow/document.ts'
import type { Reviewed } from '#shared/flow/nodes/reviewed.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import type { FieldDrift } from '#shared/schemas/field-drift.ts'
import { changedRows } from './changed-rows.ts'
import { driftOf, fieldsNow, pathOfLine, type Drift, type FieldsNow } from './drift/drift-view.ts'
import type { GridRow } from './grid-rows.ts'
import type { MappingSample } from './mapping-samples.ts'

export interface MarksInput {
  readonly rows: readonly MappingRow[]
  readonly lines: readonly GridRow[]
  readonly schema: JsonSchema | undefined
  readonly samples: readonly MappingSample[]
  readonly reviewed: Reviewed | undefined
  readonly templateRows: readonly MappingRow[] | undefined
}

export interface Marks {
  readonly now: FieldsNow
  readonly drift: Drift
  /** By line. */
  readonly marked: { readonly changed: ReadonlySet<string>; readonly drift: ReadonlyMap<string, FieldDrift> }
}

const NO_ROWS: ReadonlySet<string> = new Set()

export function useMarks({ rows, lines, schema, samples, reviewed, templateRows }: MarksInput): Marks {
  const changed = useMemo(() => (templateRows ? changedRows(rows, templateRows) : NO_ROWS), [rows, templateRows])
  const now = useMemo(() => fieldsNow(schema, samples), [schema, samples])
  const drift = useMemo(() => driftOf(reviewed, now, rows), [reviewed, now, rows])
  const marked = useMemo(() => {
    const byLine = lines.flatMap((line) => {
      const one = drift.target.get(pathOfLine(rows, line.container, line.target))
      return one ? [[line.key, one] as const] : []
    })
    return { changed, drift: new Map(drift.target.size > 0 ? byLine : []) }
  }, [lines, changed, drift, rows])
  return { now, drift, marked }
}
