// What a large flow looks like from afar, in the flow's own units: steps as blocks in the colour of their kind, lines from dot to dot, problems and
// states as dots. Pure; `far-paint.ts` puts it onto a canvas.
import { getBezierPath, Position } from '@xyflow/react'
import type { CardData, CardNode, WireEdge } from './card-data.ts'
import { lookOf } from './node-kinds.ts'

/** A named colour of the app, or `kind:` and one of Mantine's. */
export type Tone = 'accent' | 'bad' | 'border' | 'info' | 'neutral' | 'ok' | 'warn'

export interface FarBlock {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** A Mantine colour: that of the kind. */
  readonly color: string
  readonly border: Tone
  /** A wide, pale ring around it. */
  readonly ring?: Tone
  /** The dot in the corner: a problem, or how the step went. */
  readonly dot?: Tone
  readonly dimmed: boolean
  /** Switched off. */
  readonly off: boolean
  /** The system's own drawing; without one it is the sign of the kind. */
  readonly systemIcon?: string
  readonly kindIcon: ReturnType<typeof lookOf>['icon']
}

export interface FarLine {
  readonly id: string
  /** As in the `d` of an SVG path. */
  readonly path: string
  readonly look: 'added' | 'error' | 'plain' | 'removed' | 'travelled'
  readonly dimmed: boolean
}

export interface FarScene {
  readonly blocks: readonly FarBlock[]
  readonly lines: readonly FarLine[]
}

const STATE_TONES = { waiting: 'warn', running: 'info', succeeded: 'ok', skipped: 'neutral', retrying: 'warn', parked: 'bad' } as const
const CHANGE_TONES = { added: 'ok', removed: 'bad', changed: 'warn' } as const

export function farScene(cards: readonly CardNode[], wires: readonly WireEdge[]): FarScene {
  const byId = new Map(cards.map((card) => [card.id, card]))
  return {
    blocks: cards.map(toBlock),
    lines: wires.flatMap((wire) => {
      const ends = endsOf(byId.get(wire.source), byId.get(wire.target), wire.sourceHandle ?? 'out')
      if (!ends) return []
      const [path] = getBezierPath({ ...ends, sourcePosition: Position.Right, targetPosition: Position.Left })
      return [{ id: wire.id, path, look: lookOfLine(wire), dimmed: wire.data?.dimmed ?? false }]
    }),
  }
}

function toBlock(card: CardNode): FarBlock {
  const { node, state, change, errors, warnings, dimmed, connectorIcon } = card.data
  const ring = card.selected ? 'accent' : change ? CHANGE_TONES[change] : state?.status === 'parked' ? 'bad' : undefined
  const dot = dotOf(card.data)
  const look = lookOf(node)
  return {
    id: card.id,
    x: card.position.x,
    y: card.position.y,
    width: card.measured?.width ?? 0,
    height: card.measured?.height ?? 0,
    color: look.color,
    border:
      ring ??
      (state && state.status !== 'skipped' && state.status !== 'waiting' ? STATE_TONES[state.status] : errors > 0 ? 'bad' : 'border'),
    ...(ring && { ring }),
    ...(dot && { dot }),
    dimmed,
    off: node.disabled ?? false,
    ...(connectorIcon && { systemIcon: connectorIcon }),
    kindIcon: look.icon,
  }

  function dotOf(data: CardData): Tone | undefined {
    if (data.state) return STATE_TONES[data.state.status]
    if (errors > 0) return 'bad'
    return warnings > 0 ? 'warn' : undefined
  }
}

/** From the middle of the outer side of the one dot to that of the other, as React Flow draws it. */
function endsOf(source: CardNode | undefined, target: CardNode | undefined, port: string) {
  const out = source?.handles?.find((handle) => handle.type === 'source' && handle.id === port)
  const into = target?.handles?.find((handle) => handle.type === 'target')
  if (!source || !target || !out || !into) return undefined
  return {
    sourceX: source.position.x + out.x + (out.width ?? 0),
    sourceY: source.position.y + out.y + (out.height ?? 0) / 2,
    targetX: target.position.x + into.x,
    targetY: target.position.y + into.y + (into.height ?? 0) / 2,
  }
}

function lookOfLine({ data }: WireEdge): FarLine['look'] {
  if (data?.change) return data.change
  if (data?.travelled) return 'travelled'
  return data?.isError ? 'error' : 'plain'
}
