// Starts the same mutation for many inputs: they are uploaded as a file, and Shopify works through it in the background.
import { Type } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Action, ActionContext } from '#connectors/kit/contract.ts'
import { vendorAddress } from '#connectors/kit/call-context.ts'
import { parseInput } from '#connectors/kit/parse-input.ts'
import { graphql, payloadOf, refuseUserErrors } from '../../client.ts'
import { RUN_MUTATION, STAGE_UPLOAD } from '../../documents/bulk.ts'
import { markerOf } from '../marker.ts'
import { BulkOperation, marked, refuseWhileBusy, startedBefore, toBulkOperation } from './operation.ts'
import { EXAMPLE_OPERATION } from './start-bulk-query.ts'

const Input = Type.Object(
  {
    mutation: Type.String({
      title: 'Mutation',
      description:
        'One mutation of the Admin API with variables, such as mutation call($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }',
      minLength: 1,
      maxLength: 20_000,
    }),
    variables: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      title: 'Variables',
      description: 'One object for each call of the mutation; at most 10,000',
      minItems: 1,
      maxItems: 10_000,
    }),
  },
  { additionalProperties: false },
)

export const startBulkMutation = {
  id: 'start-bulk-mutation',
  label: 'Start a bulk change',
  description: 'Asks Shopify to do the same change for many inputs in the background. "Read a bulk result" tells how each of them went.',
  effect: 'write',
  safety: 'look-up-first',
  input: Input,
  output: BulkOperation,
  example: { ...EXAMPLE_OPERATION, kind: 'mutation' },
  batch: { items: 'variables' },
  async run(input, context) {
    const { mutation, variables } = parseInput(Input, input)
    const known = await startedBefore(context)
    if (known) return toBulkOperation(known)
    const path = await upload(context, variables.map((line) => JSON.stringify(line)).join('\n'))
    const answer = await graphql(context, RUN_MUTATION, { mutation: marked(context, mutation), path })
    const { bulkOperation, userErrors } = payloadOf(answer.bulkOperationRunMutation, 'start the bulk change')
    refuseWhileBusy(userErrors)
    refuseUserErrors('start the bulk change', userErrors)
    if (!bulkOperation) throw new AppError('vendor-answer-invalid', { message: 'Shopify started the bulk change without naming it.' })
    return toBulkOperation(bulkOperation)
  },
} as const satisfies Action

/** Puts the lines where Shopify says, and answers where that is. Uploading them again makes another file that nothing uses. */
async function upload(context: ActionContext, lines: string): Promise<string> {
  const filename = `${markerOf(context)}.jsonl`
  const answer = await graphql(context, STAGE_UPLOAD, {
    input: [{ resource: 'BULK_MUTATION_VARIABLES', filename, mimeType: 'text/jsonl', httpMethod: 'POST' }],
  })
  const { stagedTargets, userErrors } = payloadOf(answer.stagedUploadsCreate, 'take the file')
  refuseUserErrors('take the file', userErrors)
  const [target] = stagedTargets ?? []
  const key = target?.parameters.find(({ name }) => name === 'key')?.value
  if (!target || target.url === null || key === undefined) {
    throw new AppError('vendor-answer-invalid', { message: 'Shopify did not say where the file goes.' })
  }
  const boundary = `tillflow-${markerOf(context)}`
  const part = (head: string, body: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  // The store wants the file last.
  const form = [
    ...target.parameters.map(({ name, value }) => part(`name="${name}"`, value)),
    part(`name="file"; filename="${filename}"\r\nContent-Type: text/jsonl`, lines),
    `--${boundary}--\r\n`,
  ].join('')
  await context.http.send({
    method: 'POST',
    url: vendorAddress(context.config, target.url),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    bytes: new TextEncoder().encode(form),
    // The parameters are a permission to write there.
    confidential: true,
    secrets: target.parameters.map(({ value }) => value).filter((value) => value.length >= 32),
    repeatable: true,
  })
  return key
}
