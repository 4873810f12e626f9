// Changes something: without protection against doubles, or with a key that the API understands.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { FORBIDDEN_KEYS, isRecord, type Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import { DOTTED } from '#connectors/kit/auth/any-api.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { checkHeaders, valueAt } from '#connectors/kit/json-body.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { sendDocument } from '../client.ts'
import { readConfig } from '../config.ts'
import { readDocument } from '../document.ts'
import { answers } from '../result-fields.ts'
import { Data, document, Headers, OperationName, Variables } from './input.ts'

const members = {
  document: document('mutation ($input: OrderInput!) { createOrder(input: $input) { order { id } userErrors { message } } }'),
  variables: Variables,
  operationName: OperationName,
  headers: Headers,
  refusals: Type.Optional(
    Type.String({
      title: 'Refusals',
      description:
        'Where the data says what was refused, such as createOrder.userErrors: a list with entries, or a text, means that nothing was changed.',
      pattern: DOTTED,
      maxLength: 200,
    }),
  ),
}
const Input = Type.Object(members, { additionalProperties: false })
const KeyInput = Type.Object(
  {
    ...members,
    keyVariable: Type.Optional(
      Type.String({
        title: 'Key in a variable',
        description:
          'Where the key stands in the variables, such as input.clientMutationId. Empty: it is sent as the header of the connection.',
        pattern: DOTTED,
        maxLength: 200,
      }),
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({ data: Data })

async function change(input: Static<typeof KeyInput>, context: ActionContext, isRepeatable: boolean): Promise<Json> {
  const { document: text, operationName, headers, refusals, keyVariable } = input
  checkHeaders(headers)
  await readDocument(text, 'mutation', operationName)
  const header =
    isRepeatable && keyVariable === undefined
      ? { [readConfig(context.config).idempotencyHeader ?? 'Idempotency-Key']: context.idempotencyKey }
      : {}
  const variables =
    keyVariable === undefined ? input.variables : withMember(input.variables ?? {}, keyVariable.split('.'), context.idempotencyKey)
  const { data } = await sendDocument(context, {
    document: text,
    isRepeatable,
    headers: { ...headers, ...header },
    ...(variables && { variables }),
    ...(operationName !== undefined && { operationName }),
  })
  refuse(data, refusals)
  return { data }
}

function withMember(
  record: Readonly<Record<string, unknown>>,
  [name = '', ...rest]: readonly string[],
  value: string,
): Record<string, unknown> {
  if (FORBIDDEN_KEYS.has(name)) throw new AppError('action-input-invalid', { message: say`The variable "${name}" is not allowed.` })
  const inner = record[name]
  return { ...record, [name]: rest.length === 0 ? value : withMember(isRecord(inner) ? inner : {}, rest, value) }
}

/** Throws `vendor-rejected` where the API says in its data that it refused. */
function refuse(data: Readonly<Record<string, Json>>, path: string | undefined): void {
  const said = path === undefined ? null : (valueAt(data as Json, path) ?? null)
  if (said === null || said === '' || (Array.isArray(said) && said.length === 0)) return
  const words = (Array.isArray(said) ? said : [said]).map((one) => (isRecord(one) ? (one['message'] ?? JSON.stringify(one)) : one))
  throw new AppError('vendor-rejected', {
    message: say`The API refused: ${words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' ')}`,
    details: { refusals: said },
  })
}

const example = { data: { createOrder: { order: { id: 'o_1001' }, userErrors: [] } } }

export const mutate = {
  id: 'mutate',
  label: 'Change',
  description:
    'Changes something with a GraphQL mutation. After a lost answer a person decides; if the API takes idempotency keys, use "Change with key".',
  effect: 'write',
  safety: 'none',
  input: Input,
  output: Output,
  discover: answers('mutation', 'data'),
  example,
  run: (input, context) => change(parseInput(Input, input), context, false),
} as const satisfies Action

export const mutateWithKey = {
  id: 'mutate-with-key',
  label: 'Change with key',
  description:
    'Changes something with a GraphQL mutation and an idempotency key, as a header or in a variable. Only for APIs that say that they answer a repeated key with the first result.',
  effect: 'write',
  safety: 'key',
  input: KeyInput,
  output: Output,
  discover: answers('mutation', 'data'),
  example,
  run: (input, context) => change(parseInput(KeyInput, input), context, true),
} as const satisfies Action
