// What of a sales order is still to be sent, line by line, and which lines a shipment takes from. Lines are known by their number (`orderLine`), which
// has gaps; an item may stand on several.
// https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_159795518068.html
import { Decimal } from 'decimal.js'
import type { Issue } from '#shared/errors.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { suiteQl, type SuiteRow } from './client.ts'
import { refuseIssues } from './refuse-issues.ts'

export interface OpenLine {
  /** `orderLine`. */
  readonly number: string
  readonly sku: string
  readonly left: Decimal
  /** Internal id; undefined where the account or the line has none. */
  readonly location: string | undefined
}

/** What a fulfillment has lines for. */
const SENT = new Set(['InvtPart', 'Assembly', 'Kit', 'NonInvtPart'])

/** Lines with something left, in their order. */
export async function openLines(context: CallContext, orderId: string): Promise<readonly OpenLine[]> {
  const { rows } = await suiteQl(
    context,
    `SELECT l.id, i.itemid, l.itemtype, l.quantity, l.quantityshiprecv, l.location, l.isclosed, l.kitcomponent
      FROM transactionline l JOIN item i ON i.id = l.item
      WHERE l.transaction = ${orderId} AND l.mainline = 'F' AND l.taxline = 'F' ORDER BY l.id`,
  )
  return rows.flatMap((row) => {
    const line = toLine(row)
    return line.left.gt(0) && isSent(row) ? [line] : []
  })
}

const isSent = (row: SuiteRow) => SENT.has(row['itemtype'] ?? '') && row['isclosed'] !== 'T' && row['kitcomponent'] !== 'T'
const toLine = (row: SuiteRow): OpenLine => ({
  number: row['id'] ?? '',
  sku: row['itemid'] ?? '',
  // What is sold stands below zero.
  left: new Decimal(row['quantity'] ?? 0).abs().minus(new Decimal(row['quantityshiprecv'] ?? 0).abs()),
  location: row['location'],
})

export interface WantedLine {
  readonly sku: string
  readonly quantity: string
  readonly orderLine?: string | undefined
  readonly locationId?: string | undefined
}

/** What leaves of one line of the order. */
export interface SentLine {
  readonly quantity: Decimal
  readonly location: string | undefined
}

/** By the number of the line. Throws `vendor-rejected` that names each SKU of which the order has less left. */
export function takenFrom(open: readonly OpenLine[], wanted: readonly WantedLine[]): ReadonlyMap<string, SentLine> {
  const taken = new Map<string, SentLine>()
  const issues: Issue[] = []
  for (const [index, { sku, quantity, orderLine, locationId }] of wanted.entries()) {
    let rest = new Decimal(quantity)
    for (const line of open) {
      if (line.sku !== sku || (orderLine !== undefined && line.number !== orderLine)) continue
      const before = taken.get(line.number)
      const part = Decimal.min(rest, line.left.minus(before?.quantity ?? 0))
      if (part.lte(0) || (before && locationId !== undefined && before.location !== locationId)) continue
      taken.set(line.number, { quantity: part.plus(before?.quantity ?? 0), location: locationId ?? before?.location ?? line.location })
      rest = rest.minus(part)
    }
    if (rest.gt(0)) {
      const left = new Decimal(quantity).minus(rest).toFixed()
      issues.push({
        path: `/lines/${index}/quantity`,
        code: 'nothing-left',
        message: `Of "${sku}" the sales order has ${left} left to send, not ${quantity}.`,
      })
    }
  }
  refuseIssues({
    issues,
    fix: 'Look at the sales order and its item fulfillments in NetSuite, correct the quantities, then replay the record.',
  })
  return taken
}
