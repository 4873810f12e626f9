// What is to be known about each line on all samples: for the filters, the counts, and the way from one failing cell to the next.
import type { MappingRow } from '#shared/flow/document.ts'
import { cellsOfRecord } from '#shared/mapping/record-cells.ts'
import type { GridRow } from './grid-rows.ts'
import type { MappingSample } from './mapping-samples.ts'
import { cellLook, isBadLook, type CellLook } from './preview-cells.ts'
import { cellsByKey, type CellsByKey } from './use-samples-preview.ts'

export interface LineState {
  /** By sample, in the samples' order; undefined where nothing is known. */
  readonly looks: readonly (CellLook | undefined)[]
  readonly fails: boolean
  /** Required and empty, on a sample. */
  readonly missing: boolean
  /** A row that gives nothing on a sample. */
  readonly empty: boolean
  readonly mismatch: boolean
  readonly different: boolean
}

export interface StatesInput {
  readonly lines: readonly GridRow[]
  readonly rows: readonly MappingRow[]
  readonly samples: readonly MappingSample[]
  readonly cells: ReadonlyMap<string, CellsByKey>
  /** Which item of each list is looked at, by path of the `each` row. */
  readonly items: Readonly<Record<string, number>>
}

const NONE: CellsByKey = new Map()

/** What each sample expects, in the shape of the rows' own cells. */
export function expectedCells(rows: readonly MappingRow[], samples: readonly MappingSample[]): ReadonlyMap<string, CellsByKey> {
  return new Map(
    samples.flatMap((sample) =>
      sample.expected === undefined ? [] : [[sample.id, cellsByKey(rows, cellsOfRecord(rows, sample.expected))]],
    ),
  )
}

export function lineStates(input: StatesInput, expected: ReadonlyMap<string, CellsByKey>): ReadonlyMap<string, LineState> {
  const { lines, samples, cells, items } = input
  const columns = samples.map(({ id }) => {
    const known = cells.get(id) ?? NONE
    /** When a list fails, its rows have nothing to show: the list's own line says why. */
    const failed = lines.filter((line) => line.kind === 'each' && known.get(line.key)?.error).map((line) => line.path ?? '')
    return { known, failed, expected: expected.get(id) }
  })
  return new Map(
    lines.map((line) => [
      line.key,
      stateOf(
        columns.map(({ known, failed, expected: wanted }) => {
          if (failed.some((path) => line.container === path || line.container.startsWith(`${path}.rows.`))) return undefined
          // A list is judged by its items' own lines, unless it has not even as many.
          const cell = wanted?.get(line.key)
          const isList = line.kind === 'each'
          return cellLook(
            known.get(line.key),
            {
              required: line.required,
              ...(!isList && { type: line.type, ...(line.choices && { choices: line.choices }), ...(cell && { expected: cell }) }),
            },
            items[line.container] ?? 0,
          )
        }),
      ),
    ]),
  )
}

function stateOf(looks: readonly (CellLook | undefined)[]): LineState {
  return {
    looks,
    fails: looks.some(isBadLook),
    missing: looks.some((look) => look?.tone === 'missing'),
    empty: looks.some((look) => look?.tone === 'missing' || look?.tone === 'nothing'),
    mismatch: looks.some((look) => look?.mismatch !== undefined),
    different: looks.some((look) => look?.tone === 'different'),
  }
}

export interface FailingCell {
  readonly line: number
  readonly sample: number
}

/** All failing cells of these lines, line by line. */
export function failingCells(lines: readonly GridRow[], states: ReadonlyMap<string, LineState>): readonly FailingCell[] {
  return lines.flatMap((line, index) =>
    (states.get(line.key)?.looks ?? []).flatMap((look, sample) => (isBadLook(look) ? [{ line: index, sample }] : [])),
  )
}

/** The failing cell behind (or before) a place, round the end. */
export function nextFailing(failing: readonly FailingCell[], from: FailingCell | undefined, by: 1 | -1): FailingCell | undefined {
  if (!from) return by > 0 ? failing[0] : failing.at(-1)
  const order = ({ line, sample }: FailingCell) => line * 1_000 + sample
  const found = by > 0 ? failing.find((cell) => order(cell) > order(from)) : failing.findLast((cell) => order(cell) < order(from))
  return found ?? (by > 0 ? failing[0] : failing.at(-1))
}
