// What the simulated supplier does with an order, without any EDI: what is confirmed, when it leaves and what it costs. The same order always fares
// the same for the same seed.
import { createHash } from 'node:crypto'
import { Decimal } from 'decimal.js'

export interface OrderedLine {
  readonly line: string
  readonly sku: string
  readonly barcode: string
  readonly quantity: string
  readonly unit: string
  readonly price: string
}

export interface Ordered {
  readonly number: string
  /** `20260301` */
  readonly date: string
  readonly currency: string
  readonly buyer: string
  readonly shipTo: string
  readonly lines: readonly OrderedLine[]
}

export interface ConfirmedLine extends OrderedLine {
  /** Leaves with the first shipment. */
  readonly accepted: string
  /** Leaves with the second one. */
  readonly backordered: string
  readonly rejected: string
}

export interface Confirmed extends Omit<Ordered, 'lines'> {
  /** The supplier's own number. */
  readonly reference: string
  readonly lines: readonly ConfirmedLine[]
  readonly outcome: 'accepted' | 'changed' | 'rejected'
}

/** Shares of a hundred lines; the rest is confirmed as it was ordered. */
const BACKORDERED = 12
const FEWER = 6
const REJECTED = 4

export function confirm(order: Ordered, reference: string, seed: number): Confirmed {
  const lines = order.lines.map((line) => ({ ...line, ...decide(line, lot(`${seed}/${order.number}/${line.line}`)) }))
  const isRejected = lines.every(({ accepted, backordered }) => accepted === '0' && backordered === '0')
  const isAsOrdered = lines.every(({ backordered, rejected }) => backordered === '0' && rejected === '0')
  return { ...order, reference, lines, outcome: isRejected ? 'rejected' : isAsOrdered ? 'accepted' : 'changed' }
}

/** 0 to 99. */
const lot = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE(0) % 100

function decide({ sku, barcode, quantity }: OrderedLine, drawn: number): Pick<ConfirmedLine, 'accepted' | 'backordered' | 'rejected'> {
  const wanted = amountOf(quantity)
  const none = { accepted: '0', backordered: '0', rejected: '0' }
  // Nobody can pick what has no name or no quantity.
  if (wanted.lte(0) || (sku === '' && barcode === '')) return { ...none, rejected: wanted.toString() }
  if (drawn < REJECTED) return { ...none, rejected: wanted.toString() }
  const some = wanted.times('0.75').floor()
  if (some.lte(0) || drawn >= REJECTED + FEWER + BACKORDERED) return { ...none, accepted: wanted.toString() }
  const rest = wanted.minus(some).toString()
  return drawn < REJECTED + FEWER
    ? { ...none, accepted: some.toString(), rejected: rest }
    : { ...none, accepted: some.toString(), backordered: rest }
}

function amountOf(text: string): Decimal {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? new Decimal(text.trim()) : new Decimal(0)
}

export type Part = 1 | 2

export interface Shipment {
  readonly number: string
  readonly order: Confirmed
  readonly lines: readonly { readonly line: OrderedLine; readonly quantity: string }[]
  readonly parcel: string
  /** Serial shipping container code: eighteen digits. */
  readonly sscc: string
}

/** Lines of the first shipment, or of what was on backorder; empty: there is none. */
export const shipped = ({ lines }: Confirmed, part: Part): Shipment['lines'] =>
  lines
    .map((line) => ({ line, quantity: part === 1 ? line.accepted : line.backordered }))
    .filter(({ quantity }) => !new Decimal(quantity).isZero())

/** `serial`: the how-manieth parcel of the supplier. */
export function pack(order: Confirmed, part: Part, serial: number): Shipment {
  const digits = `0034012345${String(serial).padStart(7, '0')}`
  return {
    number: `DN-${order.number}-${part}`,
    order,
    lines: shipped(order, part),
    parcel: `1Z${String(serial).padStart(9, '0')}`,
    sscc: withCheckDigit(digits),
  }
}

/** GS1: weights 3 and 1 from the right. */
function withCheckDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0)
  return digits + String((10 - (sum % 10)) % 10)
}

export interface Bill {
  readonly number: string
  readonly shipment: Shipment
  readonly net: string
  /** Percent. */
  readonly taxRate: string
  readonly tax: string
  readonly total: string
  readonly lines: readonly { readonly line: OrderedLine; readonly quantity: string; readonly amount: string }[]
}

/** Value-added tax of the supplier's country. */
const TAX_PERCENT = '20'

export function bill(shipment: Shipment, number: string): Bill {
  const lines = shipment.lines.map(({ line, quantity }) => ({
    line,
    quantity,
    amount: amountOf(line.price).times(quantity).toDecimalPlaces(2).toFixed(2),
  }))
  const net = lines.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
  const tax = net.times(TAX_PERCENT).div(100).toDecimalPlaces(2)
  return { number, shipment, net: net.toFixed(2), taxRate: TAX_PERCENT, tax: tax.toFixed(2), total: net.plus(tax).toFixed(2), lines }
}

/** Days: when what leaves today arrives, and when it is to be paid. */
export const DAYS = { onTheWay: 2, backorder: 7, toPay: 30 } as const

/** `20260301`, in UTC. */
export const dayOf = (at: Date, later = 0): string =>
  new Date(at.getTime() + later * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '')
