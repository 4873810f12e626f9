// Webhook subscriptions.
import { TOPIC_NAMES } from '../topics.ts'

export const WEBHOOKS_SDL = `
extend type QueryRoot {
  webhookSubscription(id: ID!): WebhookSubscription
  webhookSubscriptions(first: Int, after: String, last: Int, before: String, reverse: Boolean = false, sortKey: WebhookSubscriptionSortKeys = CREATED_AT, query: String, callbackUrl: URL, uri: String, format: WebhookSubscriptionFormat, topics: [WebhookSubscriptionTopic!]): WebhookSubscriptionConnection!
}
extend type Mutation {
  webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
  webhookSubscriptionUpdate(id: ID!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionUpdatePayload
  webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
}

type WebhookSubscriptionConnection { nodes: [WebhookSubscription!]! pageInfo: PageInfo! }
type WebhookSubscription implements Node {
  id: ID! topic: WebhookSubscriptionTopic! uri: String! format: WebhookSubscriptionFormat! filter: String includeFields: [String!]! metafieldNamespaces: [String!]! metafields: [WebhookSubscriptionMetafieldIdentifier!]! createdAt: DateTime! updatedAt: DateTime!
  apiVersion: ApiVersion!
}
type WebhookSubscriptionMetafieldIdentifier { namespace: String! key: String! }
type ApiVersion { displayName: String! handle: String! supported: Boolean! }
enum WebhookSubscriptionSortKeys { CREATED_AT ID }
enum WebhookSubscriptionFormat { JSON XML }
enum WebhookSubscriptionTopic { ${TOPIC_NAMES.join(' ')} }
input WebhookSubscriptionInput { format: WebhookSubscriptionFormat includeFields: [String!] filter: String metafieldNamespaces: [String!] metafields: [HasMetafieldsMetafieldIdentifierInput!] uri: String callbackUrl: URL }
type WebhookSubscriptionCreatePayload { userErrors: [UserError!]! webhookSubscription: WebhookSubscription }
type WebhookSubscriptionUpdatePayload { userErrors: [UserError!]! webhookSubscription: WebhookSubscription }
type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID userErrors: [UserError!]! }
`
