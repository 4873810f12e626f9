// How a flow is drawn: where its steps stand, frames around steps that belong together, and notes to read. Nothing here changes what a flow does.
import { Type, type Static } from 'typebox'
import { object, READABLE_ID, ReadableId, strict } from './node-schema.ts'

/** The colours of frames and notes, as names: each theme has its own shade. */
export const LAYOUT_COLORS = ['gray', 'yellow', 'teal', 'blue', 'grape', 'red'] as const
export type LayoutColor = (typeof LAYOUT_COLORS)[number]
const Color = Type.Union(LAYOUT_COLORS.map((color) => Type.Literal(color)))

const Place = object({ x: Type.Number(), y: Type.Number() })

/** A frame around steps: it is as large as they need, and follows them. Ids of steps that are gone mean nothing. */
export const FlowGroup = object({
  label: Type.String({ minLength: 1, maxLength: 120 }),
  color: Type.Optional(Color),
  nodes: Type.Array(ReadableId, { minItems: 1, maxItems: 2_000 }),
})
export interface FlowGroup {
  label: string
  color?: LayoutColor
  nodes: string[]
}

/** A note on the canvas. `text` is Markdown; size in the canvas' own units, where a step is 220 wide. */
export const FlowNote = object({
  x: Type.Number(),
  y: Type.Number(),
  width: Type.Number({ minimum: 80, maximum: 4_000 }),
  height: Type.Number({ minimum: 40, maximum: 4_000 }),
  text: Type.String({ maxLength: 8_000 }),
  color: Type.Optional(Color),
})
export interface FlowNote {
  x: number
  y: number
  width: number
  height: number
  text: string
  color?: LayoutColor
}

const byId = Type.String({ pattern: READABLE_ID })
export const FlowLayout = object({
  nodes: Type.Record(byId, Place, strict),
  groups: Type.Optional(Type.Record(byId, FlowGroup, { ...strict, maxProperties: 500 })),
  notes: Type.Optional(Type.Record(byId, FlowNote, { ...strict, maxProperties: 500 })),
})
export interface FlowLayout {
  nodes: Record<string, Static<typeof Place>>
  groups?: Record<string, FlowGroup>
  notes?: Record<string, FlowNote>
}

/** A layout without empty members: taking the last note away leaves no trace. */
export function layoutOf(nodes: FlowLayout['nodes'], groups: FlowLayout['groups'], notes: FlowLayout['notes']): FlowLayout {
  const has = (record: object | undefined) => record !== undefined && Object.keys(record).length > 0
  return { nodes, ...(groups && has(groups) && { groups }), ...(notes && has(notes) && { notes }) }
}

/** The frames with the steps of another set of ids; a frame whose last step goes, goes along. */
export function groupsWith(groups: FlowLayout['groups'], keep: (id: string) => string | undefined): FlowLayout['groups'] {
  if (!groups) return undefined
  return Object.fromEntries(
    Object.entries(groups).flatMap(([id, group]) => {
      const nodes = group.nodes.flatMap((node) => keep(node) ?? [])
      return nodes.length > 0 ? [[id, { ...group, nodes }]] : []
    }),
  )
}
