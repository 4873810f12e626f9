// A retailer's day as far as it happens at these tills: sales and returns of the shops in the pound, and the drawers that are counted at night.
import { inTwoSteps, type RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { locationOf } from './catalogue.ts'
import { closeDrawer } from './drawers.ts'
import { orderNote, ringUp } from './sales.ts'
import { finishRefund, takeBack } from './returns.ts'

const TENDERS = { card: 'CARD', cash: 'CASH', 'gift-card': 'SQUARE_GIFT_CARD' } as const

interface Tills {
  readonly records: SimulatorRecords
  readonly now: () => Date
  readonly deliver: (event: string, kind: string, object: SimulatorRecord) => Promise<unknown>
}

/** False for what happens elsewhere. */
export async function playAtTills(event: RetailEvent, day: string, tills: Tills): Promise<boolean> {
  const { records, now, deliver } = tills
  const played = playedDay(records, day)
  switch (event.kind) {
    case 'store-sale': {
      const location = locationOf(event.store)
      if (location === undefined) return false
      const order = records.atomically(() => {
        const items = event.lines.map(({ sku, quantity }) => ({ sku, quantity }))
        const made = ringUp(records, { location_id: location, tender: TENDERS[event.tender], items }, now())
        played.keep(event.id, String(made['id']), event)
        return made
      })
      await deliver('order.created', 'order_created', orderNote(order))
      const payment = records.find('payments', (one) => one['order_id'] === order['id'])
      if (payment) await deliver('payment.created', 'payment', payment)
      return true
    }
    case 'return': {
      const sale = records.get('orders', played.of(event.of)?.recordId ?? '')
      if (!sale) return false
      const { order, refund } = records.atomically(() => takeBack(records, sale, event.lines, now()))
      await deliver('order.created', 'order_created', orderNote(order))
      await deliver('refund.created', 'refund', refund)
      await deliver(
        'refund.updated',
        'refund',
        records.atomically(() => finishRefund(records, refund, now())),
      )
      return true
    }
    case 'exchange': {
      const sold = played.of(event.of)?.sold
      if (sold?.kind !== 'store-sale') return false
      const { back, sale } = inTwoSteps(event, sold)
      return (await playAtTills(back, day, tills)) && playAtTills(sale, day, tills)
    }
    case 'closing': {
      const location = locationOf(event.store)
      if (location !== undefined) records.atomically(() => closeDrawer(records, location, 0, now()))
      return location !== undefined
    }
    default:
      return false
  }
}
