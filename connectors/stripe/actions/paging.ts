// What all lists of Stripe take and give: a time, and a page newest first.
import { Type } from 'typebox'

const time = (title: string, description: string) => Type.Optional(Type.String({ title, description, pattern: '^\\d{4}-\\d{2}-\\d{2}T' }))

export const madeWithin = {
  from: time('From', 'ISO instant: made then or later.'),
  before: time('Before', 'ISO instant: made earlier.'),
}
export const page = (size: number) => ({
  after: Type.Optional(Type.String({ title: 'After', description: 'Next page: the cursor that the page before gave.', maxLength: 80 })),
  limit: Type.Optional(Type.Integer({ title: 'Page size', description: `Default ${size}.`, minimum: 1, maximum: 100 })),
})
export const NextPage = Type.Union([Type.String(), Type.Null()], { title: 'Next page', description: 'Nothing on the last one' })

export const seconds = (iso: string | undefined) => (iso === undefined ? undefined : Math.floor(Date.parse(iso) / 1_000))
