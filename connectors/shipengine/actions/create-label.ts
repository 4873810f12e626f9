// Buys a label: from an address and packages, or from an order of a shop.
import { Type } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { CanonicalOrder } from '#connectors/kit/retail/order.ts'
import { CanonicalShipment } from '#connectors/kit/retail/shipment.ts'
import { SHIPMENT, toShipment } from '../label.ts'
import { makeLabel } from '../make-label.ts'
import { OrderOptions, parcelOf } from '../order.ts'
import { GOODS, HOW, Id, PRINT, Reference, VendorCode, type Parcel } from '../values.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { LABEL_FIELDS } from '../retail.ts'

const Input = Type.Object(
  {
    reference: Reference('Reference', 'Your own number of the parcel: the same one is one label.'),
    carrierId: Id('Carrier', 'See "List carriers".'),
    serviceCode: VendorCode('Service', 'Such as ups_ground.'),
    isReturn: Type.Optional(Type.Boolean({ title: 'Return', description: 'From the customer back. Default: no.' })),
    ...HOW,
    ...GOODS,
    ...PRINT,
  },
  { additionalProperties: false },
)

export const createLabel = {
  id: 'create-label',
  label: 'Create a label',
  description: 'Buys a label of a carrier for packages. The same reference is one label.',
  effect: 'write',
  safety: 'look-up-first',
  input: speaking('order', Input, LABEL_FIELDS),
  output: CanonicalShipment,
  example: { ...SHIPMENT, lines: [] },
  async run(input, context) {
    const { reference, carrierId, serviceCode, isReturn = false, format, layout, validateAddress, ...parcel } = parseInput(Input, input)
    const print = { ...(format && { format }), ...(layout && { layout }), ...(validateAddress && { validateAddress }) }
    return toShipment(await makeLabel({ reference, carrierId, serviceCode, parcel: parcel satisfies Parcel, print, isReturn }, context))
  },
} as const satisfies Action

const OrderInput = Type.Object(
  {
    order: speaking('order', Type.Object(CanonicalOrder.properties, { title: 'Order', description: 'As a shop connector gives it.' }), {}),
    options: OrderOptions,
  },
  { additionalProperties: false },
)

export const createLabelForOrder = {
  id: 'create-label-for-order',
  label: 'Create a label for an order',
  description: 'Buys a label for a parcel of an order of a shop: all of what is shipped, or some lines. The same reference is one label.',
  effect: 'write',
  safety: 'look-up-first',
  input: OrderInput,
  output: CanonicalShipment,
  example: SHIPMENT,
  async run(input, context) {
    const { order, options } = parseInput(OrderInput, input)
    const { lines, reference, ...ofOrder } = parcelOf(order, options)
    // What the order gives must fit what ShipEngine takes, such as the length of a number.
    parseInput(Type.Object({ reference: Reference('Reference', ''), to: GOODS.to }), { reference, to: ofOrder.parcel.to })
    const { carrierId, serviceCode, format, layout, validateAddress } = options
    const print = { ...(format && { format }), ...(layout && { layout }), ...(validateAddress && { validateAddress }) }
    return toShipment(await makeLabel({ ...ofOrder, reference, carrierId, serviceCode, print }, context), lines)
  },
} as const satisfies Action
