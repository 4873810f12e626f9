// Messages as trees: a description says which segments a message has, which of them repeat and which begin a group; reading makes named members
// of it, writing makes segments of those. What a description does not know is kept under `others`, so that nothing of a partner's message is lost.
import { isRecord, type Json } from '#shared/json.ts'
import type { Segment } from './segments.ts'

/** Names of the elements of a segment, in their order; a list where an element has components; an empty name is unused. */
export type Dictionary = Readonly<Record<string, readonly (string | readonly string[])[]>>

interface Entry {
  readonly label: string
  readonly tag: string
  readonly isMandatory: boolean
  readonly isMany: boolean
  /** Of a group that begins with this segment. */
  readonly members: readonly Entry[]
  /** Names that an object of it may have. */
  readonly known: Set<string>
}

interface Place {
  readonly name: string
  readonly index: number
  readonly component: number
}

export interface Structure {
  readonly members: readonly Entry[]
  readonly known: ReadonlySet<string>
  readonly dictionary: Dictionary
  /** The dictionary turned round: where each name of a segment stands. */
  readonly places: ReadonlyMap<string, readonly Place[]>
}

/**
 * `beginning:BEG! parties:N1*(address:N3* place:N4) lines:PO1!*(...)`: label, segment, `!` must be there, `*` may repeat, and in brackets what follows it
 * in its group. Members of a group's first segment stand beside those of the group.
 */
export function structure(description: string, dictionary: Dictionary): Structure {
  const root: Entry = { label: '', tag: '', isMandatory: true, isMany: false, members: [], known: new Set(['others']) }
  const stack: Entry[] = [root]
  const places = new Map(Object.entries(dictionary).map(([tag, names]) => [tag, placesOf(names)]))
  for (const [token, label = '', tag = '', marks = '', opens] of description.matchAll(/(\w+):([A-Z0-9]{2,3})([!*]*)(\()?|\)/g)) {
    if (token === ')') {
      stack.pop()
      continue
    }
    const known = new Set(['others', ...(places.get(tag) ?? []).map(({ name }) => name)])
    const entry: Entry = { label, tag, isMandatory: marks.includes('!'), isMany: marks.includes('*'), members: [], known }
    const parent = stack.at(-1) ?? root
    ;(parent.members as Entry[]).push(entry)
    parent.known.add(label)
    if (opens !== undefined) stack.push(entry)
  }
  return { members: root.members, known: root.known, dictionary, places }
}

const placesOf = (names: Dictionary[string]): readonly Place[] =>
  names
    .flatMap((name, index) => (typeof name === 'string' ? [name] : name).map((own, component) => ({ name: own, index, component })))
    .filter(({ name }) => name !== '')

type Tree = Record<string, Json>

interface Frame {
  readonly members: readonly Entry[]
  readonly tree: Tree
  /** Where in the order of its members reading is. */
  at: number
}

export interface ReadTree {
  readonly document: Tree
  /** Sentences: what is missing. */
  readonly problems: readonly string[]
}

export function readTree(segments: readonly Segment[], { members, dictionary }: Structure): ReadTree {
  const document: Tree = {}
  let frames: Frame[] = [{ members, tree: document, at: 0 }]
  for (const segment of segments) {
    const found = findPlace(frames, segment.tag)
    if (!found) {
      push(frames.at(-1)?.tree ?? document, 'others', { segment: segment.tag, elements: segment.elements.map((parts) => parts.join(':')) })
      continue
    }
    const { entry, depth, index } = found
    frames = frames.slice(0, depth + 1)
    const frame = frames[depth]
    if (!frame) continue
    frame.at = index
    const tree = toFields(segment, dictionary)
    if (entry.isMany) push(frame.tree, entry.label, tree)
    else frame.tree[entry.label] = tree
    if (entry.members.length > 0) frames.push({ members: entry.members, tree, at: 0 })
  }
  return { document, problems: missing(document, members, '') }
}

/** The innermost group first: behind what was read there, then before it; a member that cannot repeat only once. */
function findPlace(
  frames: readonly Frame[],
  tag: string,
): { readonly entry: Entry; readonly depth: number; readonly index: number } | undefined {
  for (const isStrict of [true, false]) {
    for (let depth = frames.length - 1; depth >= 0; depth--) {
      const frame = frames[depth]
      const fits = (entry: Entry, index: number) =>
        entry.tag === tag && (!isStrict || index >= (frame?.at ?? 0)) && (entry.isMany || frame?.tree[entry.label] === undefined)
      const index = frame?.members.findIndex(fits) ?? -1
      const entry = frame?.members[index]
      if (entry) return { entry, depth, index }
    }
  }
  return undefined
}

