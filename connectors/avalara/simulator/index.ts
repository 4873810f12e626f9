// A small AvaTax: one company, a tax engine for a few places, and a book of transactions that are replaced by code.
import { Hono, type Context } from 'hono'
import { isRecord } from '#shared/json.ts'
import type { CreateSimulator } from '#connectors/kit/contract.ts'
import { basic, same } from '#connectors/kit/simulator-oauth.ts'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { createSimulatorKit } from '#connectors/kit/simulator.ts'
import { readConfig } from '../auth.ts'
import { avalaraFault, AvalaraRefusal, missing, required, unauthorized } from './refusal.ts'
import { bring, calculate, lock, needTransaction, refund, write } from './transactions.ts'

const CODES = [
  ['A', 'FEDERAL GOV', ['US', 'CA']],
  ['E', 'CHARITABLE/EXEMPT ORG', ['US']],
  ['G', 'RESALE', ['US', 'CA']],
] as const
/** Avalara's own writing of characters in paths. */
const WRITTEN: Readonly<Record<string, string>> = { '2f': '/', '2b': '+', '3f': '?', '25': '%', '23': '#' }
const codeOf = (written: string) => written.replaceAll(/_-ava(2f|2b|3f|25|23)-_/g, (_, hex: string) => WRITTEN[hex] ?? '')

export const createAvalaraSimulator: CreateSimulator = (options) => {
  const kit = createSimulatorKit(options, { faultAnswer: avalaraFault })
  const { app, records } = kit
  const { accountId, companyCode } = readConfig(options.config)
  const isKnown = (c: Context) => same(c.req.header('authorization') ?? '', basic(accountId, options.secrets['licenseKey'] ?? ''))
  const api = new Hono()
  api.onError((error, c) => {
    if (error instanceof AvalaraRefusal) return c.json(error.body, error.status)
    throw error
  })
  const json = async (c: Context): Promise<SimulatorRecord> => {
    const body: unknown = await c.req.json().catch(() => undefined)
    if (!isRecord(body)) throw required('body')
    return body
  }
  /** Lines and their sums by jurisdiction are given to those who ask. */
  const shown = (c: Context, transaction: SimulatorRecord) => {
    const include = c.req.query('$include') ?? 'Summary,Addresses'
    const { lines, summary, companyCode: _, ...rest } = transaction
    return c.json({
      ...rest,
      ...(include.includes('Lines') && { lines: withoutDetails(lines as SimulatorRecord[]) }),
      ...(include.includes('Summary') && { summary }),
    })
  }

  api.get('/utilities/ping', (c) =>
    c.json({ version: '26.11.0', authenticated: isKnown(c), authenticationType: isKnown(c) ? 'AccountIdLicenseKey' : 'None' }),
  )
  api.use('*', async (c, next) => {
    if (!isKnown(c)) throw unauthorized()
    await next()
  })
  api.get('/companies', (c) => {
    const company = {
      id: 1,
      accountId: Number(accountId),
      companyCode,
      name: 'Harbour & Finch',
      isActive: true,
      defaultCountry: 'US',
      baseCurrencyCode: 'USD',
    }
    const asked = /companyCode eq '([^']*)'/.exec(c.req.query('$filter') ?? '')?.[1]
    const value = asked === undefined || asked === companyCode ? [company] : []
    return c.json({ '@recordsetCount': value.length, value })
  })
  api.get('/definitions/entityusecodes', (c) => {
    const value = CODES.map(([code, name, validCountries]) => ({ code, name, description: name, validCountries: [...validCountries] }))
    return c.json({ '@recordsetCount': value.length, value })
  })
  api.get('/addresses/resolve', (c) => {
    const asked = c.req.query()
    const upper = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value.toUpperCase()]))
    const isFound = (upper['postalCode'] ?? '') !== '' && /^\d/.test(upper['line1'] ?? '')
    const messages = isFound
      ? []
      : [
          {
            summary: 'Address cannot be geocoded.',
            details: 'The house number or the postal code is missing.',
            refersTo: 'address',
            severity: 'Error',
            source: 'Avalara.AvaTax.Services.Address',
          },
        ]
    return c.json({
      address: asked,
      validatedAddresses: [{ addressType: isFound ? 'StreetOrResidentialAddress' : 'UnknownAddressType', ...upper }],
      resolutionQuality: isFound ? 'Intersection' : 'NotCoded',
      messages,
    })
  })

  api.post('/transactions/create', async (c) => {
    const model = await json(c)
    return shown(c, calculate(records, model, options.now()))
  })
  api.post('/transactions/createoradjust', async (c) => {
    const { createTransactionModel: model } = await json(c)
    if (!isRecord(model)) throw required('createTransactionModel')
    return shown(
      c,
      records.atomically(() => write(records, model, options.now(), false)),
    )
  })
  const company = '/companies/:company/transactions/:code'
  const typeOf = (c: Context) => c.req.query('documentType') ?? 'SalesInvoice'
  const at = (c: Context) => [codeOf(c.req.param('company') ?? ''), codeOf(c.req.param('code') ?? '')] as const
  api.get(`${company}/types/:type`, (c) => shown(c, needTransaction(records, ...at(c), c.req.param('type'))))
  api.post(`${company}/adjust`, async (c) => {
    const { newTransaction, adjustmentReason, adjustmentDescription } = await json(c)
    if (!isRecord(newTransaction)) throw required('newTransaction')
    if (adjustmentReason === 'Other' && !adjustmentDescription) throw required('adjustmentDescription')
    const [companyCodeOfPath, code] = at(c)
    const model = { ...newTransaction, code, companyCode: companyCodeOfPath, type: typeOf(c) }
    return shown(
      c,
      records.atomically(() => write(records, model, options.now(), true)),
    )
  })
  api.post(`${company}/refund`, async (c) => {
    const body = await json(c)
    return shown(
      c,
      records.atomically(() => refund(records, ...at(c), body, options.now())),
    )
  })
  api.post(`${company}/commit`, async (c) => {
    if ((await json(c))['commit'] !== true) throw required('commit')
    return shown(c, bring(records, ...at(c), typeOf(c), 'Committed'))
  })
  api.post(`${company}/void`, async (c) => {
    if (typeof (await json(c))['code'] !== 'string') throw required('code')
    return shown(c, bring(records, ...at(c), typeOf(c), 'Cancelled'))
  })
  api.all('*', () => {
    throw missing('resource')
  })
  app.route('/api/v2', api)

  return kit.simulator({
    async emit(event, payload) {
      if (event !== 'transaction.reported') throw new Error(`The simulated AvaTax has no event ${event}.`)
      return { recordId: String(lock(records, payload)['id']), deliveries: [] }
    },
  })
}

const withoutDetails = (lines: readonly SimulatorRecord[]) =>
  lines.map((line) => Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'details')))
