// Stock of a SKU at stores: read, and set by a count.
import { Type, type Static } from 'typebox'
import type { Action, CallContext } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { needVariation, Sku } from '../catalogue.ts'
import { post } from '../client.ts'
import { keyOf } from './create-refund.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { SET_STOCK_FIELDS, LEVEL_FIELDS } from '../retail.ts'

const Count = Type.Object({
  location_id: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  quantity: Type.Optional(Type.String()),
})
const Counts = Type.Object({ counts: Type.Optional(Type.Array(Count)) })
const Level = speaking(
  'stock',
  Type.Object({
    locationId: Type.String({ title: 'Location' }),
    quantity: Type.String({ title: 'In stock', description: 'Decimal text; may be negative where a till sold what was not there' }),
  }),
  LEVEL_FIELDS,
)
const toLevels = (counts: readonly Static<typeof Count>[] = []) =>
  counts.filter(({ state }) => state === 'IN_STOCK').map(({ location_id: locationId = '', quantity = '0' }) => ({ locationId, quantity }))
const LocationId = Type.String({ title: 'Location', description: 'Id of the store, such as L8GS….', pattern: '^[A-Za-z0-9]{4,60}$' })

const readCounts = (context: CallContext, variation: string, locations?: readonly string[]) =>
  post(context, '/v2/inventory/counts/batch-retrieve', Counts, {
    catalog_object_ids: [variation],
    states: ['IN_STOCK'],
    ...(locations && { location_ids: locations }),
  })

const GetInput = Type.Object({ sku: Sku, locationId: Type.Optional(LocationId) }, { additionalProperties: false })
const GetOutput = Type.Object({ sku: Type.String({ title: 'SKU' }), levels: Type.Array(Level, { title: 'Locations' }) })

export const getStock = {
  id: 'get-stock',
  label: 'Get stock',
  description: 'Reads how much of a SKU stores have.',
  effect: 'read',
  safety: 'upsert',
  input: GetInput,
  output: GetOutput,
  example: { sku: 'HF-MUG-NAVY', levels: [{ locationId: 'LQUAYSIDE00001', quantity: '33' }] },
  async run(input, context) {
    const { sku, locationId } = parseInput(GetInput, input)
    const { id } = await needVariation(context, sku)
    const { counts } = await readCounts(context, id, locationId === undefined ? undefined : [locationId])
    return { sku, levels: toLevels(counts) }
  },
} as const satisfies Action

const SetInput = speaking(
  'stock',
  Type.Object(
    {
      sku: Sku,
      locationId: LocationId,
      quantity: Type.Integer({ title: 'Quantity', description: 'That was counted. Not below zero.', minimum: 0 }),
      countedAt: Type.Optional(
        Type.String({
          title: 'Counted at',
          description: 'ISO instant within the last day. Square takes off what was sold since. Default: now.',
          pattern: '^\\d{4}-\\d{2}-\\d{2}T',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  SET_STOCK_FIELDS,
)

export const setStock = {
  id: 'set-stock',
  label: 'Set stock',
  description: 'Sets how much of a SKU a store has, as a count. Setting the same again changes nothing.',
  effect: 'write',
  safety: 'upsert',
  input: SetInput,
  output: Level,
  example: { locationId: 'LQUAYSIDE00001', quantity: '33' },
  async run(input, context) {
    const { sku, locationId, quantity, countedAt } = parseInput(SetInput, input)
    const { id } = await needVariation(context, sku)
    const occurredAt = countedAt ?? context.now().toISOString()
    // Square refuses a key with another request: a new time is a new count, and setting the same twice leaves the same.
    const key = keyOf(JSON.stringify([context.idempotencyKey, sku, locationId, quantity, occurredAt]))
    const answer = await post(context, '/v2/inventory/changes/batch-create', Counts, {
      idempotency_key: key,
      ignore_unchanged_counts: true,
      changes: [
        {
          type: 'PHYSICAL_COUNT',
          physical_count: {
            reference_id: key.slice(0, 40),
            catalog_object_id: id,
            state: 'IN_STOCK',
            location_id: locationId,
            quantity: String(quantity),
            occurred_at: occurredAt,
          },
        },
      ],
    })
    return toLevels(answer.counts).find((level) => level.locationId === locationId) ?? { locationId, quantity: String(quantity) }
  },
} as const satisfies Action
