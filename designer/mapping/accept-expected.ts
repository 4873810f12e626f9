// Makes what came out what is expected, for one field: the rest of what the sample expects stays as it is.
import type { MappingRow } from '#shared/flow/document.ts'
import { isRecord } from '#shared/json.ts'
import { parseTarget } from '#shared/mapping/target.ts'
import { rowAt } from './edit-rows.ts'
import type { GridRow } from './grid-rows.ts'

type Step = string | number

/** The way to a line's value in a record; undefined for lists within lists, where an item's number does not say which one it is of. */
export function valuePath(rows: readonly MappingRow[], line: GridRow, item: number): readonly Step[] | undefined {
  const own = namesOf(line.target)
  if (line.container === '') return own
  const list = line.container.includes('.') ? undefined : rowAt(rows, line.container)
  const above = list && namesOf(list.target)
  return above && own && [...above, item, ...own]
}

function namesOf(target: string): readonly string[] | undefined {
  const parsed = parseTarget(target)
  return parsed.ok ? parsed.names : undefined
}

/** `expected` with the value that `output` has at the path; without the field when it has none. */
export function acceptValue(expected: unknown, output: unknown, path: readonly Step[]): unknown {
  const [step, ...rest] = path
  if (step === undefined) return output
  const next = childOf(output, step)
  if (typeof step === 'number') {
    const list = Array.isArray(expected) ? [...(expected as readonly unknown[])] : []
    list[step] = acceptValue(list[step], next, rest)
    return list
  }
  const record: Record<string, unknown> = isRecord(expected) ? { ...expected } : {}
  const value = acceptValue(record[step], next, rest)
  if (value === undefined) delete record[step]
  else record[step] = value
  return record
}

function childOf(value: unknown, step: Step): unknown {
  if (typeof step === 'number') return Array.isArray(value) ? (value as readonly unknown[])[step] : undefined
  return isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined
}
