// The function that uses a mapping part. It is written in front of the expressions that use it: see ../parts/with-parts.ts.
import type { FunctionDoc } from './docs.ts'

const ADDRESS = {
  address: {
    body: {
      kind: 'record' as const,
      rows: [
        { target: 'street', rule: { kind: 'expression' as const, expression: 'address1' } },
        { target: 'country', rule: { kind: 'expression' as const, expression: '$uppercase(country_code)' } },
      ],
    },
  },
  cents: { body: { kind: 'value' as const, expression: '$roundMoney($divide($, 100, 2))' } },
}

export const PART_DOCS: readonly FunctionDoc[] = [
  {
    name: '$part',
    group: 'object',
    signature: '$part(name, value)',
    summary:
      'What a mapping part makes of a value; of a list, of each of its items. Nothing for a missing value and for null. Only in mappings; the name is a text in quotes.',
    parameters: [
      { name: 'name', help: 'The name of the part, such as "address", in quotes.' },
      { name: 'value', help: 'What the part sees as its record.' },
    ],
    examples: [
      {
        expression: '$part("address", billing_address)',
        input: { billing_address: { address1: '14 Quay Street', country_code: 'gb' } },
        parts: ADDRESS,
        result: { street: '14 Quay Street', country: 'GB' },
      },
      { expression: '$part("cents", prices)', input: { prices: [1250] }, parts: ADDRESS, result: ['12.50'] },
      { expression: '$part("address", shipping_address)', input: { shipping_address: null }, parts: ADDRESS },
      { expression: '$part("adress", $)', parts: ADDRESS, error: 'expression-failed' },
    ],
  },
]