function push(tree: Tree, label: string, value: Json): void {
  const known = tree[label]
  if (Array.isArray(known)) known.push(value)
  else tree[label] = [value]
}

function missing(tree: Tree, members: readonly Entry[], where: string): readonly string[] {
  return members.flatMap((entry) => {
    const value = tree[entry.label]
    if (value === undefined) return entry.isMandatory ? [`the segment ${entry.tag} (${where}${entry.label}) is missing`] : []
    const items = Array.isArray(value) ? value : [value]
    return items.flatMap((item) => (isRecord(item) ? missing(item as Tree, entry.members, `${where}${entry.label}.`) : []))
  })
}

function toFields({ tag, elements }: Segment, dictionary: Dictionary): Tree {
  const names = dictionary[tag] ?? []
  const tree: Tree = {}
  for (const [index, components] of elements.entries()) {
    const name = names[index]
    if (typeof name === 'string' && name !== '' && components.length === 1) {
      if (components[0] !== '') tree[name] = components[0] ?? ''
      continue
    }
    for (const [place, text] of components.entries()) {
      const own = Array.isArray(name) ? (name as readonly string[])[place] : place === 0 && typeof name === 'string' ? name : undefined
      if (text !== '') tree[own === undefined || own === '' ? position(index, place) : own] = text
    }
  }
  return tree
}

/** Of an element that has no name: `e05`, or `e05.2` for its second component. */
const position = (index: number, place: number) => `e${String(index + 1).padStart(2, '0')}${place === 0 ? '' : `.${place + 1}`}`

/** Throws a plain Error with the member that the message does not have, or that cannot be written. */
export function writeTree(document: Json, { members, known, places }: Structure): readonly Segment[] {
  const segments: Segment[] = []
  writeMembers(document, members, known, places, '', segments)
  return segments
}

function writeMembers(
  value: Json,
  members: readonly Entry[],
  known: ReadonlySet<string>,
  places: Structure['places'],
  where: string,
  into: Segment[],
): void {
  if (!isRecord(value)) throw new Error(`${where === '' ? 'the document' : where} is no object with members`)
  for (const name of Object.keys(value)) {
    if (!known.has(name) && !/^e\d\d(\.\d)?$/.test(name))
      throw new Error(`the message has no member "${where === '' ? '' : `${where}.`}${name}"`)
  }
  if (Array.isArray(value['others'])) into.push(...value['others'].map(otherSegment))
  for (const entry of members) {
    const items = value[entry.label] as Json | undefined
    const path = where === '' ? entry.label : `${where}.${entry.label}`
    if (items === undefined || items === null) {
      if (entry.isMandatory) throw new Error(`"${path}" (segment ${entry.tag}) is missing`)
      continue
    }
    if (Array.isArray(items) && !entry.isMany) throw new Error(`"${path}" is a list, and the message has one of it only`)
    for (const [index, item] of (Array.isArray(items) ? items : [items]).entries()) {
      const at = Array.isArray(items) ? `${path}[${index}]` : path
      if (!isRecord(item)) throw new Error(`"${at}" is no object with members`)
      into.push(toSegment(entry.tag, item as Tree, places.get(entry.tag) ?? [], at))
      writeMembers(item as Json, entry.members, entry.known, places, at, into)
    }
  }
}

function otherSegment(value: Json): Segment {
  if (!isRecord(value) || typeof value['segment'] !== 'string' || !Array.isArray(value['elements']))
    throw new Error('"others" has no segment with elements')
  return {
    tag: value['segment'],
    elements: (value['elements'] as readonly Json[]).map((text) => (typeof text === 'string' ? text : '').split(':')),
  }
}

function toSegment(tag: string, tree: Tree, places: readonly Place[], where: string): Segment {
  const elements: string[][] = []
  const put = (index: number, place: number, value: Json | undefined, name: string) => {
    if (value === undefined || value === null) return
    if (typeof value === 'object') throw new Error(`"${where}.${name}" is a list or an object where the segment has a text`)
    while (elements.length <= index) elements.push([''])
    const components = elements[index] ?? []
    while (components.length <= place) components.push('')
    components[place] = String(value)
  }
  for (const { name, index, component } of places) put(index, component, tree[name], name)
  for (const [name, value] of Object.entries(tree)) {
    if (!name.startsWith('e')) continue
    const [, index, place = '1'] = /^e(\d\d)(?:\.(\d))?$/.exec(name) ?? []
    if (index !== undefined) put(Number(index) - 1, Number(place) - 1, value, name)
  }
  return { tag, elements }
}
