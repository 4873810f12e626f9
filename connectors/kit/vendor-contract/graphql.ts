// Checks GraphQL requests against a vendor's schema: the document, and the values of its variables.
import { buildSchema, getOperationAST, getVariableValues, parse, validate, Kind, type DocumentNode, type GraphQLSchema } from 'graphql'
import { bodyText } from '../transport.ts'
import type { ContractCheck } from './check.ts'

export interface GraphqlDescription {
  readonly kind: 'graphql'
  /** SDL, below the folder of descriptions. */
  readonly file: string
}

export function createGraphqlCheck(text: string): ContractCheck {
  const schema = buildSchema(text, { assumeValid: true })
  const roots = [schema.getQueryType(), schema.getMutationType()]
  return {
    described: roots.reduce((sum, type) => sum + Object.keys(type?.getFields() ?? {}).length, 0),
    check({ body }) {
      const { query, variables } = JSON.parse(bodyText(body) ?? '{}') as { query?: string; variables?: Record<string, unknown> }
      if (query === undefined) return { issues: ['the body has no query'] }
      const document = parse(query)
      return {
        operations: rootFields(document),
        issues: [...validate(schema, document).map(({ message }) => message), ...variableIssues(schema, document, variables)],
      }
    },
  }
}

function variableIssues(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown> = {}): readonly string[] {
  const operation = getOperationAST(document)
  if (!operation) return ['the document has no operation']
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  return errors?.map(({ message }) => message) ?? []
}

/** What is asked for, such as `query.orders`. */
function rootFields(document: DocumentNode): readonly string[] {
  const operation = getOperationAST(document)
  return (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [`${operation?.operation ?? 'query'}.${selection.name.value}`] : [],
  )
}
