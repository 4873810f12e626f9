import { testVendorContract } from '#connectors/kit/vendor-contract/index.ts'
import { ADA, OPTIONS, PACKAGE, PARCEL, SHIPENGINE_CASES, SHOP_ORDER } from './shipengine.testing.ts'

const SANTA = {
  name: 'Mia Svensson',
  company: 'Svensson AB',
  phone: '1',
  email: 'mia@example.com',
  line1: 'Storgatan 1',
  line2: 'A',
  line3: 'B',
  city: 'Stockholm',
  postalCode: '111 51',
  country: 'SE',
  isResidential: true,
}
const EVERYTHING = {
  reference: 'HF-1043 1',
  carrierId: 'se-1002',
  serviceCode: 'ups_worldwide_saver',
  isReturn: true,
  from: { ...ADA, phone: '207-555-0100' },
  to: SANTA,
  orderId: '1043',
  shipDate: '2026-03-02',
  confirmation: 'direct_signature',
  insurance: 'carrier',
  customs: { contents: 'other', contentsExplanation: 'Loan', nonDelivery: 'treat_as_abandoned', terms: 'ddp' },
  packages: [
    {
      ...PACKAGE,
      packageCode: 'package',
      dimensions: { length: '10.5', width: '20', height: '5', unit: 'centimeter' },
      insuredValue: { amount: '25.00', currency: 'EUR' },
      reference: 'P-1',
      contents: 'Mugs',
      products: [
        {
          description: 'Mug',
          quantity: 2,
          value: { amount: '12.50', currency: 'EUR' },
          weight: { value: '0.4', unit: 'kilogram' },
          harmonizedCode: '6912.00',
          countryOfOrigin: 'pt',
          sku: 'HF-1004',
        },
      ],
    },
  ],
  format: 'zpl',
  layout: 'A6',
  validateAddress: 'validate_and_clean',
}
const {
  reference: _,
  carrierId: __,
  serviceCode: ___,
  isReturn: ____,
  format: _____,
  layout: ______,
  validateAddress: _______,
  ...RATED
} = EVERYTHING

testVendorContract({
  // The first try goes on with a shipment that was begun elsewhere.
  conformance: {
    ...SHIPENGINE_CASES,
    actions: {
      ...SHIPENGINE_CASES.actions,
      'create-label': { input: PARCEL, after: { event: 'shipment', payload: { reference: PARCEL.reference, minutesAgo: 10 } } },
    },
  },
  description: { kind: 'openapi', file: 'shipengine/ShipEngine__shipengine-openapi/openapi.yaml' },
  allowed: {
    'must NOT have additional properties': 'closed parts of an allOf refuse each other; members that are not described are still found',
    "the value must have required property 'shipment_id'": 'rates are asked for by a shipment or by its id, not both',
    "body: the value must have required property 'ship_from'": 'a warehouse stands for it',
    '/form_download must': 'as above, within what may be null',
    '/matched_address must': 'as above, within what may be null',
    '/rate_response/created_at must match pattern': 'a time that is described as an id',
    '/services/': 'the code of a carrier is described as an id',
  },
  inputs: {
    'create-label': [EVERYTHING],
    'create-label-for-order': [{ order: { ...SHOP_ORDER, id: '7' }, options: { ...OPTIONS, reference: 'R-7' } }],
    'get-rates': [{ ...RATED, carrierIds: ['se-1002'], serviceCodes: ['ups_ground'], currency: 'EUR' }],
    track: [{ carrierCode: 'ups', trackingNumber: '1Z1' }],
    'validate-address': [{ ...ADA, company: 'Harbour', phone: '1', line2: 'Floor 2', line3: 'Left' }],
  },
})
