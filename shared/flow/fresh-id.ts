// Readable ids made of what people wrote: `map-order`, and `map-order-2` when that is taken.
import type { FlowDocument } from './document.ts'

const MOST_CHARACTERS = 64

/** The text as an id of small letters, digits and single dashes; `step` when nothing is left of it. */
export function readableId(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9 _-]/g, '')
    .split(/[ _-]+/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, MOST_CHARACTERS)
    .replace(/-$/, '')
  if (words === '') return 'step'
  return /^[a-z]/.test(words) ? words : readableId(`step-${words}`)
}

/** A readable id that is not taken. An id with a number counts on: after `map-order-2` comes `map-order-3`. */
export function freshId(text: string, isTaken: (id: string) => boolean): string {
  const first = readableId(text)
  if (!isTaken(first)) return first
  const stem = first.replace(/-\d+$/, '')
  for (let number = 2; ; number++) {
    const id = `${stem.slice(0, MOST_CHARACTERS - 1 - String(number).length).replace(/-$/, '')}-${number}`
    if (!isTaken(id)) return id
  }
}

/** Ids of steps, and those that edges, places and frames of steps that are gone still speak of: a new step must not inherit these. */
export function namedIds(flow: FlowDocument): ReadonlySet<string> {
  return new Set([
    ...Object.keys(flow.nodes),
    ...Object.keys(flow.layout.nodes),
    ...flow.edges.flatMap(({ from, to }) => [from, to]),
    ...Object.values(flow.layout.groups ?? {}).flatMap(({ nodes }) => nodes),
  ])
}
