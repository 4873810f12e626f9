// Consent to marketing with the time at which it was given or withdrawn, in fields of a contact. What is newer stays, wherever it came from.
import { Type, type Static } from 'typebox'
import { textOf, type OdooRow } from './client.ts'
import { fromOdoo } from './dates.ts'

const FieldName = (title: string, description: string) => Type.String({ title, description, pattern: '^[a-z][a-z0-9_]*$', maxLength: 60 })

export const Consent = Type.Object(
  {
    field: FieldName('Field for the consent', 'Technical name of a text or selection field of contacts.'),
    timeField: FieldName('Field for its time', 'Technical name of a field with date and time.'),
    state: Type.String({ title: 'Consent', description: 'Such as subscribed or unsubscribed.', minLength: 1, maxLength: 60 }),
    at: Type.Optional(
      Type.Union([Type.String(), Type.Null()], {
        title: 'Given or withdrawn at',
        description: 'ISO instant. Nothing: the customer was never asked.',
      }),
    ),
  },
  { title: 'Consent', additionalProperties: false },
)
type Consent = Static<typeof Consent>

/** What is to be written of these consents into this contact (nothing for one that is not there yet): a later one is never replaced by an earlier one. */
export function newerConsents(consents: readonly Consent[], row: OdooRow | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    consents.flatMap(({ field, timeField, state, at }): (readonly [string, string])[] => {
      const stored = textOf(row?.[timeField])
      if (at === undefined || at === null) {
        const isKnown = stored !== undefined || textOf(row?.[field]) !== undefined
        return isKnown ? [] : [[field, state]]
      }
      // Odoo keeps whole seconds.
      const isNewer = stored === undefined || Math.floor(Date.parse(at) / 1_000) > Math.floor(Date.parse(fromOdoo(stored)) / 1_000)
      return isNewer
        ? [
            [field, state],
            [timeField, at],
          ]
        : []
    }),
  )
}
