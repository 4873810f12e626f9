// What is sent, in ShipEngine's words. Weights, sizes and amounts go digit by digit. Pure.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { exactNumber } from '#connectors/kit/exact-json.ts'
import type { Address, Declared, Package, Parcel } from './values.ts'

/** Throws `action-input-invalid` for what ShipEngine would read otherwise than it was meant. */
export function shipmentOf(parcel: Parcel): object {
  const { to, from, warehouseId, packages, customs, insurance, shipDate, orderId, confirmation = 'none' } = parcel
  if ((from === undefined) === (warehouseId === undefined))
    throw new AppError('action-input-invalid', { message: 'A parcel is sent from an address or from a warehouse: give one of the two.' })
  if (from && from.phone === undefined)
    throw new AppError('action-input-invalid', { message: 'The address to ship from needs a phone number.' })
  const isInsured = packages.some(({ insuredValue }) => insuredValue)
  if (isInsured !== (insurance !== undefined))
    throw new AppError('action-input-invalid', {
      message: isInsured
        ? 'A package has an insured value, and no insurance is chosen.'
        : 'An insurance is chosen for packages without a value.',
      fix: 'Give both, or neither.',
    })
  if (customs?.contents === 'other' && customs.contentsExplanation === undefined)
    throw new AppError('action-input-invalid', { message: 'The customs must be told what the other contents are.' })
  return {
    ship_to: addressOf(to),
    ...(from && { ship_from: addressOf(from) }),
    ...(warehouseId !== undefined && { warehouse_id: warehouseId }),
    ...(shipDate !== undefined && { ship_date: `${shipDate}T00:00:00Z` }),
    ...(orderId !== undefined && { external_order_id: orderId }),
    confirmation,
    ...(insurance && { insurance_provider: insurance }),
    ...(customs && {
      customs: {
        contents: customs.contents,
        ...(customs.contentsExplanation !== undefined && { contents_explanation: customs.contentsExplanation }),
        non_delivery: customs.nonDelivery,
        ...(customs.terms && { terms_of_trade_code: customs.terms }),
      },
    }),
    packages: packages.map(packageOf),
  }
}

function packageOf({ packageCode, weight, dimensions, insuredValue, reference, contents, products }: Package): object {
  return {
    ...(packageCode !== undefined && { package_code: packageCode }),
    weight: weightOf(weight),
    ...(dimensions && {
      dimensions: {
        unit: dimensions.unit,
        length: exactNumber(dimensions.length),
        width: exactNumber(dimensions.width),
        height: exactNumber(dimensions.height),
      },
    }),
    ...(insuredValue && { insured_value: valueOf(insuredValue) }),
    ...(reference !== undefined && { external_package_id: reference }),
    ...(contents !== undefined && { content_description: contents }),
    ...(products && { products: products.map(productOf) }),
  }
}

const productOf = ({ description, quantity, value, weight, harmonizedCode, countryOfOrigin, sku }: Declared): object => ({
  description,
  quantity,
  value: valueOf(value),
  ...(weight && { weight: weightOf(weight) }),
  ...(harmonizedCode !== undefined && { harmonized_tariff_code: harmonizedCode }),
  ...(countryOfOrigin !== undefined && { country_of_origin: countryOfOrigin.toUpperCase() }),
  ...(sku !== undefined && { sku }),
})

const weightOf = ({ value, unit }: Package['weight']) => ({ value: exactNumber(value), unit })
/** Currencies are written small there. */
const valueOf = ({ amount, currency }: Declared['value']) => ({ currency: currency.toLowerCase(), amount: exactNumber(amount) })

export function addressOf(address: Address): object {
  const { name, company, phone, email, line1, line2, line3, city, region, postalCode, country, isResidential } = address
  const who = name ?? company
  if (who === undefined) throw new AppError('action-input-invalid', { message: say`The address in ${city} needs a name or a company.` })
  return {
    name: who,
    ...(company !== undefined && { company_name: company }),
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    address_line1: line1,
    ...(line2 !== undefined && { address_line2: line2 }),
    ...(line3 !== undefined && { address_line3: line3 }),
    city_locality: city,
    // It may not be missing, and many countries have none.
    state_province: region ?? city,
    postal_code: postalCode,
    country_code: country.toUpperCase(),
    address_residential_indicator: isResidential === undefined ? 'unknown' : isResidential ? 'yes' : 'no',
  }
}
