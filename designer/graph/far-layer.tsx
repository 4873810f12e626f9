// A large flow from afar, drawn on canvases over React Flow's own layer. The steps themselves stay on the page as empty blocks: pointer, Tab, screen
// readers and React Flow find them as ever. What is dragged lies on a sheet of its own, so that the thousand others need not be drawn again.
import { useMemo } from 'react'
import type { CardNode, WireEdge } from './card-data.ts'
import { farScene } from './far-scene.ts'
import { FarSheet } from './far-sheet.tsx'
import { useStableList } from './use-stable-list.ts'

interface FarLayerProps {
  readonly cards: readonly CardNode[]
  readonly wires: readonly WireEdge[]
  /** Ids of the steps that are dragged now. */
  readonly moving?: ReadonlySet<string>
}

const NOTHING: ReadonlySet<string> = new Set()

export function FarLayer({ cards, wires, moving = NOTHING }: FarLayerProps) {
  const rests = (wire: WireEdge) => !moving.has(wire.source) && !moving.has(wire.target)
  const restCards = useStableList(cards.filter((card) => !moving.has(card.id)))
  const restWires = useStableList(wires.filter(rests))
  const rest = useMemo(() => farScene(restCards, restWires), [restCards, restWires])
  const dragged = moving.size === 0 ? undefined : draggedScene()
  return (
    <>
      <FarSheet scene={rest} />
      {dragged ? <FarSheet scene={dragged} /> : null}
    </>
  )

  function draggedScene() {
    const touched = wires.filter((wire) => !rests(wire))
    const ends = new Set(touched.flatMap((wire) => [wire.source, wire.target]))
    const scene = farScene(
      cards.filter((card) => moving.has(card.id) || ends.has(card.id)),
      touched,
    )
    return { ...scene, blocks: scene.blocks.filter((block) => moving.has(block.id)) }
  }
}
