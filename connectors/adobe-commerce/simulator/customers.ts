// Customers of the simulated shop. Saving takes what is sent as the whole customer, as Commerce does: addresses that are missing are deleted, attributes
// that are missing are emptied.
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { CommerceRefusal } from './refusal.ts'

export const SHOPPERS = [
  { firstname: 'Ada', lastname: 'Lovelace', email: 'ada@example.com' },
  { firstname: 'Grace', lastname: 'Hopper', email: 'grace@example.com' },
  { firstname: 'Mary', lastname: 'Somerville', email: 'mary@example.com' },
]

/** A region is named by its code; Commerce has the ids. */
const REGIONS: Readonly<Record<string, { readonly region: string; readonly region_id: number }>> = {
  'US ME': { region: 'Maine', region_id: 31 },
  'US MI': { region: 'Michigan', region_id: 33 },
}
const WITH_REGIONS = new Set(['US'])

interface Declared {
  readonly input: string
  readonly label: string
  readonly options?: readonly (readonly [value: string, label: string])[]
  readonly check?: string
}
const ATTRIBUTES: Readonly<Record<string, Declared>> = {
  hf_loyalty_number: { input: 'text', label: 'Loyalty number' },
  hf_credit_limit: { input: 'text', label: 'Credit limit', check: 'validate-number' },
  hf_trade: { input: 'boolean', label: 'Trade customer' },
  hf_tier: {
    input: 'select',
    label: 'Tier',
    options: [
      ['31', 'Silver'],
      ['32', 'Gold'],
    ],
  },
  hf_photo: { input: 'image', label: 'Photo' },
}

export const customerAttributes = (): readonly object[] => [
  described('disable_auto_group_change', { input: 'boolean', label: 'Disable Automatic Group Change Based on VAT ID' }, true),
  ...Object.entries(ATTRIBUTES).map(([code, declared]) => described(code, declared, false)),
]

const described = (code: string, { input, label, options = [], check = '' }: Declared, system: boolean) => ({
  attribute_code: code,
  frontend_input: input,
  input_filter: '',
  store_label: label,
  validation_rules: [],
  multiline_count: 0,
  visible: true,
  required: false,
  data_model: '',
  options: options.length === 0 ? [] : [{ label: ' ', value: '' }, ...options.map(([value, text]) => ({ label: text, value }))],
  frontend_class: check,
  user_defined: !system,
  sort_order: 100,
  frontend_label: label,
  note: '',
  system,
  backend_type: 'varchar',
})

export function seedCustomers(records: SimulatorRecords): void {
  for (const shopper of SHOPPERS) {
    saveCustomer(
      records,
      { ...shopper, website_id: 1, extension_attributes: { is_subscribed: false }, addresses: [HOME(shopper)] },
      '2026-01-05 08:00:00',
    )
  }
}
const HOME = ({ firstname, lastname }: { readonly firstname: string; readonly lastname: string }) => ({
  firstname,
  lastname,
  street: ['12 Quay Street'],
  city: 'Whitstable',
  postcode: 'CT5 1AQ',
  country_id: 'GB',
  telephone: '01227 000000',
  default_billing: true,
  default_shipping: true,
})

const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isRecord) : [])
const TAKEN = 'A customer with the same email address already exists in an associated website.'

