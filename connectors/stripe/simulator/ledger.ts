// The simulated account: charges, refunds and payouts, each with the transaction that moves the balance of its currency. Fees are 1.5 % and 20
// pence or cents.
import { Decimal } from 'decimal.js'
import { cardFee, minorOf } from '#connectors/kit/retailer/sold.ts'
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { invalid, missing } from './refusal.ts'

/** Of what is made up. */
const CURRENCY = 'gbp'
const OTHERS = ['eur', 'usd']
const CARD = {
  brand: 'visa',
  checks: null,
  country: 'GB',
  exp_month: 8,
  exp_year: 2030,
  fingerprint: 'AOB934RVNwzk6xtn',
  funding: 'credit',
  installments: null,
  last4: '4242',
  mandate: null,
  network: 'visa',
  three_d_secure: null,
  wallet: null,
}
export const idOf = (prefix: string, sequence: number) => `${prefix}_1Sim${String(sequence).padStart(20, '0')}`
export const seconds = (now: Date) => Math.floor(now.getTime() / 1_000)

export function book(
  records: SimulatorRecords,
  values: { type: string; category?: string; amount: number; fee: number; source: string; description: string | null; currency: string },
  now: Date,
): string {
  const id = idOf('txn', records.nextId('_txn'))
  const { type, category = type, amount, fee, source, description, currency } = values
  records.put('balance_transactions', id, {
    id,
    object: 'balance_transaction',
    amount,
    available_on: seconds(now),
    created: seconds(now),
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: category,
    source,
    status: 'available',
    type,
  })
  return id
}

/** `payload`: a charge in Stripe's shape; what is missing is made up, the same for the same number. */
export function charge(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const sequence = records.nextId('_charge')
  const amount = Number(payload['amount'] ?? 1_250 + ((sequence * 737) % 9_000))
  const id = typeof payload['id'] === 'string' && !records.get('charges', payload['id']) ? payload['id'] : idOf('ch', sequence)
  const description = String(payload['description'] ?? `Order #${1_000 + sequence}`)
  const currency = String(payload['currency'] ?? CURRENCY)
  const fee = minorOf(cardFee(new Decimal(amount).div(100)))
  const made = {
    id,
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: book(records, { type: 'charge', amount, fee, source: id, description, currency }, now),
    billing_details: { address: null, email: null, name: null, phone: null },
    calculated_statement_descriptor: 'HARBOUR FINCH',
    captured: true,
    created: seconds(now),
    currency,
    customer: null,
    description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    invoice: null,
    livemode: false,
    metadata: payload['metadata'] ?? { order_id: String(1_000 + sequence) },
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: idOf('pi', sequence),
    payment_method: idOf('pm', sequence),
    payment_method_details: { type: 'card', card: CARD },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: null,
  }
  records.put('charges', id, made)
  return made
}

export function refund(records: SimulatorRecords, form: Readonly<Record<string, string>>, now: Date): SimulatorRecord {
  const of = records.get('charges', form['charge'] ?? '')
  if (!of) throw missing('charge', form['charge'] ?? '')
  const left = Number(of['amount']) - Number(of['amount_refunded'])
  const amount = form['amount'] === undefined ? left : Number(form['amount'])
  if (left === 0) throw invalid(`Charge ${String(of['id'])} has already been refunded.`, 'charge', 'charge_already_refunded')
  if (!Number.isSafeInteger(amount) || amount < 1)
    throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer')
  if (amount > left) throw invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, 'amount')
  const id = idOf('re', records.nextId('_refund'))
  const currency = String(of['currency'])
  const made = {
    id,
    object: 'refund',
    amount,
    balance_transaction: book(
      records,
      { type: 'refund', amount: -amount, fee: 0, source: id, description: `Refund of ${String(of['description'])}`, currency },
      now,
    ),
    charge: of['id'],
    created: seconds(now),
    currency,
    metadata: metadataOf(form),
    payment_intent: of['payment_intent'],
    reason: form['reason'] ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  records.put('refunds', id, made)
  records.put('charges', String(of['id']), { ...of, amount_refunded: Number(of['amount_refunded']) + amount, refunded: amount === left })
  return made
}

/** The bank sent it back: the balance has the money again, the charge is not refunded any more. */
export function failRefund(records: SimulatorRecords, of: SimulatorRecord, now: Date): SimulatorRecord {
  if (of['status'] === 'failed') return of
  const id = String(of['id'])
  const amount = Number(of['amount'])
  const values = { type: 'refund_failure', amount, fee: 0, source: id, description: 'Refund failed', currency: String(of['currency']) }
  const failed = {
    ...of,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: book(records, values, now),
  }
  records.put('refunds', id, failed)
  const charged = records.get('charges', String(of['charge']))
  if (charged)
    records.put('charges', String(of['charge']), {
      ...charged,
      amount_refunded: Number(charged['amount_refunded']) - amount,
      refunded: false,
    })
  return failed
}

const metadataOf = (form: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) =>
      /^metadata\[(\w+)\]$/.exec(name)?.[1] ? [[/\[(\w+)\]/.exec(name)?.[1] ?? '', value]] : [],
    ),
  )

const openIn = (records: SimulatorRecords, currency: string) =>
  records.list('balance_transactions').filter((transaction) => transaction['payout'] === undefined && transaction['currency'] === currency)
const netOf = (transactions: readonly SimulatorRecord[]) => transactions.reduce((sum, { net }) => sum + Number(net), 0)

/** What would be paid out now, in the smallest unit. */
export const balanceIn = (records: SimulatorRecords, currency: string): number => netOf(openIn(records, currency))

/** All of a currency that was not paid out yet; without anything, a charge is made up first. */
export function payout(records: SimulatorRecords, now: Date, currency = CURRENCY): SimulatorRecord {
  if (openIn(records, currency).length === 0) charge(records, { currency }, now)
  const included = openIn(records, currency)
  const amount = netOf(included)
  const id = idOf('po', records.nextId('_payout'))
  for (const transaction of included) records.put('balance_transactions', String(transaction['id']), { ...transaction, payout: id })
  const moved = book(records, { type: 'payout', amount: -amount, fee: 0, source: id, description: 'STRIPE PAYOUT', currency }, now)
  records.put('balance_transactions', moved, { ...records.get('balance_transactions', moved), payout: id })
  const made = {
    id,
    object: 'payout',
    amount,
    arrival_date: seconds(now) + 2 * 86_400,
    automatic: true,
    balance_transaction: moved,
    created: seconds(now),
    currency,
    description: 'STRIPE PAYOUT',
    // A bank account for each currency.
    destination: idOf('ba', currency === CURRENCY ? 1 : 2 + Math.max(0, OTHERS.indexOf(currency))),
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'paid',
    type: 'bank_account',
  }
  records.put('payouts', id, made)
  return made
}

/** In Stripe's shape: which payout a transaction is in is asked for, never told. */
export const transactionView = (transaction: SimulatorRecord): SimulatorRecord =>
  Object.fromEntries(Object.entries(transaction).filter(([name]) => name !== 'payout'))
