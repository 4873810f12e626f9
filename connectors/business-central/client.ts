// The one way this connector talks to API v2.0 of a company: an OData service below the company's address.
// https://learn.microsoft.com/en-us/dynamics365/business-central/dev-itpro/api-reference/v2.0/dynamics-error-codes
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import type { ODataRefusal } from '#connectors/kit/odata/refusal.ts'
import { createODataService } from '#connectors/kit/odata/service.ts'
import { AUTH, readConfig } from './auth.ts'

const Companies = Type.Object({ value: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) })

/** The sets of the connection's company. */
export const { list, find, create, change, remove, act } = createODataService({
  vendor: 'Business Central',
  continuation: '$skiptoken',
  send: async (context, request) => await sendTo(context, `/companies(${await companyOf(context)})`, request),
  refused,
})

/** Those of an environment that are no company's: its companies and subscriptions. */
export const environment = createODataService({
  vendor: 'Business Central',
  continuation: '$skiptoken',
  send: (context, request) => sendTo(context, '', request),
  refused,
})

/** Those of the environment that the user or application may open. */
export async function companies(context: CallContext): Promise<Static<typeof Companies>['value']> {
  return (await environment.read(context, 'companies', Companies)).value
}

export async function companyOf(context: CallContext): Promise<string> {
  const { companyId } = readConfig(context.config)
  if (companyId !== undefined) return companyId
  const found = await companies(context)
  const [only] = found
  if (only && found.length === 1) return only.id
  throw new AppError('credentials-invalid', {
    message:
      found.length === 0
        ? 'The environment shows no company.'
        : say`The environment has ${found.length} companies: ${found.map(({ id, name }) => `${name} (${id})`).join(', ')}.`,
    fix:
      found.length === 0
        ? 'Give the application or user permission to a company.'
        : 'Enter the id of the one that is meant as company id of the connection.',
  })
}

async function sendTo(
  context: CallContext,
  below: string,
  request: HttpRequest & { readonly accept: readonly number[] },
  api = 'v2.0',
): Promise<HttpResponse> {
  const { tenantId, environment: name } = readConfig(context.config)
  return await sendSigned(AUTH, context, { ...request, url: `/v2.0/${tenantId}/${name}/api/${api}${below}${request.url}` })
}

/** Microsoft's own lists for Power BI, of the company. They are there where its app is installed. */
export const analytics = createODataService({
  vendor: 'Business Central',
  continuation: '$skiptoken',
  send: async (context, request) => await sendTo(context, `/companies(${await companyOf(context)})`, request, 'microsoft/analytics/v1.0'),
  refused,
})

/** Of an API that a partner published in the environment (`contoso/retail/v1.0`): its sets of the connection's company. */
export const ownApi = (api: string) =>
  createODataService({
    vendor: 'Business Central',
    continuation: '$skiptoken',
    send: async (context, request) => await sendTo(context, `/companies(${await companyOf(context)})`, request, api),
    refused,
  })

/** What an API says of itself, as XML of up to some megabytes. Throws `vendor-rejected` where the environment has no such API. */
export async function metadataOf(context: CallContext, api = 'v2.0'): Promise<string> {
  const request = { method: 'GET' as const, url: '/$metadata', headers: { accept: 'application/xml' }, accept: [400, 404] }
  const response = await sendTo(context, '', request, api)
  if (response.status < 400) return response.text
  throw new AppError('vendor-rejected', {
    message: say`Business Central has no API ${api} in this environment.`,
    fix: 'Correct the route of the API in the connection, or install the app that publishes it.',
  })
}

/** A message ends with an id for Microsoft's support. */
function refused({ status, code, message }: ODataRefusal): AppError | undefined {
  if (status === 409 || status === 412) return undefined
  return new AppError('vendor-rejected', {
    message: `Business Central: ${message.replace(/\s*CorrelationId:.*$/s, '')}`,
    details: { status, vendorCode: code },
  })
}
