// One label for a reference, however often it is asked for. ShipEngine has no idempotency keys: a label costs money, so that it is looked for first.
// https://docs.shipstation.com/apis/shipengine/docs/labels/create-a-label
import type { Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { read, readOne, write } from './client.ts'
import { isVoided } from './label.ts'
import { Label, Labels, Shipment } from './schemas.ts'
import { shipmentOf } from './parcel.ts'
import type { Parcel, Print } from './values.ts'

export interface WantedLabel {
  readonly reference: string
  readonly carrierId: string
  readonly serviceCode: string
  readonly parcel: Parcel
  readonly print: Print
  readonly items?: readonly object[]
  readonly isReturn?: boolean
}

export async function makeLabel(wanted: WantedLabel, context: CallContext): Promise<Label> {
  const { reference, carrierId, serviceCode, parcel, print, items, isReturn = false } = wanted
  const shipment = {
    carrier_id: carrierId,
    service_code: serviceCode,
    ...shipmentOf(parcel),
    ...(items && { items }),
    ...(isReturn && { is_return: true }),
  }
  const inPath = encodeURIComponent(reference)
  const label = await readOne(context, `/v1/labels/external_shipment_id/${inPath}`, Label)
  if (label && isAlive(label)) return ofOrder(label, wanted)
  const known = await readOne(context, `/v1/shipments/external_shipment_id/${inPath}`, Shipment)
  const { validateAddress: validate_address = 'no_validation', format: label_format = 'pdf', layout: label_layout = '4x6' } = print
  const how = { validate_address, label_format, label_layout, label_download_type: 'url' }
  if (!known) {
    const json = { ...how, ...(isReturn && { is_return_label: true }), shipment: { ...shipment, external_shipment_id: reference } }
    // ShipEngine refuses a number that was given before, so that repeating this cannot buy a second label.
    return made(await write(context, { method: 'POST', url: '/v1/labels', json, repeatable: true }, Label))
  }
  // A shipment may have had labels that failed; the first one is what was found above.
  const { labels } = await read(context, '/v1/labels', Labels, { shipment_id: known.shipment_id, page_size: 200 })
  const alive = labels.find(isAlive)
  if (alive) return ofOrder(alive, wanted)
  if (known.shipment_status === 'cancelled' || labels.some(isVoided))
    throw new AppError('vendor-rejected', {
      message: say`The label of ${reference} was voided, or its shipment cancelled.`,
      fix: 'Give a new reference, such as one with -2 at its end.',
    })
  // An earlier try is still at it: a second label would cost a second time.
  if (known.shipment_status !== 'pending')
    throw new AppError('vendor-unavailable', {
      message: say`ShipEngine is making the label of ${reference}.`,
      details: { shipmentId: known.shipment_id },
    })
  waitForFirstTry(known, reference, context)
  // It was begun and has no label: an earlier try was refused, and what was wrong then may be mended now.
  const { shipment_id: id } = known
  const changed = { ...shipment, validate_address }
  await write(context, { method: 'PUT', url: `/v1/shipments/${id}`, json: changed, repeatable: true }, Shipment)
  return made(await write(context, { method: 'POST', url: `/v1/labels/shipment/${id}`, json: how, repeatable: true }, Label))
}

/** Carriers answer within a minute or never; the rest is for clocks that differ. */
const LONGEST_TRY_MS = 5 * 60_000

/**
 * A try whose answer was lost may still be at the carrier: nothing says whether its shipment is `processing` meanwhile, and a second try beside it
 * would buy a second label. Throws `vendor-busy` until the first one must have ended.
 */
function waitForFirstTry(
  { shipment_id: shipmentId, modified_at: modifiedAt }: Static<typeof Shipment>,
  reference: string,
  { now }: CallContext,
): void {
  const age = now().getTime() - Date.parse(modifiedAt ?? '')
  if (!(age < LONGEST_TRY_MS)) return
  throw new AppError('vendor-busy', {
    message: say`An earlier try for ${reference} may still be buying its label at the carrier. It is looked at again when that must have ended.`,
    retryAfterMs: LONGEST_TRY_MS - Math.max(0, age),
    details: { shipmentId },
  })
}

/** A number that was given twice would send one order's label with another one's goods. */
function ofOrder(label: Label, { reference, parcel: { orderId } }: WantedLabel): Label {
  const { external_order_id: other } = label
  if (!other || orderId === undefined || other === orderId) return label
  throw new AppError('vendor-rejected', {
    message: say`The label of ${reference} is of the order ${other}, not of ${orderId}.`,
    fix: 'Give each parcel a reference of its own.',
  })
}

const isAlive = (label: Label) => !isVoided(label) && label.status !== 'error'

/** A carrier's refusal may come as an answer. */
function made(label: Label): Label {
  if (label.status !== 'error') return label
  throw new AppError('vendor-rejected', {
    message: say`The carrier made no label (${label.label_id}), without saying why.`,
    fix: "Look at the shipment in ShipEngine's dashboard; running this again tries once more.",
    details: { labelId: label.label_id, shipmentId: label.shipment_id },
  })
}
