// ShipEngine's label as the retail model's shipment. Pure.
import { Decimal } from 'decimal.js'
import { moneyOf } from '#connectors/kit/retail/money.ts'
import type { CanonicalShipment } from '#connectors/kit/retail/shipment.ts'
import type { Label, MonetaryValue } from './schemas.ts'

export function toShipment(label: Label, lines: CanonicalShipment['lines'] = []): CanonicalShipment {
  const { label_download: download } = label
  return {
    id: label.label_id,
    reference: label.external_shipment_id || null,
    orderId: label.external_order_id || null,
    status: statusOf(label),
    createdAt: label.created_at ?? null,
    shipDate: label.ship_date?.slice(0, 10) ?? null,
    voidedAt: label.voided_at ?? null,
    carrier: label.carrier_code || null,
    service: label.service_code || null,
    trackingNumber: label.tracking_number || null,
    trackingUrl: label.tracking_url || null,
    cost: costOf(label.shipment_cost),
    insuranceCost: costOf(label.insurance_cost),
    isReturn: label.is_return_label ?? false,
    isInternational: label.is_international ?? false,
    packages: (label.packages ?? []).map(({ tracking_number: number, external_package_id: reference, weight }) => ({
      reference: reference || null,
      trackingNumber: number || null,
      weight: weight ? new Decimal(weight.value).toFixed() : null,
      weightUnit: weight?.unit ?? null,
    })),
    lines,
    documents: {
      label: download?.href || download?.pdf || download?.png || download?.zpl || null,
      customsForm: label.form_download?.href || null,
    },
  }
}

export const isVoided = ({ voided, status }: Label): boolean => voided === true || status === 'voided'

function statusOf(label: Label): CanonicalShipment['status'] {
  if (isVoided(label)) return 'voided'
  if (label.status === 'error') return 'failed'
  if (label.status === 'processing') return 'processing'
  switch (label.tracking_status) {
    case 'in_transit':
      return 'in-transit'
    case 'delivered':
      return 'delivered'
    case 'error':
      return 'exception'
    default:
      return 'ready'
  }
}

const costOf = (value: MonetaryValue | null | undefined) => (value ? moneyOf(value.amount, value.currency.toUpperCase()) : null)

const usd = (amount: string) => ({ amount, currency: 'USD' })
export const SHIPMENT: CanonicalShipment = {
  id: 'se-202889014',
  reference: 'HF-1042-1',
  orderId: 'gid://shopify/Order/5123456789',
  status: 'ready',
  createdAt: '2026-03-02T14:05:00Z',
  shipDate: '2026-03-02',
  voidedAt: null,
  carrier: 'ups',
  service: 'ups_ground',
  trackingNumber: '1Z0000000000000001',
  trackingUrl: 'https://www.ups.com/track?tracknum=1Z0000000000000001',
  cost: usd('11.42'),
  insuranceCost: usd('0.00'),
  isReturn: false,
  isInternational: false,
  packages: [{ reference: 'HF-1042-1', trackingNumber: '1Z0000000000000001', weight: '800', weightUnit: 'gram' }],
  lines: [{ lineId: 'gid://shopify/LineItem/1', sku: 'HF-1004', quantity: 2 }],
  documents: { label: 'https://api.shipengine.com/v1/downloads/10/label-202889014.pdf', customsForm: null },
}
