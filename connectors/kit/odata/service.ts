// An OData service as a connector uses it: lists page by page, the one record that is meant, writes with the version that was read, bound actions,
// and refusals as our errors. How its requests are signed and where they go is the connector's.
import { Type, type Static, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext, HttpRequest, HttpResponse } from '../contract.ts'
import { parseAnswer } from '../validate.ts'
import { refusalError, type ODataRefusal } from './refusal.ts'

export interface ODataOptions {
  /** In sentences: `Business Central`. */
  readonly vendor: string
  /** The parameter of a next link that says where it goes on. Only its value is taken, so that no answer leads credentials elsewhere. */
  readonly continuation: '$skiptoken' | '$skip'
  /** Sends below the service's root. Statuses of `accept` come back as answers. */
  send(context: CallContext, request: HttpRequest & { readonly accept: readonly number[] }): Promise<HttpResponse>
  /** What this vendor means by a code, where it is something else than a record that is wrong. */
  refused?(refusal: ODataRefusal): AppError | undefined
}

export interface ODataPage<T> {
  readonly records: readonly T[]
  /** What the next page is asked for with, as the value of the continuation's parameter; nothing on the last one. */
  readonly next: string | undefined
}

interface Found {
  readonly expand?: string
  readonly select?: string
}

/** 400 and 404 are about the request, 409 and 412 about its version. */
const REFUSALS = [400, 404, 409, 412] as const

export function createODataService(options: ODataOptions) {
  const { vendor, continuation } = options

  async function send(context: CallContext, request: HttpRequest): Promise<HttpResponse> {
    const response = await options.send(context, {
      ...request,
      headers: { accept: 'application/json', ...request.headers },
      accept: REFUSALS,
    })
    if (response.status < 400) return response
    throw refusalError(vendor, response, (refusal) => options.refused?.(refusal))
  }

  /** `pageSize` is a wish (`odata.maxpagesize`). */
  async function list<S extends TSchema>(
    context: CallContext,
    path: string,
    schema: S,
    query: HttpRequest['query'],
    pageSize?: number,
  ): Promise<ODataPage<Static<S>>> {
    const headers: Readonly<Record<string, string>> = pageSize === undefined ? {} : { prefer: `odata.maxpagesize=${pageSize}` }
    const Answer = Type.Object({ value: Type.Array(schema), '@odata.nextLink': Type.Optional(Type.String()) })
    const answer = parseAnswer(Answer, await send(context, { method: 'GET', url: `/${path}`, query, headers })) as {
      readonly value: readonly Static<S>[]
      readonly '@odata.nextLink'?: string
    }
    const link = answer['@odata.nextLink']
    const next = link === undefined ? undefined : (new URLSearchParams(link.split('?')[1]).get(continuation) ?? undefined)
    if (link !== undefined && next === undefined)
      throw new AppError('vendor-answer-invalid', { message: say`${vendor} named a next page without a ${continuation}.` })
    return { records: answer.value, next }
  }

  return {
    list,

    /** The record that is meant, or nothing. `filter` names it by something that is there once. */
    async find<S extends TSchema>(
      context: CallContext,
      set: string,
      schema: S,
      filter: string,
      { expand, select }: Found = {},
    ): Promise<Static<S> | undefined> {
      const query = {
        $filter: filter,
        $top: 2,
        ...(expand !== undefined && { $expand: expand }),
        ...(select !== undefined && { $select: select }),
      }
      const { records } = await list(context, set, schema, query)
      if (records.length > 1)
        throw new AppError('vendor-rejected', {
          message: say`${vendor} has more than one record in ${set} with ${filter}.`,
          fix: say`Clear this up in ${vendor}: Tillflow does not choose.`,
        })
      return records[0]
    },

    /** One entity by its key; throws `vendor-rejected` where there is none. */
    async read<S extends TSchema>(context: CallContext, path: string, schema: S, query: HttpRequest['query'] = {}): Promise<Static<S>> {
      return parseAnswer(schema, await send(context, { method: 'GET', url: `/${path}`, query }))
    },

    /** OData knows no idempotency keys: whoever calls this has looked for the record before, and does so again after a lost answer. */
    async create<S extends TSchema>(context: CallContext, path: string, schema: S, json: object): Promise<Static<S>> {
      return parseAnswer(schema, await send(context, { method: 'POST', url: `/${path}`, json, repeatable: true }))
    },

    /** With `etag` it fails with a conflict, to be tried again from the reading on, when the record is not that one any more. */
    async change(context: CallContext, path: string, etag: string | undefined, json: object): Promise<HttpResponse> {
      const headers: Readonly<Record<string, string>> = etag === undefined ? {} : { 'if-match': etag }
      return await send(context, { method: 'PATCH', url: `/${path}`, json, headers, repeatable: true })
    },

    async remove(context: CallContext, path: string, etag: string): Promise<void> {
      await send(context, { method: 'DELETE', url: `/${path}`, headers: { 'if-match': etag }, repeatable: true })
    },

    /** An action, such as `salesInvoices(id)/Microsoft.NAV.post`. Without parameters it has no body. Repeated only after a look at what it did. */
    async act(context: CallContext, path: string, json?: object): Promise<HttpResponse> {
      return await send(context, { method: 'POST', url: `/${path}`, ...(json && { json }), repeatable: true })
    },
  }
}
