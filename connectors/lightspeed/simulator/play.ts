// A retailer's day as far as it happens at the tills of the six shops: sales, and what comes back.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { needArticle } from './store.ts'

/** False for what happens elsewhere. */
export async function playAtTills(
  event: RetailEvent,
  day: string,
  records: SimulatorRecords,
  sell: (payload: SimulatorRecord) => Promise<{ readonly recordId: string }>,
): Promise<boolean> {
  const played = playedDay(records, day)
  if (event.kind === 'store-sale') {
    records.atomically(() => {
      for (const { sku } of event.lines) needArticle(records, sku)
    })
    const items = event.lines.map(({ sku, quantity, price }) => ({ sku, quantity, price }))
    const { recordId } = await sell({ outlet: event.store, tender: event.tender, items })
    played.keep(event.id, recordId, event)
    return true
  }
  const of = event.kind === 'return' ? played.of(event.of) : undefined
  if (event.kind !== 'return' || of?.sold.kind !== 'store-sale') return false
  await sell({ returnOf: of.recordId, returned: [...event.lines], outlet: of.sold.store, tender: of.sold.tender })
  return true
}
