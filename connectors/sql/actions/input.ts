// Members that several actions share.
import { Type } from 'typebox'

const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])

export const Sql = Type.String({
  title: 'Statement',
  description: 'Values never stand in it: write :name, such as SELECT sku, price FROM prices WHERE valid_from >= :day',
  minLength: 1,
  maxLength: 20_000,
})
export const Parameters = Type.Optional(
  Type.Record(Type.String({ pattern: '^[A-Za-z_]\\w*$' }), Value, {
    title: 'Parameters',
    description: 'Values by name. Money and long numbers as texts: they become the type of their column.',
  }),
)
export const Table = Type.String({
  title: 'Table',
  description: 'With its schema where it has one, such as sales.orders.',
  minLength: 1,
  maxLength: 300,
})
export const Key = Type.Array(Type.String({ maxLength: 128 }), {
  title: 'Key',
  description: 'The columns that make a row unique; the table must have a unique index on exactly these.',
  minItems: 1,
  maxItems: 16,
})
export const Row = Type.Record(Type.String(), Value, { title: 'Row', description: 'Values by column.' })
export const MOST_ROWS = 5_000
