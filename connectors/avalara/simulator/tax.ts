// The simulated tax engine: three states of the USA with their jurisdictions, and British VAT. Rounded by line.
import { Decimal } from 'decimal.js'
import { isRecord } from '#shared/json.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { AvalaraRefusal, required } from './refusal.ts'

interface Jurisdiction {
  readonly country: string
  readonly region: string
  readonly jurisType: 'Country' | 'State' | 'City' | 'Special'
  readonly jurisName: string
  readonly taxName: string
  readonly rate: string
}
const us = (region: string, jurisType: Jurisdiction['jurisType'], jurisName: string, rate: string): Jurisdiction => ({
  country: 'US',
  region,
  jurisType,
  jurisName,
  taxName: `${region} ${jurisType.toUpperCase()} TAX`,
  rate,
})
const JURISDICTIONS: readonly Jurisdiction[] = [
  us('ME', 'State', 'MAINE', '0.055'),
  us('MA', 'State', 'MASSACHUSETTS', '0.0625'),
  us('NY', 'State', 'NEW YORK', '0.04'),
  us('NY', 'City', 'NEW YORK CITY', '0.045'),
  us('NY', 'Special', 'METROPOLITAN COMMUTER TRANSPORTATION DISTRICT', '0.00375'),
  { country: 'GB', region: '', jurisType: 'Country', jurisName: 'UNITED KINGDOM', taxName: 'Standard Rate', rate: '0.2' },
]
const two = (amount: Decimal) => amount.toDecimalPlaces(2).toNumber()
const decimal = (value: unknown) => new Decimal(typeof value === 'number' || typeof value === 'string' ? value : 0)

/** The lines, totals and summary of a document; refuses what AvaTax refuses. */
export function taxed(model: SimulatorRecord): SimulatorRecord {
  for (const field of ['customerCode', 'date', 'lines']) if (!model[field]) throw required(field)
  const exempt = Boolean(model['entityUseCode']) || Boolean(model['exemptionNo'])
  const lines = (model['lines'] as SimulatorRecord[]).map((line, index) => lineOf(line, index, model, exempt))
  const totalOverride = model['taxOverride']
  const sum = (member: string) => two(lines.reduce<Decimal>((total, line) => total.plus(decimal(line[member])), new Decimal(0)))
  const groups = Map.groupBy(
    lines.flatMap((line) => line['details'] as SimulatorRecord[]),
    (detail) => `${String(detail['taxName'])}/${String(detail['jurisName'])}`,
  )
  const summary = [...groups.values()].map((details) => ({
    ...details[0],
    taxable: two(details.reduce<Decimal>((total, one) => total.plus(decimal(one['taxable'])), new Decimal(0))),
    tax: two(details.reduce<Decimal>((total, one) => total.plus(decimal(one['tax'])), new Decimal(0))),
    exemption: two(details.reduce<Decimal>((total, one) => total.plus(decimal(one['exemption'])), new Decimal(0))),
  }))
  return {
    totalAmount: sum('lineAmount'),
    totalTax: sum('tax'),
    totalTaxCalculated: sum('taxCalculated'),
    totalTaxable: sum('taxableAmount'),
    totalExempt: sum('exemptAmount'),
    totalDiscount: 0,
    taxDate:
      isRecord(totalOverride) && typeof totalOverride['taxDate'] === 'string'
        ? `${totalOverride['taxDate']}T00:00:00Z`
        : `${String(model['date'])}T00:00:00Z`,
    lines,
    summary,
  }
}

function lineOf(line: SimulatorRecord, index: number, model: SimulatorRecord, isExempt: boolean): SimulatorRecord {
  const addresses = (line['addresses'] ?? model['addresses'] ?? {}) as Record<string, SimulatorRecord | undefined>
  const to = addresses['shipTo'] ?? addresses['singleLocation']
  if (!to) throw required('Addresses.ShipTo')
  if (to['country'] === undefined && to['postalCode'] === undefined)
    throw new AvalaraRefusal(
      400,
      'InvalidAddress',
      309,
      'The address value was incomplete.',
      'The address must have a country, and in the USA a postal code.',
      addresses['shipTo'] ? 'Addresses.ShipTo' : 'Addresses.SingleLocation',
    )
  const isTaxed = !String(line['taxCode'] ?? '').startsWith('NT')
  const found = JURISDICTIONS.filter(({ country, region }) => country === to['country'] && (region === '' || region === to['region']))
  const rates = isTaxed ? found : []
  const exempt = isExempt || Boolean(line['entityUseCode'])
  const rate = exempt ? new Decimal(0) : rates.reduce<Decimal>((total, one) => total.plus(one.rate), new Decimal(0))
  const amount = decimal(line['amount'])
  const override =
    isRecord(line['taxOverride']) && line['taxOverride']['type'] === 'TaxAmount' ? decimal(line['taxOverride']['taxAmount']) : undefined
  const isIncluded = line['taxIncluded'] === true
  const calculated = (isIncluded ? amount.minus(amount.div(rate.plus(1))) : amount.times(rate)).toDecimalPlaces(2)
  const tax = override ?? calculated
  const net = isIncluded ? amount.minus(tax) : amount
  const share = (one: Jurisdiction) => (rate.isZero() ? new Decimal(0) : tax.times(one.rate).div(rate))
  return {
    lineNumber: String(line['number'] ?? index + 1),
    itemCode: String(line['itemCode'] ?? ''),
    description: String(line['description'] ?? ''),
    quantity: decimal(line['quantity'] ?? 1).toNumber(),
    taxCode: String(line['taxCode'] ?? 'P0000000'),
    lineAmount: two(net),
    tax: two(tax),
    taxCalculated: two(calculated),
    taxableAmount: rates.length === 0 || exempt ? 0 : two(net),
    exemptAmount: exempt || rates.length === 0 ? two(net) : 0,
    taxIncluded: isIncluded,
    taxOverrideType: override ? 'TaxAmount' : 'None',
    details: rates.map((one) => ({
      country: one.country,
      region: one.region,
      jurisType: one.jurisType,
      jurisName: one.jurisName,
      taxName: one.taxName,
      taxType: 'Sales',
      rate: Number(one.rate),
      taxable: exempt ? 0 : two(net),
      tax: two(share(one)),
      taxCalculated: two(share(one)),
      exemption: exempt ? two(net) : 0,
    })),
  }
}
