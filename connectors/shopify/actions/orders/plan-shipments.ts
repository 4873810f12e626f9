// Decides what is still to be shipped: pure, so that every case of a repeated call can be written down as a test.
// One fulfilment covers fulfilment orders of one location only (Shopify's rule), so a plan has one shipment for each location.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { AnswerOf } from '../../documents/document.ts'
import type { Fulfillment, FulfillmentOrder, ORDER_SHIPPING } from '../../documents/fulfillment.ts'

export type OrderShipping = NonNullable<AnswerOf<typeof ORDER_SHIPPING>['order']>

export interface ShipmentRequest {
  readonly trackingNumber: string | undefined
  /** Everything that is open, when absent. */
  readonly lines: readonly { readonly lineItemId: string; readonly quantity: number }[] | undefined
  readonly locationId: string | undefined
}

export interface Shipment {
  readonly fulfillmentOrders: readonly {
    readonly id: string
    /** Lines of the fulfilment order; all that remains, when absent. */
    readonly lines?: readonly { readonly id: string; readonly quantity: number }[]
  }[]
}

export interface ShipmentPlan {
  /** What an earlier try of the same request made. */
  readonly existing: readonly Fulfillment[]
  readonly shipments: readonly Shipment[]
}

/** Throws `vendor-rejected` when the order cannot be shipped as asked. */
export function planShipments(order: OrderShipping, request: ShipmentRequest): ShipmentPlan {
  refuseWhatWasNotReadWhole(order)
  const live = order.fulfillments.filter(isLive)
  const existing = live.filter((fulfillment) => mayBeOurs(fulfillment, request))
  const inScope = order.fulfillmentOrders.nodes.filter(
    (candidate) => hasRemaining(candidate) && (request.locationId === undefined || locationOf(candidate) === request.locationId),
  )
  const open = inScope.filter(({ status }) => status === 'OPEN' || status === 'IN_PROGRESS')
  const shipments = request.lines
    ? shipLines(order, open, stillWanted(request.lines, existing))
    : shipAll(open, request.trackingNumber === undefined ? [] : existing)

  if (shipments.length === 0) {
    // Without a tracking number the only proof of an earlier try is that nothing remains, not even on hold.
    const isDone = existing.length > 0 && (request.trackingNumber !== undefined || (order.cancelledAt === null && !inScope.some(isWaiting)))
    if (!isDone) throw nothingOpen(order)
    return { existing, shipments }
  }
  return { existing: request.trackingNumber === undefined ? [] : existing, shipments }
}

/** Cancelled and failed fulfilments ship nothing. */
export function isLive(fulfillment: Fulfillment): boolean {
  return !['CANCELLED', 'ERROR', 'FAILURE'].includes(fulfillment.status)
}

function mayBeOurs(fulfillment: Fulfillment, { trackingNumber, locationId }: ShipmentRequest): boolean {
  const isHere = locationId === undefined || fulfillment.location?.id === locationId
  return isHere && (trackingNumber === undefined || fulfillment.trackingInfo.some(({ number }) => number === trackingNumber))
}

const hasRemaining = ({ lineItems }: FulfillmentOrder): boolean => lineItems.nodes.some(({ remainingQuantity }) => remainingQuantity > 0)

const isWaiting = ({ status }: FulfillmentOrder): boolean => status === 'ON_HOLD' || status === 'SCHEDULED' || status === 'INCOMPLETE'

const locationOf = (candidate: FulfillmentOrder): string | undefined => candidate.assignedLocation.location?.id

/** All that is open at each location, but not again where a parcel with this tracking number left from. */
function shipAll(open: readonly FulfillmentOrder[], existing: readonly Fulfillment[]): readonly Shipment[] {
  const done = new Set(existing.map((fulfillment) => fulfillment.location?.id))
  const waiting = open.filter((candidate) => !done.has(locationOf(candidate)))
  return byLocation(waiting).map((group) => ({ fulfillmentOrders: group.map(({ id }) => ({ id })) }))
}

/** What is asked for, less what parcels with this tracking number hold. Lines named twice are added up. */
function stillWanted(lines: NonNullable<ShipmentRequest['lines']>, existing: readonly Fulfillment[]): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>()
  for (const { lineItemId, quantity } of lines) wanted.set(lineItemId, (wanted.get(lineItemId) ?? 0) + quantity)
  for (const { lineItem, quantity } of existing.flatMap((fulfillment) => fulfillment.fulfillmentLineItems.nodes)) {
    const left = wanted.get(lineItem.id)
    if (left !== undefined) wanted.set(lineItem.id, left - (quantity ?? 0))
  }
  return new Map([...wanted].filter(([, quantity]) => quantity > 0))
}

function shipLines(order: OrderShipping, open: readonly FulfillmentOrder[], wanted: ReadonlyMap<string, number>): readonly Shipment[] {
  const left = new Map(wanted)
  const shipments = byLocation(open).map((group) => ({
    fulfillmentOrders: group
      .map(({ id, lineItems }) => ({ id, lines: lineItems.nodes.flatMap((line) => take(line, left)) }))
      .filter(({ lines }) => lines.length > 0),
  }))
  const short = [...left].filter(([, quantity]) => quantity > 0)
  if (short.length > 0) {
    throw new AppError('vendor-rejected', {
      message: say`Order ${order.name} has less open than is to be shipped.`,
      fix: 'Look at the order in Shopify: lines may be shipped, removed, refunded or on hold already.',
      issues: short.map(([line, quantity]) => ({ path: '/lines', code: 'vendor-rejected', message: `${line}: ${quantity} too many.` })),
    })
  }
  return shipments.filter(({ fulfillmentOrders }) => fulfillmentOrders.length > 0)
}

function take(
  line: FulfillmentOrder['lineItems']['nodes'][number],
  left: Map<string, number>,
): readonly { readonly id: string; readonly quantity: number }[] {
  const wanted = left.get(line.lineItem.id) ?? 0
  const quantity = Math.min(wanted, line.remainingQuantity)
  if (quantity <= 0) return []
  left.set(line.lineItem.id, wanted - quantity)
  return [{ id: line.id, quantity }]
}

function byLocation(open: readonly FulfillmentOrder[]): readonly (readonly FulfillmentOrder[])[] {
  return [...Map.groupBy(open, (candidate) => locationOf(candidate) ?? candidate.assignedLocation.name).values()]
}

/** A plan made from half the order could ship twice. */
function refuseWhatWasNotReadWhole(order: OrderShipping): void {
  const isShortened =
    order.fulfillmentOrders.pageInfo.hasNextPage ||
    order.fulfillmentOrders.nodes.some(({ lineItems }) => lineItems.pageInfo.hasNextPage) ||
    order.fulfillments.length >= 50 ||
    order.fulfillments.some(({ fulfillmentLineItems }) => fulfillmentLineItems.pageInfo.hasNextPage)
  if (!isShortened) return
  throw new AppError('vendor-rejected', {
    message: say`Order ${order.name} has more shipments or lines than Tillflow can plan for.`,
    fix: 'Ship this order in Shopify.',
  })
}

function nothingOpen(order: OrderShipping): AppError {
  return new AppError('vendor-rejected', {
    message: order.cancelledAt === null ? say`Order ${order.name} has nothing open to ship.` : say`Order ${order.name} was cancelled.`,
    fix: 'Look at the order in Shopify: it may be shipped under another tracking number, on hold, or cancelled.',
  })
}
