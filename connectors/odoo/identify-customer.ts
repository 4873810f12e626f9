// Which contact a customer of a shop is: the one that is linked already, the one that a person decided for, the only one with the e-mail address, the
// only one with the telephone number; in this order, and never by name. Where two may be it, or the only one is another customer, nobody is guessed.
import type { CallContext } from '#connectors/kit/contract.ts'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { contactsByEmail, contactsByPhone } from './customer-candidates.ts'
import { contactsOf, othersOfShop } from './customer-reference.ts'
import { searchRead, type OdooRow } from './client.ts'

export type MatchBy = 'email' | 'phone'

interface Wanted {
  readonly reference: string
  readonly field: string
  readonly email?: string
  readonly phone?: string
  /** Two letters, of telephone numbers without one. */
  readonly country?: string
  readonly matchBy: readonly MatchBy[]
  /** What a person said: the id of a contact, or that it is a new one. */
  readonly decision?: number | 'new'
  /** What is read of the contacts. */
  readonly fields: readonly string[]
}

export type Identity =
  | { readonly kind: 'found'; readonly row: OdooRow; readonly by: 'reference' | 'decision' | MatchBy }
  | { readonly kind: 'nobody' }
  /** The customer's data was erased from this contact. */
  | { readonly kind: 'erased'; readonly row: OdooRow }
  | { readonly kind: 'undecided'; readonly candidates: readonly OdooRow[]; readonly by: 'reference' | MatchBy }

export async function identifyCustomer(context: CallContext, wanted: Wanted): Promise<Identity> {
  const { reference, field, decision, fields } = wanted
  const known = await contactsOf(context, field, reference, fields)
  const active = known.linked.filter((row) => row['active'] === true)
  const [linked, second] = active.length > 0 ? active : known.linked
  if (linked && !second) return { kind: 'found', row: linked, by: 'reference' }
  const [gone] = known.erased
  if (!linked && gone) return { kind: 'erased', row: gone }
  if (typeof decision === 'number') return { kind: 'found', row: await decidedFor(context, decision, fields), by: 'decision' }
  if (second) return { kind: 'undecided', candidates: active.length > 0 ? active : known.linked, by: 'reference' }
  if (decision === 'new') return { kind: 'nobody' }
  for (const by of wanted.matchBy) {
    const candidates = await candidatesBy(context, by, wanted)
    const [one, other] = candidates
    if (!one) continue
    return other || othersOfShop(one, field, reference).length > 0 ? { kind: 'undecided', candidates, by } : { kind: 'found', row: one, by }
  }
  return { kind: 'nobody' }
}

async function candidatesBy(
  context: CallContext,
  by: MatchBy,
  { email, phone, country, field, fields }: Wanted,
): Promise<readonly OdooRow[]> {
  const read = [...new Set([...fields, field])]
  if (by === 'email') return email === undefined ? [] : await contactsByEmail(context, email, read)
  return phone === undefined ? [] : await contactsByPhone(context, phone, country, read)
}

async function decidedFor(context: CallContext, id: number, fields: readonly string[]): Promise<OdooRow> {
  const domain = [
    ['id', '=', id],
    ['active', 'in', [true, false]],
  ] as const
  const [row] = await searchRead(context, 'res.partner', domain, { fields, limit: 1 })
  if (row) return row
  throw new AppError('vendor-rejected', {
    message: say`Odoo has no contact with the id ${id}, which was decided for.`,
    fix: 'Correct the row in the lookup table of decisions, then replay.',
  })
}
