// Bulk operations: queries and mutations over a whole shop, done by Shopify in the background.
// Sources: https://shopify.dev/docs/api/usage/bulk-operations/queries, https://shopify.dev/docs/api/usage/bulk-operations/imports
import { Type, type Static } from 'typebox'
import { CodedUserErrors, document, nullable, UserErrors } from './document.ts'

const text = nullable(Type.String())

const Operation = Type.Object({
  id: Type.String(),
  status: Type.String(),
  type: Type.String(),
  errorCode: text,
  createdAt: Type.String(),
  completedAt: text,
  objectCount: Type.Union([Type.String(), Type.Integer()]),
  query: Type.String(),
  url: text,
})
export type Operation = Static<typeof Operation>
const OPERATION_FIELDS = 'id status type errorCode createdAt completedAt objectCount query url'

export const LATEST_OPERATIONS = document(
  'TillflowLatestBulkOperations',
  `query TillflowLatestBulkOperations { bulkOperations(first: 30) { nodes { ${OPERATION_FIELDS} } } }`,
  Type.Object({ bulkOperations: Type.Object({ nodes: Type.Array(Operation) }) }),
)

export const GET_OPERATION = document(
  'TillflowGetBulkOperation',
  `query TillflowGetBulkOperation($id: ID!) { bulkOperation(id: $id) { ${OPERATION_FIELDS} } }`,
  Type.Object({ bulkOperation: nullable(Operation) }),
)

export const RUN_QUERY = document(
  'TillflowRunBulkQuery',
  `mutation TillflowRunBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) {
    bulkOperation { ${OPERATION_FIELDS} }
    userErrors { field message code }
  }
}`,
  Type.Object({ bulkOperationRunQuery: nullable(Type.Object({ bulkOperation: nullable(Operation), userErrors: CodedUserErrors })) }),
)

export const STAGE_UPLOAD = document(
  'TillflowStageUpload',
  `mutation TillflowStageUpload($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets { url parameters { name value } }
    userErrors { field message }
  }
}`,
  Type.Object({
    stagedUploadsCreate: nullable(
      Type.Object({
        stagedTargets: nullable(
          Type.Array(
            Type.Object({
              url: text,
              parameters: Type.Array(Type.Object({ name: Type.String(), value: Type.String() })),
            }),
          ),
        ),
        userErrors: UserErrors,
      }),
    ),
  }),
)

export const RUN_MUTATION = document(
  'TillflowRunBulkMutation',
  `mutation TillflowRunBulkMutation($mutation: String!, $path: String!) {
  bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) {
    bulkOperation { ${OPERATION_FIELDS} }
    userErrors { field message code }
  }
}`,
  Type.Object({
    bulkOperationRunMutation: nullable(Type.Object({ bulkOperation: nullable(Operation), userErrors: CodedUserErrors })),
  }),
)
