// Avalara AvaTax: addresses, the tax of orders, and sales, returns and refunds recorded for the tax return.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import { calculateTax } from './actions/calculate-tax.ts'
import { listEntityUseCodes } from './actions/list-entity-use-codes.ts'
import { adjustSale, recordOrder, recordReturn, recordSale } from './actions/record.ts'
import { refundSale } from './actions/refund-sale.ts'
import { resolveAddress } from './actions/resolve-address.ts'
import { commitTransaction, getTransaction, voidTransaction } from './actions/transactions.ts'
import { AUTH, AvalaraConfig, baseUrlOf, readConfig, SECRETS } from './auth.ts'
import { read } from './client.ts'
import { Companies, Ping } from './schemas.ts'

export const avalara = {
  id: 'avalara',
  name: 'Avalara AvaTax',
  category: 'finance',
  description: 'Sales tax: addresses, calculation, and sales, returns and refunds recorded for the tax return.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M4 20L12 4l8 16M7.5 14.5c3-2 6-2 9 0"/></svg>',
  config: AvalaraConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: baseUrlOf,
  actions: [
    calculateTax,
    recordOrder,
    recordSale,
    recordReturn,
    adjustSale,
    refundSale,
    commitTransaction,
    voidTransaction,
    getTransaction,
    resolveAddress,
    listEntityUseCodes,
  ],
  triggers: [],
  // Avalara publishes no numbers; it answers 429, which is waited for.
  limits: { concurrency: 5 },
  async test(context) {
    const { accountId, companyCode } = readConfig(context.config)
    // A ping is answered to everybody; it says whether the credentials were any.
    const { authenticated } = await read(context, '/utilities/ping', Ping)
    if (!authenticated)
      throw new AppError('credentials-invalid', {
        message: 'Avalara does not know this account id with this licence key.',
        fix: 'Check both, and whether they are of the sandbox or of production.',
      })
    const { value } = await read(context, '/companies', Companies, { $filter: `companyCode eq '${companyCode.replaceAll("'", "''")}'` })
    const company = value.find((one) => one.companyCode?.toLowerCase() === companyCode.toLowerCase())
    if (!company)
      throw new AppError('credentials-invalid', {
        message: say`The account ${accountId} has no company with the code ${companyCode}.`,
        fix: 'Enter the code as it stands in AvaTax under Settings, Companies.',
      })
    return { summary: `Signed in to ${company.name || companyCode}.` }
  },
} as const satisfies Connector