/** `id`: of the address of the call; undefined for a new account. */
export function saveCustomer(records: SimulatorRecords, given: SimulatorRecord, now: string, id?: string): SimulatorRecord {
  const known = id === undefined ? undefined : records.get('customers', id)
  if (id !== undefined && !known) {
    throw new CommerceRefusal(404, 'No such entity with %fieldName = %fieldValue', { fieldName: 'customerId', fieldValue: id })
  }
  needFields(given, ['firstname', 'lastname', 'email'])
  const website = given['website_id']
  if (website === undefined) throw new CommerceRefusal(400, '"Associate to Website" is a required value.')
  const email = String(given['email'])
  const other = records.find(
    'customers',
    (one) => String(one['email']).toLowerCase() === email.toLowerCase() && one['website_id'] === website && one['id'] !== known?.['id'],
  )
  if (other) throw new CommerceRefusal(400, TAKEN)
  const own = known ? Number(known['id']) : records.nextId('_customer', 1)
  const addresses = given['addresses'] === undefined ? listOf(known?.['addresses']) : listOf(given['addresses'])
  const saved = onlyDefaults(addresses.map((address) => savedAddress(records, own, address)))
  const idOf = (which: string) => saved.find((address) => address[which] === true)?.['id']
  const subscribed = (given['extension_attributes'] as SimulatorRecord | undefined)?.['is_subscribed']
  const customer = {
    id: own,
    entity_id: own,
    group_id: given['group_id'] ?? known?.['group_id'] ?? 1,
    ...(idOf('default_billing') !== undefined && { default_billing: String(idOf('default_billing')) }),
    ...(idOf('default_shipping') !== undefined && { default_shipping: String(idOf('default_shipping')) }),
    created_at: known?.['created_at'] ?? now,
    // A time that is sent is written.
    updated_at: given['updated_at'] ?? now,
    created_in: 'Default Store View',
    email,
    firstname: given['firstname'],
    lastname: given['lastname'],
    ...(given['taxvat'] !== undefined && { taxvat: given['taxvat'] }),
    store_id: given['store_id'] ?? 1,
    website_id: website,
    addresses: saved,
    disable_auto_group_change: 0,
    extension_attributes: {
      is_subscribed: subscribed ?? (known?.['extension_attributes'] as SimulatorRecord | undefined)?.['is_subscribed'] ?? false,
    },
    custom_attributes: attributesOf(given),
  }
  records.put('customers', own, customer)
  return customer
}

function attributesOf(given: SimulatorRecord): readonly object[] {
  return listOf(given['custom_attributes']).flatMap(({ attribute_code: code, value }) => {
    if (value === null || value === undefined) {
      throw new CommerceRefusal(400, 'Error occurred during "custom_attributes" processing. Value is not set for attribute code "%1"', [
        code,
      ])
    }
    // Unknown ones are dropped without a word.
    return String(code) in ATTRIBUTES ? [{ attribute_code: code, value }] : []
  })
}

function savedAddress(records: SimulatorRecords, customer: number, address: SimulatorRecord): SimulatorRecord {
  needFields(address, ['firstname', 'lastname', 'street', 'city', 'telephone', 'postcode', 'country_id'])
  const country = String(address['country_id'])
  const named = isRecord(address['region']) ? address['region'] : {}
  const code = typeof named['region_code'] === 'string' ? named['region_code'] : ''
  const region = REGIONS[`${country} ${code}`]
  if (!region && WITH_REGIONS.has(country)) throw required('regionId')
  return {
    ...address,
    id: address['id'] ?? records.nextId('_customer-address', 1),
    customer_id: customer,
    region: region ? { region_code: code, ...region } : { region_code: code || null, region: code || null, region_id: 0 },
    region_id: region?.region_id ?? 0,
  }
}

/** The last address that says so is the default; the others do not say that they are not. */
function onlyDefaults(addresses: readonly SimulatorRecord[]): readonly SimulatorRecord[] {
  const last = (which: string) => addresses.findLast((address) => address[which] === true)
  const [billing, shipping] = [last('default_billing'), last('default_shipping')]
  return addresses.map((address) => {
    const { default_billing: _, ...rest } = address
    const { default_shipping: __, ...plain } = rest
    return {
      ...plain,
      ...(address['id'] === billing?.['id'] && { default_billing: true }),
      ...(address['id'] === shipping?.['id'] && { default_shipping: true }),
    }
  })
}

function needFields(record: SimulatorRecord, names: readonly string[]): void {
  const missing = names.filter((name) => !record[name] || (Array.isArray(record[name]) && record[name].length === 0))
  const [first, ...more] = missing
  if (first === undefined) return
  if (more.length === 0) throw required(first)
  const errors = missing.map((fieldName) => ({ message: REQUIRED, parameters: { fieldName } }))
  throw new CommerceRefusal(400, 'One or more input exceptions have occurred.', undefined, errors)
}
const REQUIRED = '"%fieldName" is required. Enter and try again.'
const required = (fieldName: string) => new CommerceRefusal(400, REQUIRED, { fieldName })
