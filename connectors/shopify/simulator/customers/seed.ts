// The shoppers of fixtures/shop.json as customers, in the shape of their webhook.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { SHOPPERS } from '../shop.ts'

const OPENED = '2026-01-05T08:00:00+00:00'

export function seedCustomers(records: SimulatorRecords): void {
  for (const shopper of SHOPPERS) {
    const phone = shopper.phone.replaceAll(' ', '')
    const address: SimulatorRecord = {
      id: shopper.id + 1_000_000,
      customer_id: shopper.id,
      first_name: shopper.first_name,
      last_name: shopper.last_name,
      name: `${shopper.first_name} ${shopper.last_name}`,
      company: null,
      address1: shopper.address1,
      address2: null,
      city: shopper.city,
      province: null,
      province_code: null,
      zip: shopper.zip,
      country: 'United Kingdom',
      country_code: 'GB',
      country_name: 'United Kingdom',
      phone,
      default: true,
    }
    records.put('customer', shopper.id, {
      ...newCustomer(shopper.id, OPENED, 'GBP'),
      email: shopper.email,
      phone,
      first_name: shopper.first_name,
      last_name: shopper.last_name,
      addresses: [address],
    })
  }
}

export function newCustomer(id: number, at: string, currency: string): SimulatorRecord {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    email: null,
    phone: null,
    first_name: null,
    last_name: null,
    state: 'disabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    tax_exemptions: [],
    currency,
    created_at: at,
    updated_at: at,
    addresses: [],
    tags: '',
    locale: 'en',
  }
}
