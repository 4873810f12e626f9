// Shipments and labels of the simulated account: numbers that are given once, refusals of carriers, labels that are voided.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { CARRIERS, priceOf, WAREHOUSES, type SimulatedService } from './account.ts'
import { missing, required, ShipengineRefusal } from './refusal.ts'

const SHOWN = 'https://api.shipengine.com/v1'

const usd = (cents: number) => ({ currency: 'usd', amount: Number((cents / 100).toFixed(2)) })

export function needRecord(records: SimulatorRecords, type: string, id: string, what: string): SimulatorRecord {
  const found = records.get(type, id)
  if (!found) throw missing(what)
  return found
}

export function byReference(records: SimulatorRecords, type: string, reference: string): SimulatorRecord {
  const found = records.find(type, (one) => one['external_shipment_id'] === reference)
  if (!found) throw missing(`${type} with the external_shipment_id ${reference}`)
  return found
}

export function checkAddress(address: unknown, field: string): SimulatorRecord {
  if (!isRecord(address)) throw required(field)
  for (const name of ['name', 'address_line1', 'city_locality', 'state_province', 'postal_code', 'country_code'])
    if (!address[name]) throw required(`${field}.${name}`)
  return address
}

export const fromOf = (shipment: SimulatorRecord): SimulatorRecord => {
  const warehouse = WAREHOUSES.find(({ warehouse_id: id }) => id === shipment['warehouse_id'])
  if (shipment['warehouse_id'] && !warehouse) throw missing('warehouse')
  const from = checkAddress(warehouse?.origin_address ?? shipment['ship_from'], 'shipment.ship_from')
  if (!from['phone']) throw required('shipment.ship_from.phone')
  return from
}

export const packagesOf = (shipment: SimulatorRecord): { weight: { value: number; unit: string } }[] => {
  const packages: unknown = shipment['packages']
  if (!Array.isArray(packages) || packages.length === 0) throw required('shipment.packages')
  return packages.map((one: unknown, index) => {
    const weight: unknown = isRecord(one) ? one['weight'] : undefined
    if (!isRecord(weight) || typeof weight['value'] !== 'number' || weight['value'] <= 0)
      throw required(`shipment.packages[${index}].weight`)
    return one as { weight: { value: number; unit: string } }
  })
}

export function carrierOf(id: unknown): (typeof CARRIERS)[number] {
  const carrier = CARRIERS.find((one) => one.carrier_id === id)
  if (!carrier)
    throw new ShipengineRefusal(404, 'carrier_not_connected', `carrier ${String(id)} not found.`, { field: 'shipment.carrier_id' })
  return carrier
}

/** Why a service does not take the shipment; undefined where it does. */
export function whyNot({ domestic }: SimulatedService, shipment: SimulatorRecord, from: SimulatorRecord): string | undefined {
  const isDomestic = checkAddress(shipment['ship_to'], 'shipment.ship_to')['country_code'] === from['country_code']
  if (domestic !== isDomestic) return isDomestic ? 'The service is international.' : 'The service is domestic.'
  return undefined
}

/** Stores it; throws where its number is another one's. */
export function createShipment(records: SimulatorRecords, given: SimulatorRecord, now: Date): SimulatorRecord {
  checkAddress(given['ship_to'], 'shipment.ship_to')
  const from = fromOf(given)
  const packages = packagesOf(given)
  const reference: unknown = given['external_shipment_id']
  if (typeof reference === 'string' && records.find('shipments', (one) => one['external_shipment_id'] === reference))
    throw new ShipengineRefusal(400, 'identifier_conflict', `external_shipment_id ${reference} already exists.`, {
      type: 'business_rules',
      field: 'shipment.external_shipment_id',
    })
  const at = now.toISOString()
  const shipment = {
    external_shipment_id: null,
    external_order_id: null,
    confirmation: 'none',
    carrier_id: CARRIERS[0].carrier_id,
    service_code: CARRIERS[0].services[0].service_code,
    warehouse_id: null,
    return_to: from,
    customs: null,
    advanced_options: {},
    insurance_provider: 'none',
    tags: [],
    total_weight: packages[0]?.weight,
    ship_date: `${at.slice(0, 10)}T00:00:00Z`,
    ...given,
    ship_from: from,
    shipment_id: `se-${records.nextId('_shipment', 1_410_001)}`,
    created_at: at,
    modified_at: at,
    shipment_status: 'pending',
  }
  records.put('shipments', shipment.shipment_id, shipment)
  return shipment
}

