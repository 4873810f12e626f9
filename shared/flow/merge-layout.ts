// Where the boxes of a merged flow stand: where they stand in mine, and what comes new beside its neighbour, without covering another box.
import type { FlowDocument, FlowEdge } from './document.ts'
import { say } from '../sentence.ts'
import { shorten } from './diff-words.ts'
import { groupsWith, type FlowGroup, type FlowLayout, type FlowNote } from './layout.ts'
import { changedOne, type Arbiter } from './merge-choice.ts'
import { pointer } from './pointer.ts'
import { isSame } from './same.ts'

type Places = FlowDocument['layout']['nodes']

/** A box with a little room around it. */
const ROOM = { x: 190, y: 90 }

export function mergeLayout(base: Places, mine: Places, theirs: Places, ids: readonly string[], edges: readonly FlowEdge[]): Places {
  const places: Places = {}
  const put = (id: string, place: Places[string] | undefined) => {
    if (place) places[id] = place
  }
  const fresh: string[] = []
  for (const id of ids) {
    if (!Object.hasOwn(mine, id)) fresh.push(id)
    else put(id, isSame(mine[id], base[id]) && Object.hasOwn(theirs, id) ? theirs[id] : mine[id])
  }
  for (const id of fresh) {
    const there = theirs[id]
    // Placed already in both: the neighbour's way from theirs to here is the way of this box, too.
    const neighbours = edges.flatMap(({ from, to }) => (to === id ? [from] : from === id ? [to] : []))
    const anchor = neighbours.find((other) => Object.hasOwn(places, other) && Object.hasOwn(theirs, other))
    const [from, to] = anchor === undefined ? [] : [theirs[anchor], places[anchor]]
    put(id, there && from && to ? free(places, { x: there.x + to.x - from.x, y: there.y + to.y - from.y }) : there && free(places, there))
  }
  return places
}

function free(taken: Places, place: Places[string]): Places[string] {
  let { y } = place
  const boxes = Object.values(taken)
  while (boxes.some((box) => Math.abs(box.x - place.x) < ROOM.x && Math.abs(box.y - y) < ROOM.y)) y += ROOM.y
  return { x: place.x, y }
}

/** Frames and notes by id. Who puts which step into a frame does not get in each other's way; another name or text does. */
export function mergeDrawing(
  arbiter: Arbiter,
  base: FlowLayout,
  mine: FlowLayout,
  theirs: FlowLayout,
  isStep: (id: string) => boolean,
): Pick<FlowLayout, 'groups' | 'notes'> {
  const groups = mergeEntries<FlowGroup>(base.groups, mine.groups, theirs.groups, (id, before, here, there) => {
    const frame = (group: FlowGroup | undefined) => group && { label: group.label, color: group.color }
    const what = say`The group "${(here ?? there ?? before)?.label ?? id}"`
    const words = (one: { readonly label: string } | undefined) => (one ? say`is called "${one.label}"` : say`no longer has it`)
    const place = { id: pointer('layout', 'groups', id), subject: 'layout', what } as const
    if (!before || !here || !there) return arbiter.pick(place, before, here, there, words)
    const look = arbiter.pick(place, frame(before), frame(here), frame(there), words) ?? { label: id, color: undefined }
    const { label, color } = look
    return { label, ...(color && { color }), nodes: mergeMembers(before.nodes, here.nodes, there.nodes) }
  })
  const notes = mergeEntries<FlowNote>(base.notes, mine.notes, theirs.notes, (id, before, here, there) => {
    const only = changedOne(before?.text, here?.text, there?.text)
    // Moved by one and written by the other is no quarrel; moved by both is not worth a question.
    if (only && here && there) return { ...(isSame(here, before) ? there : here), text: only.value ?? here.text }
    const what = say`The note ${shorten((here ?? there ?? before)?.text ?? id)}`
    const place = { id: pointer('layout', 'notes', id), subject: 'layout', what } as const
    return arbiter.pick(place, before, here, there, (one) => (one ? say`says ${shorten(one.text)}` : say`no longer has it`))
  })
  const kept = groupsWith(groups, (id) => (isStep(id) ? id : undefined))
  return { ...(kept && { groups: kept }), ...(notes && { notes }) }
}

function mergeMembers(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const added = [...new Set([...mine, ...theirs])].filter((id) => !base.includes(id))
  return [...base.filter((id) => mine.includes(id) && theirs.includes(id)), ...added.toSorted()]
}

function mergeEntries<V>(
  base: Readonly<Record<string, V>> = {},
  mine: Readonly<Record<string, V>> = {},
  theirs: Readonly<Record<string, V>> = {},
  merge: (id: string, before: V | undefined, here: V | undefined, there: V | undefined) => V | undefined,
): Record<string, V> {
  const ids = new Set([...Object.keys(mine), ...Object.keys(theirs)])
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const value = merge(id, base[id], mine[id], theirs[id])
      return value === undefined ? [] : [[id, value]]
    }),
  )
}
