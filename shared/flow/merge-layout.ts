// Where the boxes of a merged flow stand: where they stand in mine, and what comes new beside its neighbour, without covering another box.
import type { FlowDocument, FlowEdge } from './document.ts'
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
