// What is taken out of a contact when its person must be forgotten. Documents stay, and with them what they must name by law: their customer's name,
// address and tax number. The contact is archived either way.
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsAmong, searchRead, textOf, write, type OdooRow } from './client.ts'

/** Needed on an invoice, so they stay as long as one names the contact. */
const ON_DOCUMENTS = ['name', 'street', 'street2', 'city', 'zip', 'state_id', 'country_id', 'vat', 'company_name']
/** Never needed once nobody may write to or call the person. */
const REACHING = ['email', 'phone', 'mobile', 'website', 'comment', 'function', 'image_1920', 'category_id']

/** Posted invoices, credit notes and payments, and confirmed orders that name one of these contacts, or have it as an address. */
export async function documentsOf(context: CallContext, contacts: readonly number[]): Promise<number> {
  const count = async (model: string, states: readonly string[], names: readonly string[]) => {
    const known = await fieldsAmong(context, model, names)
    const either = [...known.slice(1).map(() => '|' as const), ...known.map((name) => [name, 'in', contacts] as const)]
    return (await searchRead(context, model, [['state', 'in', states], ...either], { fields: ['id'], limit: 1_000 })).length
  }
  return (
    (await count('account.move', ['posted'], ['partner_id', 'partner_shipping_id'])) +
    (await count('sale.order', ['sale', 'done'], ['partner_id', 'partner_invoice_id', 'partner_shipping_id']))
  )
}

/** Orders and invoices that are still being worked on, by their names. */
export async function openWorkOf(context: CallContext, contacts: readonly number[]): Promise<readonly string[]> {
  const of = async (model: string, state: readonly [string, string, unknown]) =>
    await searchRead(context, model, [['partner_id', 'in', contacts], state], { fields: ['name'], limit: 20 })
  const quotations = await of('sale.order', ['state', 'in', ['draft', 'sent']])
  // None where Odoo has no Inventory app.
  const hasStock = (await fieldsAmong(context, 'sale.order', ['picking_ids'])).length > 0
  const deliveries = hasStock ? await of('stock.picking', ['state', 'in', ['waiting', 'confirmed', 'assigned']]) : []
  const unpaid = await searchRead(
    context,
    'account.move',
    [
      ['partner_id', 'in', contacts],
      ['state', '=', 'posted'],
      ['payment_state', 'in', ['not_paid', 'partial']],
    ],
    { fields: ['name'], limit: 20 },
  )
  return [...quotations, ...deliveries, ...unpaid].map((row) => textOf(row['name']) ?? String(row.id))
}

export interface Erasing {
  readonly name: string
  /** Fields of the client's own, such as those for consent. */
  readonly more: readonly string[]
  readonly hasDocuments: boolean
  /** Written as they are, such as the mark of the erased customer. */
  readonly marked: (row: OdooRow) => Readonly<Record<string, unknown>>
}

export async function eraseContacts(context: CallContext, rows: readonly OdooRow[], erasing: Erasing): Promise<void> {
  const wanted = [...REACHING, ...(erasing.hasDocuments ? [] : ON_DOCUMENTS), ...erasing.more]
  const known = await fieldsAmong(context, 'res.partner', [...new Set(wanted)])
  const emptied = Object.fromEntries(known.map((field) => [field, field === 'category_id' ? [[6, 0, []]] : false]))
  for (const row of rows) {
    const named = erasing.hasDocuments ? {} : { name: erasing.name }
    await write(context, 'res.partner', [row.id], { ...emptied, ...named, ...erasing.marked(row), active: false })
  }
}
