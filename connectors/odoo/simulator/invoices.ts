// Customer invoices, credit notes and their payments, as Odoo's Accounting keeps them.
import { Decimal } from 'decimal.js'
import type { SimulatorRecord } from '#connectors/kit/simulator-records.ts'
import { missingError, userError, validationError } from './errors.ts'
import { add, change, linked, related, textIn, type Database, type Values } from './database.ts'
import { countBilled } from './purchases.ts'
import { digitsOf, priceLine, sumOf, toFloat } from './taxes.ts'

export function createMove(db: Database, values: Values): number {
  const { records, version } = db
  const commands = (values['invoice_line_ids'] ?? []) as readonly [number, unknown, Values][]
  const type = values['move_type']
  if (type !== 'out_invoice' && type !== 'out_refund' && type !== 'in_invoice' && type !== 'in_refund')
    throw validationError('Only invoices and credit notes are simulated.')
  const kind = type === 'in_invoice' || type === 'in_refund' ? 'purchase' : 'sale'
  const company = related(records, 'res.company', values['company_id'] ?? records.list('res.company')[0]?.['id'])
  const currency = related(
    records,
    'res.currency',
    values['currency_id'] ?? linked(records.get('res.company', company[0])?.['currency_id']),
  )
  const journal = values['journal_id'] ?? records.find('account.journal', (row) => row['type'] === kind)?.['id']
  if (records.get('account.journal', Number(journal))?.['type'] !== kind) {
    throw validationError('Cannot create an invoice of type Customer Invoice in a journal of another type.')
  }
  const digits = digitsOf(db, currency[0])
  const position =
    values['fiscal_position_id'] === undefined ? false : related(records, 'account.fiscal.position', values['fiscal_position_id'])
  const move = add(db, 'account.move', {
    move_type: type,
    // A draft has no number yet: 17 writes a stroke, 19 nothing.
    name: version === 17 ? '/' : false,
    ref: textIn(values, 'ref'),
    state: 'draft',
    payment_state: 'not_paid',
    partner_id: typeof values['partner_id'] === 'number' ? related(records, 'res.partner', values['partner_id']) : false,
    invoice_date: textIn(values, 'invoice_date'),
    invoice_date_due: textIn(values, 'invoice_date_due'),
    invoice_origin: textIn(values, 'invoice_origin'),
    narration: textIn(values, 'narration'),
    journal_id: related(records, 'account.journal', journal),
    currency_id: currency,
    company_id: company,
    fiscal_position_id: position,
    reversed_entry_id: values['reversed_entry_id'] === undefined ? false : related(records, 'account.move', values['reversed_entry_id']),
  })
  const lines = commands.map(([command, , line]) => {
    if (command !== 0) throw validationError('Only new lines can be given with a new invoice.')
    const priced = priceLine(
      db,
      {
        productId: line['product_id'],
        quantity: line['quantity'],
        price: line['price_unit'],
        discount: line['discount'],
        taxes: line['tax_ids'],
        fiscalPositionId: linked(position),
      },
      digits,
    )
    return add(db, 'account.move.line', {
      move_id: [move.id, ''],
      purchase_line_id: typeof line['purchase_line_id'] === 'number' ? [line['purchase_line_id'], ''] : false,
      product_id: priced.product,
      name: line['name'] ?? priced.product[1],
      quantity: priced.quantity,
      price_unit: priced.price,
      discount: priced.discount,
      tax_ids: priced.taxIds,
      price_subtotal: priced.subtotal,
      price_tax: priced.tax,
      price_total: priced.total,
    })
  })
  if (kind === 'purchase') countBilled(db, lines, type === 'in_refund' ? -1 : 1)
  const total = sumOf(lines, 'price_total', digits)
  change(db, 'account.move', move.id, {
    invoice_line_ids: lines.map(({ id }) => id),
    amount_untaxed: sumOf(lines, 'price_subtotal', digits),
    amount_tax: sumOf(lines, 'price_tax', digits),
    amount_total: total,
    amount_residual: total,
  })
  return move.id
}

