// A retailer's day as far as it happens at the payment provider: the web shop's orders are charged, cancelled and returned ones are paid back, and
// at the end each currency is paid out.
import type { RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { amountOf, chargeOf, minorOf, returnedLines, totalOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { balanceIn, charge, payout, refund } from './ledger.ts'

interface Account {
  readonly records: SimulatorRecords
  readonly now: () => Date
  readonly deliver: (event: string, object: SimulatorRecord) => Promise<unknown>
}

/** False for what happens elsewhere: the shops' tills are not connected to this account. */
export async function playAtProvider(event: RetailEvent, day: string, { records, now, deliver }: Account): Promise<boolean> {
  const played = playedDay(records, day)
  switch (event.kind) {
    case 'web-order': {
      const made = records.atomically(() => {
        const charged = charge(
          records,
          {
            id: chargeOf(day, event.id),
            amount: minorOf(totalOf(event)),
            currency: event.currency.toLowerCase(),
            description: `Web order ${event.id}`,
            metadata: { order_id: event.id, day },
          },
          now(),
        )
        played.keep(event.id, String(charged['id']), event)
        return charged
      })
      await deliver('charge.succeeded', made)
      return true
    }
    case 'return':
    case 'cancellation': {
      const of = played.of(event.of)
      if (!of) return false
      const amount = event.kind === 'return' ? amountOf(returnedLines(of.sold, event.lines)) : totalOf(of.sold)
      const form = { charge: of.recordId, amount: String(minorOf(amount)), reason: 'requested_by_customer', 'metadata[order_id]': event.of }
      const made = records.atomically(() => refund(records, form, now()))
      await deliver('refund.created', made)
      const charged = records.get('charges', of.recordId)
      if (charged) await deliver('charge.refunded', charged)
      return true
    }
    case 'payout': {
      const currency = event.currency.toLowerCase()
      // A balance that an earlier day left in debt is paid first.
      if (balanceIn(records, currency) <= 0) return false
      await deliver(
        'payout.paid',
        records.atomically(() => payout(records, now(), currency)),
      )
      return true
    }
    default:
      return false
  }
}
