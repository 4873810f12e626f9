// A retailer's day as far as it happens at the tills of the six shops: sales, returns and exchanges.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import type { SoldLine } from '#connectors/kit/retailer/sold.ts'
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
  const itemsOf = (lines: readonly SoldLine[]) => {
    records.atomically(() => {
      for (const { sku } of lines) needArticle(records, sku)
    })
    return lines.map(({ sku, quantity, price }) => ({ sku, quantity, price }))
  }
  if (event.kind === 'store-sale') {
    const { recordId } = await sell({ outlet: event.store, tender: event.tender, items: itemsOf(event.lines) })
    played.keep(event.id, recordId, event)
    return true
  }
  if (event.kind !== 'return' && event.kind !== 'exchange') return false
  const of = played.of(event.of)
  if (of?.sold.kind !== 'store-sale') return false
  await sell({
    returnOf: of.recordId,
    returned: [...event.lines],
    outlet: of.sold.store,
    tender: of.sold.tender,
    ...(event.kind === 'exchange' && { items: itemsOf(event.instead) }),
  })
  return true
}
