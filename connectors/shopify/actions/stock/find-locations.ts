// The places where the shop keeps and sells goods, a page at a time.
import { Type, type Static } from 'typebox'
import type { Action } from '#connectors/kit/contract.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql } from '../../client.ts'
import { FIND_LOCATIONS } from '../../documents/stock.ts'
import { nullable } from '../../schemas/parts.ts'

const Input = Type.Object(
  {
    name: Type.Optional(Type.String({ title: 'Name', description: 'Only the location with this name', minLength: 1, maxLength: 255 })),
    includeInactive: Type.Optional(Type.Boolean({ title: 'Closed locations too', default: false })),
    limit: Type.Optional(Type.Integer({ title: 'Page size', minimum: 1, maximum: 250, default: 50 })),
    cursor: Type.Optional(
      Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()], { title: 'Cursor', description: 'nextCursor of the page before' }),
    ),
  },
  { additionalProperties: false },
)

const optional = (title: string) => nullable(Type.String({ title }))
const Output = Type.Object({
  locations: Type.Array(
    Type.Object({
      id: Type.String({ title: 'Location id' }),
      name: Type.String({ title: 'Name' }),
      isActive: Type.Boolean({ title: 'Open' }),
      sellsOnline: Type.Boolean({ title: 'Fulfils online orders' }),
      ships: Type.Boolean({ title: 'Ships' }),
      address: Type.Object({
        address1: optional('Address line 1'),
        address2: optional('Address line 2'),
        city: optional('City'),
        region: optional('Region'),
        postalCode: optional('Postal code'),
        country: optional('Country code'),
        phone: optional('Phone'),
      }),
    }),
    { title: 'Locations' },
  ),
  hasMore: Type.Boolean({ title: 'Has more' }),
  nextCursor: nullable(Type.String({ title: 'Next cursor' })),
})

export const findLocations = {
  id: 'find-locations',
  label: 'Find locations',
  description: 'Lists the shops and warehouses where the shop keeps stock.',
  effect: 'read',
  safety: 'upsert',
  input: Input,
  output: Output,
  example: {
    locations: [
      {
        id: 'gid://shopify/Location/70210388194',
        name: 'Central warehouse',
        isActive: true,
        sellsOnline: true,
        ships: true,
        address: {
          address1: '4 Quay Road',
          address2: null,
          city: 'Bristol',
          region: null,
          postalCode: 'BS1 4RN',
          country: 'GB',
          phone: null,
        },
      },
    ],
    hasMore: false,
    nextCursor: null,
  },
  paging: { items: 'locations', next: 'nextCursor', cursor: 'cursor' },
  async run(input, context) {
    const { name, includeInactive, limit, cursor } = parseInput(Input, input)
    const { locations } = await graphql(context, FIND_LOCATIONS, {
      query: name === undefined ? null : `name:"${name.replaceAll(/["\\]/g, '\\$&')}"`,
      includeInactive: includeInactive ?? false,
      first: limit ?? 50,
      after: cursor ?? null,
    })
    const { hasNextPage, endCursor } = locations.pageInfo
    return {
      locations: locations.nodes.map(({ address, ...location }) => ({
        id: location.id,
        name: location.name,
        isActive: location.isActive,
        sellsOnline: location.fulfillsOnlineOrders,
        ships: location.shipsInventory,
        address: {
          address1: address.address1,
          address2: address.address2,
          city: address.city,
          region: address.provinceCode,
          postalCode: address.zip,
          country: address.countryCode,
          phone: address.phone,
        },
      })),
      hasMore: hasNextPage,
      nextCursor: hasNextPage ? endCursor : null,
    } satisfies Static<typeof Output>
  },
} as const satisfies Action
