// Metafields: what is defined for a kind of record, their values, and setting and deleting them.
// Sources: https://shopify.dev/docs/api/admin-graphql/2026-07/queries/metafieldDefinitions, …/interfaces/HasMetafields, …/mutations/metafieldsSet,
// …/mutations/metafieldsDelete
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, nullable, PageInfo, UserErrors } from './document.ts'

const MetafieldDefinition = Type.Object({
  namespace: Type.String({ minLength: 1 }),
  key: Type.String({ minLength: 1 }),
  name: Type.String(),
  description: nullable(Type.String()),
  type: Type.Object({ name: Type.String() }),
  validations: Type.Array(Type.Object({ name: Type.String(), value: nullable(Type.String()) })),
})
export type MetafieldDefinition = Static<typeof MetafieldDefinition>

export const METAFIELD_DEFINITIONS = document(
  'TillflowMetafieldDefinitions',
  `query TillflowMetafieldDefinitions($owner: MetafieldOwnerType!, $first: Int!, $after: String) {
  metafieldDefinitions(ownerType: $owner, first: $first, after: $after) {
    nodes { namespace key name description type { name } validations { name value } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({ metafieldDefinitions: Type.Object({ nodes: Type.Array(MetafieldDefinition), pageInfo: PageInfo }) }),
)

const Metafield = Type.Object({ namespace: Type.String(), key: Type.String(), type: Type.String(), value: Type.String() })

export const METAFIELDS_OF = document(
  'TillflowMetafieldsOf',
  `query TillflowMetafieldsOf($ids: [ID!]!, $keys: [String!]!, $first: Int!) {
  nodes(ids: $ids) { id ... on HasMetafields { metafields(first: $first, keys: $keys) { nodes { namespace key type value } } } }
}`,
  Type.Object({
    nodes: Type.Array(
      nullable(Type.Object({ id: Type.String(), metafields: Type.Optional(Type.Object({ nodes: Type.Array(Metafield) })) })),
    ),
  }),
)

export const SET_METAFIELDS = document(
  'TillflowSetMetafields',
  `mutation TillflowSetMetafields($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { id } userErrors { field message code } }
}`,
  Type.Object({
    metafieldsSet: nullable(
      Type.Object({ metafields: nullable(Type.Array(Type.Object({ id: Type.String() }))), userErrors: CodedUserErrors }),
    ),
  }),
)

export const DELETE_METAFIELDS = document(
  'TillflowDeleteMetafields',
  `mutation TillflowDeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) { deletedMetafields { ownerId namespace key } userErrors { field message } }
}`,
  Type.Object({
    metafieldsDelete: nullable(Type.Object({ deletedMetafields: Type.Optional(Type.Unknown()), userErrors: UserErrors })),
  }),
)