export function buy(records: SimulatorRecords, shipment: SimulatorRecord, how: SimulatorRecord, now: Date): SimulatorRecord {
  const carrier = carrierOf(shipment['carrier_id'])
  const service = carrier.services.find(({ service_code: code }) => code === shipment['service_code'])
  if (!service)
    throw new ShipengineRefusal(400, 'invalid_field_value', `${carrier.carrier_code} has no service ${String(shipment['service_code'])}.`)
  const from = fromOf(shipment)
  const to = checkAddress(shipment['ship_to'], 'shipment.ship_to')
  const refuse = (message: string) => {
    throw new ShipengineRefusal(400, 'unspecified', message, { source: 'carrier', type: 'business_rules', carrier: carrier.carrier_code })
  }
  const reason = whyNot(service, shipment, from)
  if (reason) refuse(reason)
  // The carrier's own check of an address.
  if (to['postal_code'] === '00000') refuse('The postal code 00000 is invalid for the city and state.')
  const packages = packagesOf(shipment)
  if (!service.domestic && (!shipment['customs'] || packages.some((one) => !('products' in one)))) refuse('Customs items are required.')
  const number = records.nextId('_label', 202_889_001)
  const id = `se-${number}`
  const at = now.toISOString()
  const trackingOf = (index: number) =>
    carrier.carrier_code === 'ups'
      ? `1Z${String(number * 10 + index).padStart(16, '0')}`
      : `9400${String(number * 10 + index).padStart(18, '0')}`
  const format = String(how['label_format'] ?? 'pdf')
  const file = `${SHOWN}/downloads/10/label-${number}.${format}`
  const label = {
    label_id: id,
    status: 'completed',
    shipment_id: shipment['shipment_id'],
    external_shipment_id: shipment['external_shipment_id'] ?? null,
    external_order_id: shipment['external_order_id'] ?? null,
    ship_date: shipment['ship_date'],
    created_at: at,
    shipment_cost: usd(priceOf(service, packages)),
    insurance_cost: usd(0),
    tracking_number: trackingOf(0),
    is_return_label: how['is_return_label'] === true || shipment['is_return'] === true,
    rma_number: null,
    is_international: service.international,
    batch_id: 'se-0',
    charge_event: 'carrier_default',
    display_scheme: 'label',
    label_image_id: null,
    qr_code_download: null,
    paperless_download: null,
    ship_to: to,
    carrier_id: carrier.carrier_id,
    service_code: service.service_code,
    package_code: 'package',
    voided: false,
    voided_at: null,
    label_format: format,
    label_layout: how['label_layout'] ?? '4x6',
    trackable: true,
    carrier_code: carrier.carrier_code,
    tracking_status: 'unknown',
    tracking_url: `https://tracking.example/${carrier.carrier_code}/${trackingOf(0)}`,
    label_download: { [format]: file, href: file },
    form_download: service.international ? { href: `${SHOWN}/downloads/10/customs-${number}.pdf`, type: 'application/pdf' } : null,
    insurance_claim: null,
    packages: packages.map((one, index) => ({
      package_code: 'package',
      weight: one.weight,
      tracking_number: trackingOf(index),
      ...('external_package_id' in one ? { external_package_id: one.external_package_id } : {}),
    })),
  }
  records.put('labels', id, label)
  records.put('shipments', String(shipment['shipment_id']), { ...shipment, shipment_status: 'label_purchased', modified_at: at })
  return label
}

export function voidLabel(records: SimulatorRecords, id: string, now: Date): object {
  const label = needRecord(records, 'labels', id, 'label')
  if (label['voided'] === true)
    return { approved: false, message: 'This label has already been voided.', reason_code: 'label_already_voided' }
  if (label['tracking_status'] !== 'unknown')
    return { approved: false, message: 'The label is already in use.', reason_code: 'label_already_used' }
  records.put('labels', id, { ...label, voided: true, voided_at: now.toISOString(), status: 'voided' })
  return { approved: true, message: 'Request for refund submitted. This label has been voided.' }
}

const STEPS: Readonly<Record<string, readonly [string, string, string]>> = {
  AC: ['Accepted', 'Shipment received by the carrier', 'unknown'],
  IT: ['In Transit', 'Departed from the facility', 'in_transit'],
  AT: ['Delivery Attempt', 'Nobody was at home', 'in_transit'],
  EX: ['Exception', 'The address cannot be found', 'error'],
  DE: ['Delivered', 'Left at the front door', 'delivered'],
}

/** The carrier tells something of a label's parcel. */
export function move(records: SimulatorRecords, id: string, code: string, now: Date): SimulatorRecord {
  const label = needRecord(records, 'labels', id, 'label')
  const step = STEPS[code]
  if (!step) throw new Error(`The simulated carriers have no status ${code}: ${Object.keys(STEPS).join(', ')}.`)
  const shipment = records.get('shipments', String(label['shipment_id'])) ?? {}
  const to = shipment['ship_to'] as SimulatorRecord
  const at = now.toISOString()
  const event = {
    occurred_at: at,
    description: step[1],
    city_locality: to['city_locality'],
    state_province: to['state_province'],
    postal_code: to['postal_code'],
    country_code: to['country_code'],
    carrier_detail_code: code,
    status_code: code,
    status_description: step[0],
    carrier_status_code: code,
    carrier_status_description: step[1],
  }
  const before = (records.get('_tracks', id)?.['events'] ?? []) as SimulatorRecord[]
  records.put('_tracks', id, { events: [event, ...before] })
  records.put('labels', id, { ...label, tracking_status: step[2] })
  return trackOf(records, { ...label, tracking_status: step[2] })
}

export function trackOf(records: SimulatorRecords, label: SimulatorRecord): SimulatorRecord {
  const events = (records.get('_tracks', String(label['label_id']))?.['events'] ?? []) as SimulatorRecord[]
  const last = events[0]
  const delivered = events.find((event) => event['status_code'] === 'DE')
  return {
    tracking_number: label['tracking_number'],
    tracking_url: label['tracking_url'],
    status_code: last?.['status_code'] ?? 'NY',
    carrier_code: label['carrier_code'],
    carrier_id: 1,
    carrier_detail_code: last?.['carrier_detail_code'] ?? 'NY',
    status_description: last?.['status_description'] ?? 'Not Yet In System',
    carrier_status_code: last?.['carrier_status_code'] ?? 'NY',
    carrier_status_description: last?.['carrier_status_description'] ?? 'Label created',
    ...(delivered && { actual_delivery_date: delivered['occurred_at'] }),
    events,
  }
}
