// A retailer's day at tills that export files: what is sold and comes back is printed as receipts, and each shop's files are dropped when it closes.
// The file of all shops comes with the last of them.
import type { Partner } from '#connectors/kit/file-server/simulator/index.ts'
import { inTwoSteps, type RetailEvent } from '#connectors/kit/retailer/day.ts'
import { playedDay } from '#connectors/kit/retailer/played.ts'
import { harbourFinch } from '#connectors/kit/retailer/retailer.ts'
import { returnedLines, type StoreSale } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { poslogOf, type Receipt } from './poslog-day.ts'
import { csvOf, salesJsonOf } from './sales-day.ts'

const SHOPS = harbourFinch().stores.length
/** Types that begin with `_` are no records. */
const RECEIPTS = '_receipts'
const CLOSED = '_closed'

interface Printed extends Receipt {
  readonly day: string
}

/** False for what happens elsewhere. */
export function playTills(event: RetailEvent, day: string, partner: Partner): boolean {
  const { records } = partner
  const played = playedDay(records, day)
  switch (event.kind) {
    case 'store-sale':
      played.keep(event.id, String(print(records, day, { sale: saleOf(event), second: event.second })), event)
      return true
    case 'return': {
      const of = played.of(event.of)
      if (of?.sold.kind !== 'store-sale') return false
      const sale = { ...of.sold, lines: returnedLines(of.sold, event.lines) }
      print(records, day, { sale, second: event.second, of: Number(of.recordId) })
      return true
    }
    case 'exchange': {
      const sold = played.of(event.of)?.sold
      if (sold?.kind !== 'store-sale') return false
      const { back, sale } = inTwoSteps(event, sold)
      return playTills(back, day, partner) && playTills(sale, day, partner)
    }
    case 'closing':
      close(event.store, day, partner)
      return true
    default:
      return false
  }
}

const saleOf = ({ kind, store, currency, tender, lines }: StoreSale): StoreSale => ({ kind, store, currency, tender, lines })

/** Receipts of a till are numbered on from day to day: their number names them. */
function print(records: SimulatorRecords, day: string, receipt: Omit<Receipt, 'number'>): number {
  const number = records.nextId(`_receipt/${receipt.sale.store}`)
  records.put(RECEIPTS, `${receipt.sale.store}/${number}`, { ...receipt, number, day })
  return number
}

function close(store: string, day: string, { records, now, put }: Partner): void {
  const date = now().toISOString().slice(0, 10)
  // Another day that is played on the same date has files of its own.
  const nth = records.nextId(`_files/${store}/${date}`)
  const name = nth === 1 ? date : `${date}-${nth}`
  const printed = (records.list(RECEIPTS) as readonly Printed[]).filter((receipt) => receipt.day === day)
  const own = printed.filter(({ sale }) => sale.store === store)
  put(`/poslog/${store}-${name}.xml`, poslogOf(date, own))
  put(`/sales/${store}-${name}.csv`, csvOf(date, own))
  records.put(CLOSED, `${day}/${store}`, { day })
  if (records.list(CLOSED).filter((one) => one['day'] === day).length === SHOPS) put(`/sales-json/${name}.json`, salesJsonOf(date, printed))
}
