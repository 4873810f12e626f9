// Adding tags: Shopify keeps a tag once however often it is added.
import { Type } from 'typebox'
import { document, nullable, UserErrors } from './document.ts'

export const ADD_TAGS = document(
  'TillflowAddOrderTags',
  `mutation TillflowAddOrderTags($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) {
    node { ... on Order { id name tags } }
    userErrors { field message }
  }
}`,
  Type.Object({
    tagsAdd: nullable(
      Type.Object({
        node: nullable(Type.Object({ id: Type.String(), name: Type.String(), tags: Type.Array(Type.String()) })),
        userErrors: UserErrors,
      }),
    ),
  }),
)
