// What changed while nobody was at the door, told as Xero's webhooks tell it. Lists do not say whether a record is new: each is told as changed.
import { Type, type TSchema } from 'typebox'
import { readChanged } from '#connectors/kit/changed-poll.ts'
import type { WebhookSweep } from '#connectors/kit/contract.ts'
import { sweepInTurn } from '#connectors/kit/sweep-by-poll.ts'
import { readConfig } from './auth.ts'
import { readerOf } from './by-change.ts'
import { instantOf } from './values.ts'

const Changed = { UpdatedDateUTC: Type.String() }
const Invoices = Type.Object({ Invoices: Type.Array(Type.Object({ InvoiceID: Type.String(), ...Changed })) })
const Contacts = Type.Object({ Contacts: Type.Array(Type.Object({ ContactID: Type.String(), ...Changed })) })
const CreditNotes = Type.Object({ CreditNotes: Type.Array(Type.Object({ CreditNoteID: Type.String(), ...Changed })) })

/** As lists of changes are read: what is shown late is read again. */
const OVERLAP_MS = 60_000

const value = (id: string, changed: string) => ({ id, updatedAt: instantOf(changed) })

function sweepOf<S extends TSchema>(
  category: string,
  path: string,
  schema: S,
  toValues: Parameters<typeof readerOf<S>>[3],
  filter: Readonly<Record<string, boolean>> = {},
): WebhookSweep {
  return async (page, context) => {
    const { records, cursor, more } = await readChanged({
      ...page,
      overlapMs: OVERLAP_MS,
      ...readerOf(context, path, schema, toValues, filter),
    })
    const { tenantId = '' } = readConfig(context.config)
    const payloads = records.map(({ key, version = '' }) => ({
      events: [
        {
          resourceUrl: `https://api.xero.com/api.xro/2.0${path}/${key}`,
          resourceId: key,
          eventDateUtc: version.replace(/Z$/, ''),
          eventType: 'UPDATE',
          eventCategory: category,
          tenantId,
        },
      ],
      // No delivery, and so no place among them.
      firstEventSequence: 0,
      lastEventSequence: 0,
    }))
    return { payloads, cursor, more }
  }
}

const SWEEPS = {
  INVOICE: sweepOf('INVOICE', '/Invoices', Invoices, (answer) =>
    answer.Invoices.map(({ InvoiceID, UpdatedDateUTC }) => value(InvoiceID, UpdatedDateUTC)),
  ),
  CONTACT: sweepOf(
    'CONTACT',
    '/Contacts',
    Contacts,
    (answer) => answer.Contacts.map(({ ContactID, UpdatedDateUTC }) => value(ContactID, UpdatedDateUTC)),
    { includeArchived: true },
  ),
  CREDITNOTE: sweepOf('CREDITNOTE', '/CreditNotes', CreditNotes, (answer) =>
    answer.CreditNotes.map(({ CreditNoteID, UpdatedDateUTC }) => value(CreditNoteID, UpdatedDateUTC)),
  ),
}

export const sweepChanges = sweepInTurn(({ config }) => (readConfig(config).webhookCategories ?? []).map((category) => SWEEPS[category]))
