// Reads a record that a webhook or another step names, whatever its kind.
import { Type } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { read } from '../client.ts'
import { ANY_ENTITY, AnyEntity, EntityName, toAnyEntity } from '../entities.ts'
import { AnyRecord } from '../schemas.ts'
import { Id } from '../values.ts'

const Input = Type.Object(
  { entity: EntityName({ title: 'Kind', description: 'As a webhook names it.' }), id: Id('Id', "QuickBooks' id of the record.") },
  { additionalProperties: false },
)

export const readRecord = {
  id: 'read-record',
  label: 'Read a record',
  description:
    'Reads a document, customer or item by its id, such as one that a webhook names. One that was deleted sends the record to the exception desk.',
  effect: 'read',
  safety: 'look-up-first',
  input: Input,
  output: Type.Object({
    ...AnyEntity.properties,
    record: Type.Record(Type.String(), Type.Unknown(), { title: 'Record', description: 'As QuickBooks gives it' }),
  }),
  example: { ...ANY_ENTITY, record: { Id: '145', DocNumber: 'HF-1001', TotalAmt: 36 } },
  async run(input, context) {
    const { entity, id } = parseInput(Input, input)
    const answer = await read(context, `/${entity.toLowerCase()}/${id}`, Type.Object({ [entity]: AnyRecord }))
    const record = (answer as Readonly<Record<string, AnyRecord>>)[entity] as AnyRecord
    return { ...toAnyEntity(entity, record), record: record as unknown as { [key: string]: Json } }
  },
} as const satisfies Action
