import { expect, it } from 'vitest'
import { createGraphqlCheck } from './graphql.ts'

const { check, described } = createGraphqlCheck(`
  type Query { order(id: ID!): Order }
  type Order { id: ID! name: String }
  input OrderInput { name: String! }
  type Mutation { orderCreate(order: OrderInput!): Order }
`)
const ask = (query: string, variables: object = {}) =>
  check(
    { method: 'POST', url: new URL('https://shop.example/graphql'), headers: {}, body: JSON.stringify({ query, variables }) },
    undefined,
  )
const create = 'mutation ($order: OrderInput!) { orderCreate(order: $order) { id } }'

it('takes what the schema describes, and says what was asked for', () => {
  expect(described).toBe(2)
  expect(ask(create, { order: { name: '#1' } })).toEqual({ operations: ['mutation.orderCreate'], issues: [] })
})
it.each([
  ['an unknown field', '{ order(id: 1) { nickname } }', {}, 'Cannot query field "nickname"'],
  ['a missing variable', create, {}, 'OrderInput!'],
  ['an unknown member of a variable', create, { order: { name: '#1', nickname: 'x' } }, 'nickname'],
])('refuses %s', (_, query, variables, issue) => {
  expect(ask(query, variables).issues.join('\n')).toContain(issue)
})
