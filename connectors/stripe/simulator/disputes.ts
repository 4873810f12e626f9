// Disputes of the simulated account: the bank takes the money at once, with a fee of 20 pounds, and gives it back where the dispute is won.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'
import { book, charge, idOf, seconds, transactionView } from './ledger.ts'

const FEE = 2_000
const DAYS_TO_ANSWER = 14

/** `payload`: `charge` and `reason`, or nothing: then a charge is made up. */
export function openDispute(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const of = records.get('charges', String(payload['charge'] ?? '')) ?? charge(records, {}, now)
  const id = idOf('du', records.nextId('_dispute'))
  const made = {
    id,
    object: 'dispute',
    amount: of['amount'],
    balance_transactions: [moved(records, { id, of, amount: -Number(of['amount']), fee: FEE, category: 'dispute' }, now)],
    charge: of['id'],
    created: seconds(now),
    currency: of['currency'],
    evidence: { customer_email_address: null, product_description: null, shipping_tracking_number: null, uncategorized_text: null },
    evidence_details: { due_by: seconds(now) + DAYS_TO_ANSWER * 86_400, has_evidence: false, past_due: false, submission_count: 0 },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: of['payment_intent'],
    payment_method_details: { card: { brand: 'visa', network_reason_code: '13.1' }, type: 'card' },
    reason: payload['reason'] ?? 'product_not_received',
    status: 'needs_response',
  }
  records.put('disputes', id, made)
  records.put('charges', String(of['id']), { ...of, disputed: true })
  return made
}

/** `payload`: the id of the dispute, otherwise the latest one, or one that is made up. */
export function answerDispute(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const of = disputeOf(records, payload, now)
  return changed(records, of, { status: 'under_review', evidence_details: answered(of) })
}

/** `payload`: also `status`, `won` or `lost`. */
export function closeDispute(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  const of = disputeOf(records, payload, now)
  const back = { id: String(of['id']), of, amount: Number(of['amount']), fee: 0, category: 'dispute_reversal' }
  const transactions = of['balance_transactions'] as readonly SimulatorRecord[]
  return payload['status'] === 'won'
    ? changed(records, of, { status: 'won', balance_transactions: [...transactions, moved(records, back, now)] })
    : changed(records, of, { status: 'lost' })
}

function disputeOf(records: SimulatorRecords, payload: SimulatorRecord, now: Date): SimulatorRecord {
  return records.get('disputes', String(payload['id'] ?? '')) ?? records.list('disputes').at(-1) ?? openDispute(records, {}, now)
}

function changed(records: SimulatorRecords, of: SimulatorRecord, values: SimulatorRecord): SimulatorRecord {
  const now = { ...of, ...values }
  records.put('disputes', String(of['id']), now)
  return now
}

const answered = (of: SimulatorRecord): SimulatorRecord => ({
  ...(of['evidence_details'] as SimulatorRecord),
  has_evidence: true,
  submission_count: 1,
})

function moved(
  records: SimulatorRecords,
  { id, of, amount, fee, category }: { id: string; of: SimulatorRecord; amount: number; fee: number; category: string },
  now: Date,
): SimulatorRecord {
  const description = `Chargeback ${amount < 0 ? 'withdrawal' : 'reversal'} for ${String(of['charge'] ?? of['id'])}`
  const currency = String(of['currency'])
  const made = book(records, { type: 'adjustment', category, amount, fee, source: id, description, currency }, now)
  return transactionView(records.get('balance_transactions', made) ?? {})
}
