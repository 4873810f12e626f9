// What the simulated account makes of a sales order that is transformed into an item fulfillment, and the lines of orders as SuiteQL sees them.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { linesOf } from './documents.ts'

const idOf = (value: unknown): string | undefined => {
  const id = isRecord(value) ? (value['id'] as string | number | undefined) : undefined
  return id === undefined ? undefined : String(id)
}
const number = (value: unknown) => new Decimal((value ?? 0) as Decimal.Value)
const isShipment = (row: SimulatorRecord, order: unknown) => row['type'] === 'ItemShip' && row['previousdoc'] === order

/** Numbers have gaps: taxes and other lines stand between. */
const numberOf = (index: number) => index * 3 + 1

/** Of all sales orders. What is sold stands below zero, what was sent above. */
export function orderLines(records: SimulatorRecords): readonly SimulatorRecord[] {
  return records
    .list('transaction')
    .filter(({ type }) => type === 'SalesOrd')
    .flatMap((order) =>
      linesIn(order).map((line, index) => ({
        transaction: order['id'],
        id: numberOf(index),
        itemid: records.get('item', idOf(line['item']) ?? '')?.['itemid'],
        itemtype: 'InvtPart',
        mainline: 'F',
        taxline: 'F',
        isclosed: 'F',
        kitcomponent: 'F',
        quantity: number(line['quantity']).neg().toFixed(),
        quantityshiprecv: sentOf(records, order, numberOf(index)).toFixed(),
        location: idOf(line['location']) ?? null,
      })),
    )
}

const linesIn = (order: SimulatorRecord) => (order['lines'] as SimulatorRecord[] | undefined) ?? []
const sentOf = (records: SimulatorRecords, order: SimulatorRecord, line: number) =>
  records
    .list('transaction')
    .filter((row) => isShipment(row, order['id']))
    .flatMap((row) => linesOf(row['record'] as SimulatorRecord, 'item'))
    .filter(({ orderLine }) => orderLine === line)
    .reduce<Decimal>((sum, { quantity }) => sum.plus(number(quantity)), new Decimal(0))

const PARCELS: Readonly<Record<string, string>> = { package: '', packageUps: 'Ups', packageFedEx: 'FedEx', packageUsps: 'Usps' }

/** The internal id, or why not. Lines that are not named are sent whole; a parcel of the account's own stays unless parcels are replaced. */
export function shipOrder(
  records: SimulatorRecords,
  order: SimulatorRecord,
  body: SimulatorRecord,
  { at, replaces }: { at: string; replaces: string | undefined },
): number | string {
  const externalId = body['externalId'] ?? null
  if (externalId !== null && records.find('transaction', (row) => row['type'] === 'ItemShip' && row['externalid'] === externalId))
    return 'This record already exists'
  const named = linesOf(body, 'item')
  const unknown = named.find(({ orderLine }) => !linesIn(order).some((_, index) => numberOf(index) === orderLine))
  if (unknown) return `Invalid orderLine ${String(unknown['orderLine'])}.`
  const sent: SimulatorRecord[] = []
  for (const [index, line] of linesIn(order).entries()) {
    const orderLine = numberOf(index)
    const given = named.find((one) => one['orderLine'] === orderLine)
    const left = number(line['quantity']).minus(sentOf(records, order, orderLine))
    const quantity =
      given?.['itemReceive'] === false ? new Decimal(0) : given?.['quantity'] === undefined ? left : number(given['quantity'])
    if (quantity.lte(0)) continue
    if (quantity.gt(left))
      return `You have entered a quantity of ${quantity.toFixed()} on line ${orderLine}, of which ${left.toFixed()} remain.`
    const location = idOf(given?.['location']) ?? idOf(line['location'])
    if (location === undefined) return 'Please enter value(s) for: Location'
    sent.push({ item: line['item'], quantity: quantity.toNumber(), orderLine, location: { id: location } })
  }
  if (sent.length === 0) return 'You must have at least one valid line item for this transaction.'
  const [list = 'package', suffix = ''] = Object.entries(PARCELS).find(([name]) => body[name] !== undefined) ?? []
  const parcels = linesOf(body, list)
  if (parcels.some((parcel) => !((parcel[`packageWeight${suffix}`] as number | undefined) ?? 0))) return 'Please enter value(s) for: Weight'
  const id = records.nextId('transaction', 8_801)
  records.put('transaction', id, {
    id,
    type: 'ItemShip',
    tranid: `IF${id}`,
    externalid: externalId,
    status: idOf(body['shipStatus']) ?? 'A',
    trandate: body['tranDate'] ?? at.slice(0, 10),
    memo: body['memo'] ?? null,
    changed: at,
    lastmodifieddate: at,
    previousdoc: order['id'],
    ...Object.fromEntries(Object.entries(body).filter(([name]) => name.startsWith('cust'))),
    record: {
      id: String(id),
      tranId: `IF${id}`,
      createdFrom: { id: String(order['id']), refName: `Sales Order #${String(order['tranid'])}` },
      shipStatus: body['shipStatus'] ?? { id: 'A' },
      item: { items: sent },
      [list]: { items: [...(replaces === list ? [] : [{ [`packageWeight${suffix}`]: 1 }]), ...parcels] },
    },
  })
  return id
}
