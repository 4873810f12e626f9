// Transfers that left a warehouse for another one, each once: what a store is told to expect.
import type { PollTrigger } from '#connectors/kit/contract.ts'
import { fieldsAmong } from '../client.ts'
import { DISPATCH_FIELDS, OUT_TO_TRANSIT, StoreTransfer, toStoreTransfers, TRANSFER_EXAMPLE } from '../store-transfer.ts'
import { readChangedByWriteDate } from './changed-by-write-date.ts'

export const transfersDispatched = {
  kind: 'poll',
  id: 'transfers-dispatched',
  label: 'Store transfers dispatched',
  description: 'Reads transfers that left a warehouse for another one by way of a transit location, with what they hold, each once.',
  output: StoreTransfer,
  example: TRANSFER_EXAMPLE,
  async poll(page, context) {
    // What a store sends back of a transfer is a return of its receipt.
    const [returns] = await fieldsAmong(context, 'stock.picking', ['return_id'])
    return await readChangedByWriteDate(context, {
      ...page,
      model: 'stock.picking',
      domain: [['state', '=', 'done'], ...OUT_TO_TRANSIT, ...(returns === undefined ? [] : [[returns, '=', false] as const])],
      fields: DISPATCH_FIELDS,
      toRecords: async (rows) =>
        (await toStoreTransfers(context, rows)).map((value) => ({ key: String(value.id), version: value.dispatchedAt ?? 'done', value })),
    })
  },
} as const satisfies PollTrigger
