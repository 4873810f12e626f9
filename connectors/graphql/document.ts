// A GraphQL document as a person wrote it: its syntax, and that it does what the action is for, are checked before anything is sent.
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { AppError } from '#shared/errors.ts'

export interface Operation {
  readonly kind: 'query' | 'mutation'
  readonly name: string | undefined
  /** Names of the variables that it declares. */
  readonly variables: ReadonlySet<string>
}

/** A document is data: no person writes more, and a parser must not be kept busy by one. */
const MOST_TOKENS = 20_000

/** Throws `action-input-invalid`, with line and column, for a text that is no GraphQL. */
export async function parseDocument(text: string): Promise<DocumentNode> {
  const { parse, GraphQLError } = await import('graphql')
  try {
    return parse(text, { maxTokens: MOST_TOKENS })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const [place] = error.locations ?? []
    const where = place ? `line ${place.line}, column ${place.column}: ` : ''
    throw wrong(`The document is no GraphQL: ${where}${error.message.replace(/^Syntax Error: /, '')}`, error.positions?.[0])
  }
}

/** Throws `action-input-invalid`, with line and column and the position in the text, for a document that is none or does something else. */
export async function readDocument(text: string, kind: Operation['kind'], operationName?: string): Promise<Operation> {
  const { definitions } = await parseDocument(text)
  const operations = definitions.filter((definition) => definition.kind === 'OperationDefinition')
  const chosen = choose(operations, operationName)
  if (chosen.operation !== kind) {
    const other = chosen.operation === 'mutation' ? 'Only the actions that change something send one.' : 'Here only a mutation can be sent.'
    const fix = chosen.operation === 'subscription' ? 'Subscriptions are not supported.' : other
    throw wrong(`The document is a ${chosen.operation}, and this is for a ${kind}. ${fix}`, chosen.loc?.start)
  }
  return {
    kind,
    name: chosen.name?.value,
    variables: new Set((chosen.variableDefinitions ?? []).map(({ variable }) => variable.name.value)),
  }
}

function choose(operations: readonly OperationDefinitionNode[], name: string | undefined): OperationDefinitionNode {
  const names = operations.map((operation) => operation.name?.value ?? 'one without a name').join(', ')
  if (name !== undefined) {
    const found = operations.find((operation) => operation.name?.value === name)
    if (found) return found
    throw wrong(`The document has no operation "${name}"; it has ${names === '' ? 'none' : names}.`)
  }
  const [only, second] = operations
  if (!only) throw wrong('The document has no operation: a query begins with "query" or "{", a mutation with "mutation".')
  if (second) throw wrong(`The document has several operations (${names}): name the one to be sent.`)
  return only
}

function wrong(message: string, position?: number): AppError {
  return new AppError('action-input-invalid', {
    message,
    fix: 'Correct the document of the step.',
    issues: [{ path: '/document', code: 'graphql-document', message, ...(position !== undefined && { position }) }],
  })
}

/** Throws `action-input-invalid` where the operation does not take a variable that is needed. */
export function mustDeclare({ variables }: Operation, name: string, what: string): void {
  if (variables.has(name)) return
  const known = [...variables].map((one) => `$${one}`).join(', ')
  throw wrong(`The document does not declare $${name}, which is to take ${what}. It declares ${known === '' ? 'no variables' : known}.`)
}
