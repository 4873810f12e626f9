// What the types of metafields hold. A metafield's value is always text: a number, a date, or JSON, by its type.
// https://shopify.dev/docs/apps/build/metafields/list-of-data-types
import type { FieldKind } from '#shared/flow/nodes/discovered.ts'

export interface Member {
  /** In Shopify's JSON. */
  readonly name: string
  readonly kind: 'decimal' | 'text'
  /** A JSON number there; decimals are text otherwise. */
  readonly number?: true
}

export interface Shape {
  readonly kind: FieldKind
  readonly list: boolean
  /** Of a group, by the names that flows know. */
  readonly members?: Readonly<Record<string, Member>>
}

type One = Omit<Shape, 'list'>

const text: One = { kind: 'text' }
const MONEY: One = {
  kind: 'group',
  members: { amount: { name: 'amount', kind: 'decimal' }, currency: { name: 'currency_code', kind: 'text' } },
}
const MEASUREMENT: One = {
  kind: 'group',
  members: { value: { name: 'value', kind: 'decimal', number: true }, unit: { name: 'unit', kind: 'text' } },
}
const RATING: One = {
  kind: 'group',
  members: {
    value: { name: 'value', kind: 'decimal' },
    scaleMin: { name: 'scale_min', kind: 'decimal' },
    scaleMax: { name: 'scale_max', kind: 'decimal' },
  },
}
const LINK: One = { kind: 'group', members: { text: { name: 'text', kind: 'text' }, url: { name: 'url', kind: 'text' } } }

const TYPES: Readonly<Record<string, One>> = {
  boolean: { kind: 'boolean' },
  number_integer: { kind: 'integer' },
  number_decimal: { kind: 'decimal' },
  date: { kind: 'date' },
  date_time: { kind: 'date-time' },
  single_line_text_field: text,
  multi_line_text_field: text,
  color: text,
  url: text,
  id: text,
  language: text,
  json: { kind: 'any' },
  rich_text_field: { kind: 'any' },
  money: MONEY,
  rating: RATING,
  link: LINK,
}

const MEASUREMENTS = new Set(
  `antenna_gain area battery_charge_capacity battery_energy_capacity capacitance concentration data_storage_capacity data_transfer_rate dimension
  display_density distance duration electric_current electrical_resistance energy frequency illuminance inductance luminous_flux mass_flow_rate power
  pressure resolution rotational_speed sound_level speed temperature thermal_power voltage volume volumetric_flow_rate weight`.split(/\s+/),
)

/** Of a type such as `list.number_decimal`. One that is not known here is text, which every value is. */
export function shapeOf(type: string): Shape {
  const list = type.startsWith('list.')
  const name = list ? type.slice('list.'.length) : type
  return { ...oneOf(name), list }
}

function oneOf(name: string): One {
  if (name.endsWith('_reference')) return { kind: 'reference' }
  if (MEASUREMENTS.has(name)) return MEASUREMENT
  return Object.hasOwn(TYPES, name) ? (TYPES[name] ?? text) : text
}
