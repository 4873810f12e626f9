// One row of a mapping, as flows and mapping parts have them.
import { Type } from 'typebox'
import { Expression, ReadableId, strict } from './node-schema.ts'

/**
 * One row of a mapping: what one target field gets.
 * `target` is a dotted path below the mapping's result (`partner.name`); names with other characters are quoted with backticks.
 * - `expression`: free JSONata over the input.
 * - `constant`: the same JSON value for every record.
 * - `lookup`: the value of a client's lookup table for a key.
 * - `each`: one target item for each source item; its rows see the item as the input, and the parent record as `$parent`.
 */
export const MappingRow = Type.Cyclic(
  {
    MappingRow: Type.Object(
      {
        target: Type.String({ minLength: 1, maxLength: 400 }),
        rule: Type.Union([
          Type.Object({ kind: Type.Literal('expression'), expression: Expression }, strict),
          Type.Object({ kind: Type.Literal('constant'), value: Type.Unknown() }, strict),
          Type.Object(
            {
              kind: Type.Literal('lookup'),
              table: ReadableId,
              key: Expression,
              onMissing: Type.Union([Type.Literal('reject'), Type.Literal('default'), Type.Literal('blank')]),
              default: Type.Optional(Type.Unknown()),
            },
            strict,
          ),
          Type.Object(
            { kind: Type.Literal('each'), items: Expression, rows: Type.Array(Type.Ref('MappingRow'), { maxItems: 2_000 }) },
            strict,
          ),
        ]),
        required: Type.Optional(Type.Boolean({ description: 'The record is parked when this field has no value.' })),
        note: Type.Optional(Type.String({ maxLength: 2_000 })),
      },
      strict,
    ),
  },
  'MappingRow',
)
export type MappingRule =
  | { kind: 'expression'; expression: string }
  | { kind: 'constant'; value: unknown }
  | { kind: 'lookup'; table: string; key: string; onMissing: 'reject' | 'default' | 'blank'; default?: unknown }
  | { kind: 'each'; items: string; rows: MappingRow[] }
export interface MappingRow {
  target: string
  rule: MappingRule
  required?: boolean
  note?: string
}
