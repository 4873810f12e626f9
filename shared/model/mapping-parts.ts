// Mapping parts as they are stored and asked for: an address or a money line that many mappings share. A partner's parts are there for all its clients; a
// client may have a copy of its own, which stands for the partner's.
import { Type, type Static } from 'typebox'
import { ReadableId } from '../flow/node-schema.ts'
import { PartBody, PartCase } from '../mapping/parts/part-body.ts'

export const PartScope = Type.Union([Type.Literal('partner'), Type.Literal('client')])
export type PartScope = Static<typeof PartScope>

export const PartContent = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 120 }),
    description: Type.Optional(Type.String({ maxLength: 2_000 })),
    body: PartBody,
    cases: Type.Array(PartCase, { maxItems: 100 }),
  },
  { additionalProperties: false },
)
/** Written out: TypeBox sees rows within rows as unknown. */
export interface PartContent {
  label: string
  description?: string
  body: PartBody
  cases: PartCase[]
}

/** One version, which never changes. */
export interface PartVersion extends PartContent {
  readonly partnerId: string
  /** Whose copy it is; '' of the partner's own. */
  readonly clientId: string
  readonly name: string
  readonly version: number
  readonly note?: string
  readonly createdAt: string
  readonly createdBy: string
}

/** A part as a client sees it. */
export interface MappingPart extends PartContent {
  readonly name: string
  readonly scope: PartScope
  readonly version: number
  readonly createdAt: string
  readonly createdBy: string
  /** Of a client's copy: the version of the partner's part that it stands for, where there is one. */
  readonly partnerVersion?: number
}

const Note = Type.Optional(Type.String({ maxLength: 500 }))

export const CreateMappingPart = Type.Object(
  { name: ReadableId, scope: PartScope, content: PartContent, note: Note },
  { additionalProperties: false },
)
export interface CreateMappingPart {
  name: string
  scope: PartScope
  content: PartContent
  note?: string
}

/** The next version. `version` is the one it was made from: 0 where the scope has none yet, as for a client's first copy. */
export const SaveMappingPart = Type.Object(
  { scope: PartScope, version: Type.Integer({ minimum: 0 }), content: PartContent, note: Note },
  { additionalProperties: false },
)
export interface SaveMappingPart {
  scope: PartScope
  version: number
  content: PartContent
  note?: string
}

/** Where a part is used: in a flow's draft, in what is deployed of it, or in another part. */
export type PartUse =
  | {
      readonly kind: 'flow'
      readonly clientId: string
      readonly client: string
      readonly flowId: string
      readonly flow: string
      readonly draft: boolean
      /** The pinned version, by environment. */
      readonly deployed: readonly { readonly environment: string; readonly version: number }[]
    }
  | { readonly kind: 'part'; readonly name: string; readonly label: string; readonly clientId: string; readonly client: string }

export const ShowPartImpact = Type.Object({ scope: PartScope, body: PartBody }, { additionalProperties: false })
export interface ShowPartImpact {
  scope: PartScope
  body: PartBody
}

/** What a change of a part does to a flow that uses it: on each of the flow's samples. */
export interface PartImpact {
  readonly flows: readonly {
    readonly clientId: string
    readonly client: string
    readonly flowId: string
    readonly flow: string
    readonly samples: number
    readonly cases: readonly {
      readonly sampleId: string
      readonly name: string
      readonly differences: readonly {
        readonly nodeId: string
        readonly path: string
        readonly before?: unknown
        readonly after?: unknown
      }[]
    }[]
    /** The flow cannot be tried: its graph has a cycle, say. */
    readonly problem?: string
  }[]
}
