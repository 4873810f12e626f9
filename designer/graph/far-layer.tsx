// A large flow from afar, drawn on canvases over React Flow's own layer. The steps themselves stay on the page as empty blocks: pointer, Tab, screen
// readers and React Flow find them as ever. What is dragged lies on a sheet of its own, so that the thousand others need not be drawn again.
import { useMemo } from 'react'
import type { CardNode, WireEdge } from './card-data.ts'
import type { Drag } from './drag.ts'
import { DraggedSheet } from './dragged-sheet.tsx'
import { farScene } from './far-scene.ts'
import { FarSheet } from './far-sheet.tsx'
import { useStableList } from './use-stable-list.ts'

interface FarLayerProps {
  readonly cards: readonly CardNode[]
  readonly wires: readonly WireEdge[]
  /** Ids of the steps that are dragged now, and where they are. */
  readonly moving?: ReadonlySet<string>
  readonly drag?: Drag
}

const NOTHING: ReadonlySet<string> = new Set()

export function FarLayer({ cards, wires, moving = NOTHING, drag }: FarLayerProps) {
  const restCards = useStableList(cards.filter((card) => !moving.has(card.id)))
  const restWires = useStableList(wires.filter((wire) => !moving.has(wire.source) && !moving.has(wire.target)))
  const rest = useMemo(() => farScene(restCards, restWires), [restCards, restWires])
  return (
    <>
      <FarSheet scene={rest} />
      {drag && moving.size > 0 ? <DraggedSheet cards={cards} wires={wires} moving={moving} drag={drag} /> : null}
    </>
  )
}
