// Webhook subscriptions of the shop: look up, create, change, delete.
import { Type } from 'typebox'
import { document, nullable, PageInfo, UserErrors } from './document.ts'

export const FIND_SUBSCRIPTIONS = document(
  'TillflowFindSubscriptions',
  `query TillflowFindSubscriptions($topics: [WebhookSubscriptionTopic!], $uri: String, $after: String) {
  webhookSubscriptions(first: 50, after: $after, topics: $topics, uri: $uri) {
    nodes { id topic uri format metafieldNamespaces metafields { namespace key } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  Type.Object({
    webhookSubscriptions: Type.Object({
      nodes: Type.Array(
        Type.Object({
          id: Type.String(),
          topic: Type.String(),
          uri: Type.String(),
          format: Type.String(),
          metafieldNamespaces: Type.Array(Type.String()),
          metafields: Type.Array(Type.Object({ namespace: Type.String(), key: Type.String() })),
        }),
      ),
      pageInfo: PageInfo,
    }),
  }),
)

export const CREATE_SUBSCRIPTION = document(
  'TillflowCreateSubscription',
  `mutation TillflowCreateSubscription($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`,
  Type.Object({
    webhookSubscriptionCreate: nullable(
      Type.Object({ webhookSubscription: nullable(Type.Object({ id: Type.String() })), userErrors: UserErrors }),
    ),
  }),
)

export const UPDATE_SUBSCRIPTION = document(
  'TillflowUpdateSubscription',
  `mutation TillflowUpdateSubscription($id: ID!, $webhookSubscription: WebhookSubscriptionInput!) {
  webhookSubscriptionUpdate(id: $id, webhookSubscription: $webhookSubscription) {
    webhookSubscription { id }
    userErrors { field message }
  }
}`,
  Type.Object({
    webhookSubscriptionUpdate: nullable(
      Type.Object({ webhookSubscription: nullable(Type.Object({ id: Type.String() })), userErrors: UserErrors }),
    ),
  }),
)

export const DELETE_SUBSCRIPTION = document(
  'TillflowDeleteSubscription',
  `mutation TillflowDeleteSubscription($id: ID!) {
  webhookSubscriptionDelete(id: $id) {
    deletedWebhookSubscriptionId
    userErrors { field message }
  }
}`,
  Type.Object({
    webhookSubscriptionDelete: nullable(Type.Object({ deletedWebhookSubscriptionId: nullable(Type.String()), userErrors: UserErrors })),
  }),
)
