// What the account of Harbour & Finch has: carriers, services and a warehouse.

const service = (
  carrier: string,
  code: string,
  name: string,
  where: 'domestic' | 'international',
  days: number,
  grams: number,
  base: number,
) => ({
  carrier_code: carrier,
  service_code: code,
  name,
  domestic: where === 'domestic',
  international: where === 'international',
  is_multi_package_supported: carrier !== 'stamps_com',
  is_return_supported: where === 'domestic',
  days,
  /** Cents for each started kilogram, and to begin with. */
  grams,
  base,
})

export const CARRIERS = [
  {
    carrier_id: 'se-1001',
    carrier_code: 'stamps_com',
    account_number: 'test_account_1001',
    nickname: 'Harbour & Finch',
    friendly_name: 'USPS by Stamps.com',
    services: [
      service('stamps_com', 'usps_ground_advantage', 'USPS Ground Advantage', 'domestic', 4, 110, 510),
      service('stamps_com', 'usps_priority_mail', 'USPS Priority Mail', 'domestic', 2, 180, 845),
      service('stamps_com', 'usps_priority_mail_international', 'USPS Priority Mail Intl', 'international', 9, 900, 3_150),
    ],
  },
  {
    carrier_id: 'se-1002',
    carrier_code: 'ups',
    account_number: 'test_account_1002',
    nickname: 'Harbour & Finch',
    friendly_name: 'UPS',
    services: [
      service('ups', 'ups_ground', 'UPS Ground', 'domestic', 3, 120, 1_022),
      service('ups', 'ups_next_day_air', 'UPS Next Day Air', 'domestic', 1, 650, 4_890),
      service('ups', 'ups_worldwide_saver', 'UPS Worldwide Saver', 'international', 3, 1_400, 7_240),
    ],
  },
] as const

export const WAREHOUSES = [
  {
    warehouse_id: 'se-7001',
    is_default: true,
    name: 'Portland',
    created_at: '2026-01-05T09:00:00Z',
    origin_address: {
      name: 'Harbour & Finch',
      phone: '207-555-0100',
      company_name: 'Harbour & Finch',
      address_line1: '1 Portland Pier',
      city_locality: 'Portland',
      state_province: 'ME',
      postal_code: '04101',
      country_code: 'US',
      address_residential_indicator: 'no',
    },
  },
] as const

export type SimulatedService = (typeof CARRIERS)[number]['services'][number]

const GRAMS: Readonly<Record<string, number>> = { gram: 1, kilogram: 1_000, ounce: 28.349_523_125, pound: 453.592_37 }

/** In cents. */
export function priceOf({ base, grams: each }: SimulatedService, packages: readonly { weight: { value: number; unit: string } }[]): number {
  return packages.reduce((sum, { weight }) => sum + base + each * Math.ceil((weight.value * (GRAMS[weight.unit] ?? 1)) / 1_000), 0)
}
