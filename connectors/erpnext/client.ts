// The calls of Frappe's REST API that this connector uses: documents by type and name, and lists of them.
// https://docs.frappe.io/framework/user/en/api/rest
import { Type, type Static, type TSchema } from 'typebox'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import type { CallContext, HttpRequest, HttpResponse } from '#connectors/kit/contract.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'
import { AUTH } from './auth.ts'
import { refusal } from './refusal.ts'

export type Filter = readonly [field: string, operator: '=' | '<' | '>=', value: string | number]

export interface ListQuery {
  readonly filters: readonly Filter[]
  readonly fields: readonly string[]
  readonly orderBy: string
  readonly start?: number
  readonly limit: number
}

export async function list<S extends TSchema>(
  context: CallContext,
  doctype: string,
  schema: S,
  query: ListQuery,
): Promise<readonly Static<S>[]> {
  const response = await send(context, {
    method: 'GET',
    url: resource(doctype),
    query: {
      filters: JSON.stringify(query.filters),
      fields: JSON.stringify(query.fields),
      order_by: query.orderBy,
      limit_start: query.start ?? 0,
      limit_page_length: query.limit,
    },
  })
  const { data } = parseAnswer(Type.Object({ data: Type.Array(schema) }), response) as { readonly data: readonly Static<S>[] }
  return data
}

/** The whole document, with its tables. Throws `vendor-rejected` when it is not there. */
export async function get<S extends TSchema>(context: CallContext, doctype: string, name: string, schema: S): Promise<Static<S>> {
  return document(schema, await send(context, { method: 'GET', url: `${resource(doctype)}/${encodeURIComponent(name)}` }))
}

/** Actions look for what a lost answer left behind before they call this, so a lost answer may be followed by another try. */
export async function create<S extends TSchema>(context: CallContext, doctype: string, schema: S, json: object): Promise<Static<S>> {
  return document(schema, await send(context, { method: 'POST', url: resource(doctype), json, repeatable: true }))
}

/** From draft to submitted: what ERPNext books. */
export async function submit<S extends TSchema>(context: CallContext, doctype: string, name: string, schema: S): Promise<Static<S>> {
  const url = `${resource(doctype)}/${encodeURIComponent(name)}`
  return document(schema, await send(context, { method: 'PUT', url, json: { docstatus: 1 }, repeatable: true }))
}

/** The fields of a document type as this site has it, in the order of its form. */
export async function readDoctype<S extends TSchema>(context: CallContext, doctype: string, field: S): Promise<readonly Static<S>[]> {
  const response = await send(context, { method: 'GET', url: '/api/method/frappe.desk.form.load.getdoctype', query: { doctype } })
  const schema = Type.Object({ docs: Type.Array(Type.Object({ name: Type.String(), fields: Type.Optional(Type.Array(field)) })) })
  const { docs } = parseAnswer(schema, response) as {
    readonly docs: readonly { readonly name: string; readonly fields?: readonly Static<S>[] }[]
  }
  // Its tables' types come along.
  return docs.find(({ name }) => name === doctype)?.fields ?? []
}

export async function signedInUser(context: CallContext): Promise<string> {
  const response = await send(context, { method: 'GET', url: '/api/method/frappe.auth.get_logged_user' })
  return parseAnswer(Type.Object({ message: Type.String() }), response).message
}

async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  const response = await sendSigned(AUTH, context, { ...request, accept: [400, 403, 404, 409, 417] })
  if (response.status < 400) return response
  throw refusal(response)
}

const resource = (doctype: string) => `/api/resource/${encodeURIComponent(doctype)}`

function document<S extends TSchema>(schema: S, response: HttpResponse): Static<S> {
  const { data } = parseAnswer(Type.Object({ data: schema }), response) as unknown as { readonly data: Static<S> }
  return data
}
