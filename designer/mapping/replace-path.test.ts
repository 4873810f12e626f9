import { expect, it } from 'vitest'
import { replacePath } from './replace-path.ts'

const replace = (expression: string, from: string, to: string) => {
  const rule = replacePath({ kind: 'expression', expression }, from, to)
  return rule?.kind === 'expression' ? rule.expression : undefined
}

it.each([
  ['costumer.name & "x"', 'costumer.name', 'customer.name', 'customer.name & "x"'],
  ['$boolean(email) ? email : customer.email', 'email', 'contact.email', '$boolean(contact.email) ? contact.email : customer.email'],
  ['"email"', 'email', 'mail', undefined],
  ['e_mail', 'email', 'mail', undefined],
  ['$email', 'email', 'mail', undefined],
  ['lines[sku="a"].name', 'lines', '`order lines`', '`order lines`[sku="a"].name'],
  // A price of $1 is no pattern.
  ['price', 'price', '`$1`', '`$1`'],
])('in %s, %s becomes %s: %s', (source, from, to, expected) => {
  expect(replace(source, from, to)).toBe(expected)
})

it('changes the key of a lookup and the source of a list, and no fixed value', () => {
  expect(replacePath({ kind: 'lookup', table: 't', key: 'gateway', onMissing: 'blank' }, 'gateway', 'tender')).toMatchObject({
    key: 'tender',
  })
  expect(replacePath({ kind: 'each', items: 'lines', rows: [] }, 'lines', 'line_items')).toMatchObject({ items: 'line_items' })
  expect(replacePath({ kind: 'constant', value: 'a' }, 'a', 'b')).toBeUndefined()
})
