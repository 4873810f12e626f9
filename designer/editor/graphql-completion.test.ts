import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { completeGraphql } from './graphql-completion.ts'

const SCHEMA = buildSchema(`
  type Query {
    "All that is sold."
    products(first: Int = 10, after: String, sort: Sort!, filter: Filter, tags: [Tag!]): ProductConnection!
    node(id: ID!): Node
    found: [Result!]!
  }
  type Mutation { createOrder(input: OrderInput!): Order }
  interface Node { id: ID! }
  type Product implements Node { id: ID!, title: String!, price: Money }
  type Order implements Node { id: ID!, name: String }
  type Money { amount: String!, currency: String! }
  type ProductConnection { nodes: [Product!]!, pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  union Result = Product | Order
  enum Sort { TITLE PRICE }
  enum Tag { NEW SALE }
  input Filter { inStock: Boolean, price: PriceRange, tags: [Tag!] }
  input PriceRange { from: String!, to: String }
  input OrderInput { name: String, lines: [LineInput!]! }
  input LineInput { sku: String!, quantity: Int! }
`)

/** `|` is the cursor. */
const labels = (text: string) => completeGraphql(SCHEMA, text.replace('|', ''), text.indexOf('|')).map(({ label }) => label)

describe('completion in a GraphQL document', () => {
  it.each([
    ['an operation', '|', ['query', 'mutation', 'fragment']],
    ['a root field', '{ | }', ['products', 'node', 'found', '__typename']],
    ['what is being written', '{ pro|', ['products', 'node', 'found', '__typename']],
    ['a root field of a mutation', 'mutation ($a: Int) { | }', ['createOrder', '__typename']],
    ['a field of a field', '{ products(sort: TITLE) { nodes { | } } }', ['id', 'title', 'price', '__typename']],
    ['a field behind others and an alias', '{ products { nodes { id what: price { | } title } } }', ['amount', 'currency', '__typename']],
    ['a field next to one that is complete', '{ products { nodes { price { amount } | } } }', ['id', 'title', 'price', '__typename']],
    ['only what a union has', '{ found { | } }', ['__typename']],
    ['a field of a narrower type', '{ found { ... on Order { | } } }', ['id', 'name', '__typename']],
    ['a field behind a spread without a type', '{ node(id: 1) { ... @include(if: true) { | } } }', ['id', '__typename']],
    ['a field of a fragment', 'fragment P on Product { | }', ['id', 'title', 'price', '__typename']],
    ['a second operation', '{ found { __typename } } mutation { | }', ['createOrder', '__typename']],
    ['an argument', '{ products(|) }', ['first', 'after', 'sort', 'filter', 'tags']],
    ['an argument that is not there yet', '{ products(first: 5, sort: TITLE, |) }', ['after', 'filter', 'tags']],
    ['an enum', '{ products(sort: |) }', ['TITLE', 'PRICE']],
    ['an item of a list', '{ products(tags: [NEW, |]) }', ['NEW', 'SALE']],
    ['a member of an input', '{ products(filter: { price: { from: "1" }, | }) }', ['inStock', 'tags']],
    ['a yes or no', '{ products(filter: { inStock: | }) }', ['true', 'false']],
    ['a member of an input in a list', 'mutation { createOrder(input: { lines: [{ sku: "A", | }] }) { id } }', ['quantity']],
    ['a variable', 'query ($sort: Sort!, $n: Int) { products(first: |) }', ['$sort', '$n']],
    ['a variable behind its sign', 'query ($sort: Sort!) { products(sort: $|) }', ['sort']],
    ['a fragment', 'fragment P on Product { id } { node(id: 1) { ...| } }', ['on', 'P']],
    ['an argument of a directive', '{ node(id: 1) @include(|) { id } }', ['if']],
  ])('knows %s', (_, text, expected) => expect(labels(text)).toEqual(expected))

  it.each([
    ['a text', '{ products(after: "ab|c") }'],
    ['a text that is not closed', '{ products(after: "ab|'],
    ['a comment', '{ # pro|\n products }'],
    ['the name of a variable', 'query ($|) { found { __typename } }'],
    ['a field without members', '{ products { pageInfo { endCursor { | } } } }'],
    ['a field that is unknown', '{ wrong { | } }'],
  ])('says nothing within %s', (_, text) => expect(labels(text)).toEqual([]))

  it('knows types after "on" and behind a variable', () => {
    expect(labels('{ found { ... on |')).toEqual(expect.arrayContaining(['Product', 'Order', 'Node']))
    expect(labels('{ found { ... on |')).not.toContain('Sort')
    expect(labels('fragment F on |')).toContain('Product')
    expect(labels('query ($input: |')).toEqual(expect.arrayContaining(['OrderInput', 'Int', 'Sort']))
    expect(labels('query ($input: |')).not.toContain('Product')
  })
  it('knows directives', () => expect(labels('{ node(id: 1) @| }')).toEqual(expect.arrayContaining(['include', 'skip'])))
  it('tells the type, the description and what must be given', () => {
    expect(completeGraphql(SCHEMA, '{ ', 2)[0]).toEqual({
      label: 'products',
      kind: 'field',
      detail: 'ProductConnection!',
      description: 'All that is sold.',
    })
    const required = completeGraphql(SCHEMA, '{ products(', 11).filter((one) => one.required)
    expect(required.map(({ label }) => label)).toEqual(['sort'])
  })
})
