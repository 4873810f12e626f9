// What the server says of itself: its schema by introspection (https://spec.graphql.org/October2021/#sec-Introspection), and a document held against it.
import type { DocumentNode, GraphQLSchema, IntrospectionQuery } from 'graphql'
import { AppError, toErrorData, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext } from '#connectors/kit/contract.ts'
import { sendDocument } from './client.ts'
import type { Operation } from './document.ts'

/** More at once help nobody. */
const MOST_PROBLEMS = 10

/** Throws `vendor-rejected` where the server keeps its schema to itself, `vendor-answer-invalid` for what is no schema. */
export async function readServerSchema(context: CallContext): Promise<GraphQLSchema> {
  const { buildClientSchema, getIntrospectionQuery } = await import('graphql')
  const document = getIntrospectionQuery({ descriptions: true })
  const { data } = await sendDocument(context, { document, isRepeatable: true }).catch((error: unknown) => {
    const { code, message } = toErrorData(error)
    if (code !== 'vendor-rejected') throw error
    throw new AppError('vendor-rejected', {
      message: say`The API does not tell its schema: ${message}`,
      fix: 'Ask its operator to allow introspection for this sign-in. Without it documents are checked by the API alone, when they are sent.',
    })
  })
  try {
    return buildClientSchema(data as unknown as IntrospectionQuery)
  } catch (cause) {
    throw new AppError('vendor-answer-invalid', { message: 'The API answered the question for its schema with something else.', cause })
  }
}

/** As text, with descriptions. Throws as `readServerSchema`. */
export async function readSchemaText(context: CallContext): Promise<string> {
  const schema = await readServerSchema(context)
  const { printSchema } = await import('graphql')
  return printSchema(schema)
}

/** Throws `action-input-invalid` with an issue for each mistake, its line, column and position. */
export async function checkAgainstServer(schema: GraphQLSchema, document: DocumentNode): Promise<void> {
  const { validate, specifiedRules } = await import('graphql')
  const found = validate(schema, document, specifiedRules, { maxErrors: MOST_PROBLEMS })
  if (found.length === 0) return
  const issues = found.map(({ message, locations, positions }): Issue => {
    const [place] = locations ?? []
    const where = place ? `Line ${place.line}, column ${place.column}: ` : ''
    return {
      path: '/document',
      code: 'graphql-schema',
      message: `${where}${message}`,
      fix: 'Correct the document of the step.',
      ...(positions?.[0] !== undefined && { position: positions[0] }),
    }
  })
  throw new AppError('action-input-invalid', {
    message: say`The API does not understand the document. ${issues[0]?.message ?? ''}${issues.length > 1 ? ` (and ${issues.length - 1} more)` : ''}`,
    fix: 'Correct the document of the step.',
    issues,
  })
}

/** Which operation is sent, for those who look at what it asks for. */
export const chosenOperation = (document: DocumentNode, { name }: Pick<Operation, 'name'>) => {
  const operations = document.definitions.filter((one) => one.kind === 'OperationDefinition')
  return operations.find((one) => one.name?.value === name) ?? operations[0]
}
