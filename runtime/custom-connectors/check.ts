// What the schema of a definition cannot say: that its parts fit together, and that its schemas are plain.
import { plainSchemaIssues } from '#shared/flow/plain-schema.ts'
import type { Issue } from '#shared/errors.ts'
import { FORBIDDEN_KEYS } from '#shared/json.ts'
import type { CustomDefinition, CustomOperation } from '#shared/model/custom-connectors.ts'

/** Members of an action's input that are not parameters. */
const OWN_MEMBERS: ReadonlySet<string> = new Set(['body', 'next'])

export function definitionIssues({ operations, paging }: CustomDefinition): readonly Issue[] {
  const ids = operations.map(({ id }) => id)
  return operations.flatMap((operation, index) => {
    const at = `/definition/operations/${index}`
    return [
      ...(ids.indexOf(operation.id) === index ? [] : [issue(`${at}/id`, 'duplicate', `There are two operations "${operation.id}".`)]),
      ...(operation.paged && !paging ? [issue(`${at}/paged`, 'no-paging', 'Say first how the API divides its lists.')] : []),
      ...parameterIssues(operation, at),
      ...(operation.body ? plainSchemaIssues(operation.body.schema, `${at}/body/schema`) : []),
      ...(operation.output === undefined ? [] : plainSchemaIssues(operation.output, `${at}/output`)),
    ]
  })
}

function parameterIssues({ path, parameters }: CustomOperation, at: string): readonly Issue[] {
  const named = new Set([...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name))
  const given = new Set(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name))
  return [
    ...[...named]
      .filter((name) => !given.has(name))
      .map((name) => issue(`${at}/path`, 'parameter-missing', `The path names {${name}}, which is no parameter.`)),
    ...parameters.flatMap((parameter, index) => {
      const here = `${at}/parameters/${index}`
      const twice = parameters.findIndex(({ name }) => name === parameter.name) !== index
      const reserved = FORBIDDEN_KEYS.has(parameter.name) || OWN_MEMBERS.has(parameter.name)
      return [
        ...(twice || reserved ? [issue(`${here}/name`, 'name-taken', `A parameter cannot be called "${parameter.name}" here.`)] : []),
        ...(parameter.in === 'path' && !named.has(parameter.name)
          ? [issue(`${here}/name`, 'not-in-path', `The path does not name {${parameter.name}}.`)]
          : []),
        ...plainSchemaIssues(parameter.schema, `${here}/schema`),
      ]
    }),
  ]
}

const issue = (path: string, code: string, message: string): Issue => ({ path, code, message, severity: 'error' })
