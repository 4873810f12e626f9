// Metafields: their definitions, values, setting and deleting.
export const METAFIELDS_SDL = `
extend type QueryRoot {
  metafieldDefinitions(ownerType: MetafieldOwnerType!, namespace: String, first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MetafieldDefinitionConnection!
}
extend type Mutation {
  metafieldsSet(metafields: [MetafieldsSetInput!]!): MetafieldsSetPayload
  metafieldsDelete(metafields: [MetafieldIdentifierInput!]!): MetafieldsDeletePayload
}

enum MetafieldOwnerType { CUSTOMER ORDER PRODUCT PRODUCTVARIANT }
interface HasMetafields {
  metafields(namespace: String, keys: [String!], first: Int, after: String, last: Int, before: String, reverse: Boolean = false): MetafieldConnection!
}
type MetafieldConnection { nodes: [Metafield!]! pageInfo: PageInfo! }
type MetafieldDefinitionConnection { nodes: [MetafieldDefinition!]! pageInfo: PageInfo! }
type MetafieldDefinition implements Node {
  id: ID! namespace: String! key: String! name: String! description: String type: MetafieldDefinitionType! validations: [MetafieldDefinitionValidation!]!
}
type MetafieldDefinitionType { name: String! }
type MetafieldDefinitionValidation { name: String! type: String! value: String }
input MetafieldInput { id: ID namespace: String key: String value: String type: String }
input MetafieldsSetInput { ownerId: ID! namespace: String key: String! value: String! compareDigest: String type: String }
type MetafieldsSetPayload { metafields: [Metafield!] userErrors: [MetafieldsSetUserError!]! }
type MetafieldsSetUserError { code: MetafieldsSetUserErrorCode elementIndex: Int field: [String!] message: String! }
enum MetafieldsSetUserErrorCode { BLANK INCLUSION INVALID_TYPE INVALID_VALUE LESS_THAN_OR_EQUAL_TO TAKEN }
type Metafield implements Node { id: ID! namespace: String! key: String! value: String! type: String! }
input HasMetafieldsMetafieldIdentifierInput { namespace: String key: String! }
input MetafieldIdentifierInput { ownerId: ID! namespace: String! key: String! }
type MetafieldsDeletePayload { deletedMetafields: [MetafieldIdentifier] userErrors: [UserError!]! }
type MetafieldIdentifier { ownerId: ID! namespace: String! key: String! }
`
