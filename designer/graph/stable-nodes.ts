// React Flow draws again what is another object. Of a thousand cards a drag changes one: the others stay the very objects they were.
import type { CardNode } from './card-data.ts'

/** Makes a function that gives back, for each card, the object it gave the last time when nothing in it has changed. */
export function keepStable(): (cards: readonly CardNode[]) => CardNode[] {
  let before = new Map<string, CardNode>()
  return (cards) => {
    const now = new Map<string, CardNode>()
    for (const card of cards) {
      const old = before.get(card.id)
      now.set(card.id, old && isSame(old, card) ? old : card)
    }
    before = now
    return [...now.values()]
  }
}

function isSame(a: CardNode, b: CardNode): boolean {
  return (
    a.selected === b.selected &&
    a.ariaLabel === b.ariaLabel &&
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.measured?.height === b.measured?.height &&
    isShallowSame(a.data, b.data)
  )
}

function isShallowSame(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  if (a === b) return true
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
