// A GraphQL schema (SDL, or the answer of an introspection query) as what a custom connector can be made of: one operation for each field of
// the query and mutation types, with a document that selects what a flow usually wants.
import {
  buildClientSchema,
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql'
import { AppError } from '#shared/errors.ts'
import type { DescribedApi } from '#shared/model/custom-connectors.ts'
import { say } from '#shared/sentence.ts'
import { actionIdOf, labelOf } from './action-id.ts'

const MOST_OPERATIONS = 1_000
/** Objects within objects that are selected. */
const SELECTED = 2
const MOST_FIELDS = 40
const DEEPEST_INPUT = 5

export function fromGraphql(source: string | IntrospectionQuery): DescribedApi {
  const schema = readSchema(source)
  const taken = new Set<string>()
  const fieldsOf = (kind: 'query' | 'mutation') =>
    Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())?.getFields() ?? {}).map((field) =>
      readField(kind, field, taken),
    )
  const operations = [...fieldsOf('query'), ...fieldsOf('mutation')].slice(0, MOST_OPERATIONS)
  if (operations.length === 0) throw new AppError('invalid-request', { message: 'The schema has neither queries nor mutations.' })
  return {
    kind: 'graphql',
    title: 'GraphQL API',
    version: '',
    baseUrls: [],
    auths: [{ kind: 'bearer' }, { kind: 'api-key', in: 'header', name: 'X-Api-Key' }, { kind: 'none' }],
    operations,
    notes: ['The path of all operations is /graphql below the base URL: change it where the API has another.'],
  }
}

function readSchema(source: string | IntrospectionQuery): GraphQLSchema {
  try {
    return typeof source === 'string' ? buildSchema(source, { assumeValidSDL: false }) : buildClientSchema(source)
  } catch (cause) {
    throw new AppError('invalid-request', {
      message: say`This is no GraphQL schema: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''}`,
      fix: 'Upload the schema as SDL, or the answer of an introspection query.',
    })
  }
}

function readField(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  taken: Set<string>,
): DescribedApi['operations'][number] {
  const id = actionIdOf(field.name, taken)
  const variables = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ')
  const document = `${kind}${variables && ` (${variables})`} { ${field.name}${given && `(${given})`}${selectionOf(field.type, SELECTED)} }`
  const required = field.args.filter(isRequiredArgument).map(({ name }) => name)
  return {
    id,
    label: labelOf('', id),
    description: (field.description ?? '').slice(0, 1_000),
    group: kind === 'query' ? 'Queries' : 'Mutations',
    method: 'POST',
    path: '/graphql',
    effect: kind === 'query' ? 'read' : 'write',
    safety: kind === 'query' ? 'upsert' : 'none',
    ...(field.deprecationReason !== undefined && field.deprecationReason !== null && { deprecated: true as const }),
    parameters: [],
    document,
    body: {
      required: required.length > 0,
      schema: {
        type: 'object',
        properties: Object.fromEntries(
          field.args.map(({ name, type, description }) => [
            name,
            { ...inputSchema(type, 0), ...(description && { description: description.slice(0, 500) }) },
          ]),
        ),
        ...(required.length > 0 && { required }),
      },
    },
    output: { type: 'object', properties: { [field.name]: {} } },
  }
}

/** Leaf fields without arguments, and objects within them to a depth; lists of a connection are among them. */
function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isLeafType(named)) return ''
  if (!isObjectType(named)) return ' { __typename }'
  const fields = Object.values(named.getFields()).filter(
    ({ args, deprecationReason }) => !args.some(isRequiredArgument) && deprecationReason === undefined,
  )
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type))).map(({ name }) => name)
  const objects =
    depth <= 0
      ? []
      : fields
          .filter((field) => isObjectType(getNamedType(field.type)))
          .map((field) => `${field.name}${selectionOf(field.type, depth - 1)}`)
  const selected = [...leaves, ...objects].slice(0, MOST_FIELDS)
  return ` { ${(selected.length > 0 ? selected : ['__typename']).join(' ')} }`
}

function inputSchema(type: GraphQLInputType, depth: number): Readonly<Record<string, unknown>> {
  if (isNonNullType(type)) return inputSchema(type.ofType as GraphQLInputType, depth)
  if (isListType(type)) return { type: 'array', items: inputSchema(type.ofType as GraphQLInputType, depth) }
  if (isEnumType(type))
    return {
      enum: type
        .getValues()
        .map(({ name }) => name)
        .slice(0, 200),
    }
  if (isInputObjectType(type)) {
    if (depth >= DEEPEST_INPUT) return {}
    const fields = Object.values(type.getFields())
    const required = fields.filter((field) => isNonNullType(field.type) && field.defaultValue === undefined).map(({ name }) => name)
    return {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.name, inputSchema(field.type, depth + 1)])),
      ...(required.length > 0 && { required }),
    }
  }
  const scalars: Readonly<Record<string, object>> = {
    Int: { type: 'integer' },
    Float: { type: 'number' },
    Boolean: { type: 'boolean' },
    String: { type: 'string' },
    ID: { type: 'string' },
  }
  return { ...scalars[type.name] }
}
