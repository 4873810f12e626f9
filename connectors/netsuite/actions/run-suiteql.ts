// Any SuiteQL query, page by page: the way to everything that has no action of its own.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { suiteQl } from '../client.ts'

const Input = Type.Object(
  {
    query: Type.String({
      title: 'Query',
      description: 'SuiteQL, such as SELECT id, itemid FROM item ORDER BY id. Order it, so that pages are whole.',
      minLength: 6,
      maxLength: 20_000,
    }),
    limit: Type.Optional(
      Type.Integer({ title: 'Page size', description: 'Default 1,000, which is the most.', minimum: 1, maximum: 1_000 }),
    ),
    cursor: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], { title: 'Cursor', description: '"next" of the page before.' }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  rows: Type.Array(Type.Record(Type.String(), Type.String()), {
    title: 'Rows',
    description: 'Names in lower case, values as text; empty ones are left out.',
  }),
  next: Type.Union([Type.Integer(), Type.Null()], { title: 'Next', description: 'Where the next page begins; null on the last one.' }),
})

export const runSuiteQl = {
  id: 'run-suiteql',
  label: 'Run SuiteQL',
  description: 'Reads with a query of NetSuite’s own SQL, a page at a time.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: { rows: [{ id: '98', itemid: 'HF-MUG-NAVY' }], next: null },
  paging: { items: 'rows', next: 'next', cursor: 'cursor' },
  async run(input, context) {
    const { query, limit = 1_000, cursor } = input as Static<typeof Input>
    const { rows, next } = await suiteQl(context, query, { limit, offset: cursor ?? 0 })
    return { rows: rows as unknown as Json[], next: next ?? null }
  },
} as const satisfies Action
