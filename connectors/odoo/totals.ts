// Whom a sales document is for, and its amounts: orders, invoices and credit notes tell them alike.
import { idOf, nameOf, type OdooRow } from './client.ts'
import { fromWire } from './decimals.ts'

export function totalsOf(row: OdooRow) {
  const currency = nameOf(row['currency_id']) ?? ''
  return {
    customerId: idOf(row['partner_id']) ?? 0,
    currency,
    amountUntaxed: fromWire(row['amount_untaxed'], currency),
    amountTax: fromWire(row['amount_tax'], currency),
    amountTotal: fromWire(row['amount_total'], currency),
  }
}
