// Which customer of a shop a contact is: references such as SHOPIFY-6620011800001 in a text field of the contact, several with commas between them.
// Odoo's own external ids (`ir.model.data`) would be the natural place, but may be read and written by administrators of access rights alone.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { fieldsAmong, searchRead, textOf, type OdooRow } from './client.ts'

export const CustomerReference = Type.String({
  title: 'Customer of the shop',
  description: 'Shop and customer id, such as SHOPIFY-6620011800001. A second shop needs another word in front.',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*-[A-Za-z0-9]+$',
  maxLength: 80,
})
export const ReferenceField = Type.Optional(
  Type.String({
    title: 'Field for customers of the shop',
    description: 'Technical name of a text field of contacts, such as x_studio_shop_customers. Default: ref.',
    pattern: '^[a-z][a-z0-9_]*$',
    maxLength: 60,
    default: 'ref',
  }),
)

/** In front of the reference of a customer whose data was erased: it is never linked again, and erasing it again finds what was done. */
const ERASED = 'ERASED-'
export const erased = (reference: string): string => `${ERASED}${reference}`

export function referencesOf(row: OdooRow, field: string): readonly string[] {
  return (textOf(row[field]) ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** What stands before the customer's own id: the shop. */
const shopOf = (reference: string): string => reference.slice(0, reference.lastIndexOf('-') + 1)

/** Other customers of the same shop that this contact is. */
export function othersOfShop(row: OdooRow, field: string, reference: string): readonly string[] {
  return referencesOf(row, field).filter((one) => one !== reference && shopOf(one) === shopOf(reference))
}

/** Throws `action-input-invalid` for a field that this database does not have. */
export async function needFields(context: CallContext, names: readonly string[]): Promise<void> {
  const known = new Set(await fieldsAmong(context, 'res.partner', names))
  const missing = names.find((name) => !known.has(name))
  if (missing === undefined) return
  throw new AppError('action-input-invalid', {
    message: say`Odoo has no field "${missing}" on contacts.`,
    fix: 'Add the field in Odoo, or correct its name in the lookup table or the mapping; then replay.',
  })
}

/** More than have a reference that begins like another one: a shop's ids are as long as each other. */
const MOST = 1_000

/** Contacts that are this customer, archived ones too, and those that were it before they were erased. */
export async function contactsOf(
  context: CallContext,
  field: string,
  reference: string,
  fields: readonly string[],
): Promise<{ readonly linked: readonly OdooRow[]; readonly erased: readonly OdooRow[] }> {
  const domain = [
    [field, 'ilike', reference],
    ['active', 'in', [true, false]],
  ] as const
  const rows = await searchRead(context, 'res.partner', domain, { fields: [...fields, field], limit: MOST })
  const having = (wanted: string) => rows.filter((row) => referencesOf(row, field).includes(wanted))
  return { linked: having(reference), erased: having(erased(reference)) }
}

/**
 * The field's value with the reference put in. A contact's own number is never written over: throws `vendor-rejected` where `ref` holds another one.
 */
export function withReference(row: OdooRow, field: string, reference: string): string {
  const present = referencesOf(row, field)
  if (present.includes(reference)) return present.join(', ')
  const own = field === 'ref' ? present.find((one) => shopOf(one) !== shopOf(reference)) : undefined
  if (own !== undefined) {
    throw new AppError('vendor-rejected', {
      message: say`The contact ${row.id} has the reference ${own}, which ${reference} would replace.`,
      fix: 'Add a text field for customers of the shop to contacts in Odoo, and name it in the settings of the flow; then replay.',
    })
  }
  return [...present, reference].join(', ')
}