export function postMoves(db: Database, ids: readonly number[]): false {
  for (const id of ids) {
    const move = mustMove(db, id)
    if (move['state'] !== 'draft') throw userError(`The entry ${String(move['name'])} (id ${id}) must be in draft.`)
    if (!move['partner_id']) throw userError("The field 'Customer' is required, please complete it to validate the Customer Invoice.")
    if ((move['invoice_line_ids'] as number[]).length === 0) throw userError('You need to add a line before posting.')
    const day = (move['invoice_date'] || db.now.slice(0, 10)) as string
    const prefix = `${move['move_type'] === 'out_refund' ? 'RINV' : 'INV'}/${day.slice(0, 4)}/`
    const number = db.records.list('account.move').filter((row) => String(row['name']).startsWith(prefix)).length + 1
    change(db, 'account.move', id, {
      state: 'posted',
      name: `${prefix}${String(number).padStart(5, '0')}`,
      invoice_date: day,
      invoice_date_due: move['invoice_date_due'] || day,
    })
    const reversed = db.records.get('account.move', linked(move['reversed_entry_id']))
    if (reversed?.['state'] !== 'posted') continue
    const settled = Decimal.min(reversed['amount_residual'] as number, move['amount_residual'] as number).toNumber()
    settle(db, reversed['id'] as number, settled, 'reversed')
    settle(db, id, settled, 'paid')
  }
  return false
}

function mustMove({ records }: Database, id: number): SimulatorRecord {
  const move = records.get('account.move', id)
  if (!move) throw missingError('account.move', id)
  return move
}

function settle(db: Database, id: number, amount: number, whenDone: string): void {
  const move = mustMove(db, id)
  const left = new Decimal(move['amount_residual'] as number).minus(amount)
  change(db, 'account.move', id, {
    amount_residual: toFloat(left, digitsOf(db, linked(move['currency_id']))),
    payment_state: left.isZero() ? whenDone : amount === 0 ? move['payment_state'] : 'partial',
  })
}

export function openPaymentWizard(db: Database, values: Values, context: Values): number {
  const [id] = (context['active_ids'] ?? []) as number[]
  if (context['active_model'] !== 'account.move' || id === undefined) {
    throw userError('The register payment wizard should only be called on account.move or account.move.line records.')
  }
  const move = mustMove(db, id)
  if (move['state'] !== 'posted') throw userError('You can only register payment for posted journal entries.')
  if (move['amount_residual'] === 0) {
    throw userError("You can't register a payment because there is nothing left to pay on the selected journal items.")
  }
  const journal = db.records.get('account.journal', Number(values['journal_id'] ?? 0))
  if (journal?.['type'] !== 'bank' && journal?.['type'] !== 'cash') throw validationError('A payment needs a bank or cash journal.')
  return add(db, 'account.payment.register', {
    move,
    journal_id: [journal['id'], journal['name']],
    amount: values['amount'] ?? move['amount_residual'],
    currency_id: related(db.records, 'res.currency', values['currency_id'] ?? linked(move['currency_id'])),
    communication: textIn(values, 'communication'),
    payment_date: textIn(values, 'payment_date') || db.now.slice(0, 10),
  }).id
}

export function createPayments(db: Database, ids: readonly number[]): Values {
  let paymentId = 0
  for (const id of ids) {
    const wizard = db.records.get('account.payment.register', id)
    if (!wizard) throw missingError('account.payment.register', id)
    const move = mustMove(db, wizard['move']['id'] as number)
    const payment = add(db, 'account.payment', {
      name: `P${String(wizard['journal_id'][1]).slice(0, 3).toUpperCase()}/${id}`,
      [db.version === 17 ? 'ref' : 'memo']: wizard['communication'],
      amount: wizard['amount'],
      payment_type: move['move_type'] === 'out_refund' ? 'outbound' : 'inbound',
      state: db.version === 17 ? 'posted' : 'paid',
      date: wizard['payment_date'],
      partner_id: move['partner_id'],
      journal_id: wizard['journal_id'],
      currency_id: wizard['currency_id'],
    })
    paymentId = payment.id
    settle(db, move['id'] as number, Math.min(Number(wizard['amount']), Number(move['amount_residual'])), 'paid')
  }
  return { type: 'ir.actions.act_window', name: 'Payments', res_model: 'account.payment', res_id: paymentId }
}
