// The samples' fields as the lines of a tree: name, type, value on the chosen sample, the path that reads it, and on how many samples it is there.
import { isRecord } from '#shared/json.ts'
import type { DiscoveredField } from '#shared/flow/nodes/discovered.ts'
import type { ToldField } from './told-fields.ts'
import { fieldLabel } from '#designer/editor/field-names.ts'
import { flatten, namesBelow, quoteName, shortValue, typeWord } from '#designer/editor/path-values.ts'

export interface SourceLine {
  readonly path: string
  readonly name: string
  /** As people know it: its title, else a readable name. */
  readonly label: string
  readonly depth: number
  readonly type: string
  readonly value: string
  readonly hasChildren: boolean
  readonly open: boolean
  /** Samples on which it has a value, the chosen one included. */
  readonly presentIn: number
  /** The chosen sample does not even have the name: it comes from another. */
  readonly elsewhere: boolean
  /** The connected system told of it, whether a sample has it or not. */
  readonly told?: string
}

export interface SourceRoot {
  /** '' for the record, else `$trigger`, `$steps`… */
  readonly path: string
  readonly label: string
  /** On each sample, the chosen one first. */
  readonly values: readonly unknown[]
  /** Fields that the connected system told of. */
  readonly told?: readonly ToldField[]
  /** Titles of fields, and where the root stands in them; unknown: there are none for it. */
  readonly titles?: ReadonlyMap<string, string>
  readonly place?: string | undefined
}

/** Beyond this a tree is no help; searching is. */
const MOST_LINES = 1_500

export function sourceLines(roots: readonly SourceRoot[], open: ReadonlySet<string>, search: string): SourceLine[] {
  const lines: SourceLine[] = []
  const wanted = search.trim().toLowerCase()
  /** `bySample`: what stands at the path on each sample; several values where a list is on the way. */
  const visit = (
    path: string,
    name: string,
    bySample: readonly (readonly unknown[])[],
    depth: number,
    told: readonly ToldField[],
    label: string,
    labelOf: (names: string, name: string) => string,
  ): boolean => {
    if (lines.length >= MOST_LINES || depth > 12) return false
    const all = bySample.flat()
    const chosen = bySample[0] ?? []
    const example = (chosen.length > 0 ? chosen : all).find((value) => value !== null && value !== undefined) ?? all[0]
    const own = told.find(({ names }) => names.length === 0)?.field
    const below = Map.groupBy(
      told.filter(({ names }) => names.length > 0),
      ({ names }) => names[0] ?? '',
    )
    const children = new Set([...namesBelow(all).keys(), ...below.keys()])
    const at = lines.length
    const isOpen = wanted !== '' || open.has(path)
    lines.push({
      path,
      name,
      label: own?.title ?? label,
      depth,
      type: example === undefined && own ? KIND_WORDS[own.kind] : typeWord(example),
      value: isRecord(example) ? '' : shortValue(example, 80),
      hasChildren: children.size > 0,
      open: isOpen,
      elsewhere: chosen.length === 0,
      ...(own && { told: own.title ?? name }),
      presentIn: bySample.filter((values) => values.some((value) => value !== undefined && value !== null)).length,
    })
    let found =
      wanted === '' ||
      (own?.title ?? label).toLowerCase().includes(wanted) ||
      name.toLowerCase().includes(wanted) ||
      (!isRecord(example) && !Array.isArray(example) && shortValue(example).toLowerCase().includes(wanted))
    if (isOpen) {
      for (const child of children) {
        const inside = bySample.map((values) =>
          flatten(values).flatMap((value) => (isRecord(value) && Object.hasOwn(value, child) ? [value[child]] : [])),
        )
        const place = path === '' ? quoteName(child) : `${path}.${quoteName(child)}`
        if (visit(place, child, inside, depth + 1, tailsOf(below.get(child)), labelOf(place, child), labelOf)) found = true
      }
    }
    if (!found) lines.length = at
    return found
  }
  for (const root of roots)
    visit(
      root.path,
      root.label,
      root.values.map((value) => [value]),
      0,
      root.told ?? [],
      root.label,
      labelsBelow(root),
    )
  return lines
}

/** The item's fields stand in the titles where its list does. */
function labelsBelow({ path: root, titles, place }: SourceRoot): (path: string, name: string) => string {
  return (path, name) => {
    const known = place === root ? path : place === undefined ? undefined : [place, path.slice(root.length + 1)].filter(Boolean).join('.')
    return fieldLabel(known === undefined ? undefined : titles?.get(known), name)
  }
}

/** Of what no sample shows. */
const KIND_WORDS: Readonly<Record<DiscoveredField['kind'], string>> = {
  text: 'text',
  decimal: 'number',
  integer: 'number',
  number: 'number',
  boolean: 'yes/no',
  date: 'text',
  'date-time': 'text',
  reference: 'text',
  group: 'object',
  any: '',
}

const tailsOf = (told: readonly ToldField[] = []): readonly ToldField[] =>
  told.map(({ names, field }) => ({ names: names.slice(1), field }))

/** The first list of objects in a record: the likely source of a new `each` row. */
export function firstList(record: unknown): string {
  for (const [name, value] of namesBelow([record])) if (Array.isArray(value) && value.some(isRecord)) return quoteName(name)
  return '$'
}
