// What of ShipEngine's answers is read. https://docs.shipstation.com/apis/shipengine/openapi
import { Type, type Static, type TSchema } from 'typebox'
import { Refusals } from './client.ts'

const optional = <S extends TSchema>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = optional(Type.String())
const flag = optional(Type.Boolean())

const MonetaryValue = Type.Object({ currency: Type.String({ pattern: '^[A-Za-z]{3}$' }), amount: Type.Number() })
export type MonetaryValue = Static<typeof MonetaryValue>
const Weight = Type.Object({ value: Type.Number(), unit: Type.String() })
const Link = Type.Object({ href: text })

export const Label = Type.Object({
  label_id: Type.String(),
  status: Type.String(),
  shipment_id: Type.String(),
  external_shipment_id: text,
  external_order_id: text,
  ship_date: text,
  created_at: text,
  shipment_cost: optional(MonetaryValue),
  insurance_cost: optional(MonetaryValue),
  tracking_number: text,
  tracking_url: text,
  tracking_status: text,
  is_return_label: flag,
  is_international: flag,
  carrier_code: text,
  service_code: text,
  voided: flag,
  voided_at: text,
  label_download: optional(Type.Object({ href: text, pdf: text, png: text, zpl: text })),
  form_download: optional(Link),
  packages: optional(Type.Array(Type.Object({ tracking_number: text, external_package_id: text, weight: optional(Weight) }))),
})
export type Label = Static<typeof Label>
export const Labels = Type.Object({ labels: Type.Array(Label), pages: Type.Number() })

export const Shipment = Type.Object({ shipment_id: Type.String(), shipment_status: text, modified_at: text })
export const Voided = Type.Object({ approved: Type.Boolean(), message: text, reason_code: text })

const Rate = Type.Object({
  carrier_id: Type.String(),
  carrier_code: text,
  carrier_friendly_name: text,
  service_code: Type.String(),
  service_type: text,
  package_type: text,
  shipping_amount: MonetaryValue,
  insurance_amount: optional(MonetaryValue),
  confirmation_amount: optional(MonetaryValue),
  other_amount: optional(MonetaryValue),
  tax_amount: optional(MonetaryValue),
  delivery_days: optional(Type.Number()),
  estimated_delivery_date: text,
  guaranteed_service: flag,
  trackable: flag,
  warning_messages: optional(Type.Array(Type.String())),
  error_messages: optional(Type.Array(Type.String())),
})
export type Rate = Static<typeof Rate>
export const Rated = Type.Object({
  rate_response: Type.Object({ rates: optional(Type.Array(Rate)), invalid_rates: optional(Type.Array(Rate)), errors: optional(Refusals) }),
})

export const Carriers = Type.Object({
  carriers: Type.Array(
    Type.Object({
      carrier_id: Type.String(),
      carrier_code: Type.String(),
      friendly_name: text,
      nickname: text,
      services: optional(
        Type.Array(
          Type.Object({ service_code: Type.String(), name: text, domestic: flag, international: flag, is_return_supported: flag }),
        ),
      ),
      packages: optional(Type.Array(Type.Object({ package_code: Type.String(), name: text }))),
    }),
  ),
})

const Address = Type.Object({
  name: text,
  company_name: text,
  phone: text,
  address_line1: text,
  address_line2: text,
  address_line3: text,
  city_locality: text,
  state_province: text,
  postal_code: text,
  country_code: text,
  address_residential_indicator: text,
})
export type VendorAddress = Static<typeof Address>
export const Warehouses = Type.Object({
  warehouses: Type.Array(Type.Object({ warehouse_id: Type.String(), name: text, is_default: flag, origin_address: optional(Address) })),
})
export const Validations = Type.Array(
  Type.Object({
    status: Type.String(),
    matched_address: optional(Address),
    messages: optional(Type.Array(Type.Object({ message: text, type: text }))),
  }),
)

export const Tracking = Type.Object({
  tracking_number: text,
  tracking_url: text,
  status_code: text,
  status_description: text,
  carrier_code: text,
  carrier_status_description: text,
  ship_date: text,
  estimated_delivery_date: text,
  actual_delivery_date: text,
  exception_description: text,
  events: optional(
    Type.Array(
      Type.Object({
        occurred_at: text,
        description: text,
        status_code: text,
        city_locality: text,
        state_province: text,
        postal_code: text,
        country_code: text,
        signer: text,
      }),
    ),
  ),
})
export type Tracking = Static<typeof Tracking>

export const Webhook = Type.Object({ webhook_id: Type.String(), event: text, url: text })
export const Webhooks = Type.Array(Webhook)
export const Jwks = Type.Object({ keys: Type.Array(Type.Object({ kid: Type.String(), kty: Type.String(), n: text, e: text })) })
