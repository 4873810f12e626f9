// The rates of tax codes: what is in a price with tax included depends on them.
import { Decimal } from 'decimal.js'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { LARGEST_PAGE } from './client.ts'
import { find, quoted } from './query.ts'
import { QuickBooksTaxCode, QuickBooksTaxRate } from './schemas.ts'

const among = (ids: readonly string[]) => `Id IN (${ids.map(quoted).join(', ')})`

/** Such as 0.2 for 20 %, by the id of the code. Throws `vendor-rejected` for a code whose rate cannot be told. */
export async function readTaxRates(context: CallContext, codeIds: readonly string[]): Promise<ReadonlyMap<string, Decimal>> {
  const wanted = [...new Set(codeIds)]
  if (wanted.length === 0) return new Map()
  const page = { orderBy: 'Id', skip: 0, limit: LARGEST_PAGE }
  const codes = await find(context, QuickBooksTaxCode, { ...page, entity: 'TaxCode', where: [among(wanted)] })
  const detailsOf = (id: string) => codes.find(({ Id }) => Id === id)?.SalesTaxRateList?.TaxRateDetail ?? []
  const rateIds = [...new Set(wanted.flatMap(detailsOf).map(({ TaxRateRef }) => TaxRateRef.value))]
  const rates = rateIds.length === 0 ? [] : await find(context, QuickBooksTaxRate, { ...page, entity: 'TaxRate', where: [among(rateIds)] })
  const percents = new Map(rates.map(({ Id, RateValue }) => [Id, RateValue]))
  return new Map(
    wanted.map((id) => {
      const details = detailsOf(id)
      const own = details.map(({ TaxRateRef }) => percents.get(TaxRateRef.value))
      const isPlain = details.every(({ TaxTypeApplicable }) => TaxTypeApplicable === undefined || TaxTypeApplicable === 'TaxOnAmount')
      if (own.length === 0 || !isPlain || own.includes(undefined)) throw unknownRate(id)
      return [id, own.reduce<Decimal>((sum, percent) => sum.plus(percent ?? 0), new Decimal(0)).div(100)]
    }),
  )
}

const unknownRate = (id: string) =>
  new AppError('vendor-rejected', {
    message: say`QuickBooks does not tell the rate of the tax code ${id}, so that tax cannot be taken out of prices that include it.`,
    fix: 'Map the tax amount of each line, or use a tax code with rates for sales.',
  })
