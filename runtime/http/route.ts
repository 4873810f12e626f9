// A route is declared once, as data: who may call it, what it takes, what it does. The server, the OpenAPI document and the test that
// tries every route as a stranger are all made from these tables.
import { Type, type Static, type TObject, type TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { Environment, type Client, type Permission } from '#shared/model/accounts.ts'
import type { Principal } from '../auth/principal.ts'
import type { Services } from './services.ts'

/** What a handler gets. Body and query are valid against the route's schemas. */
export interface PublicCall<B = unknown, Q = unknown> {
  readonly services: Services
  readonly params: Readonly<Record<string, string>>
  readonly query: Q
  readonly body: B
  readonly headers: Headers
  /** The body's bytes as they arrive, of a route that is `streamed`. */
  readonly stream: AsyncIterable<Uint8Array>
  /** The caller's network address. */
  readonly address: string
  setCookies(cookies: readonly string[]): void
}
export interface MemberCall<B = unknown, Q = unknown> extends PublicCall<B, Q> {
  readonly principal: Principal
}
export interface ClientCall<B = unknown, Q = unknown> extends MemberCall<B, Q> {
  /** Resolved within the principal's partner. */
  readonly client: Client
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Declared {
  readonly method: Method
  /** With `:name` parameters. */
  readonly path: string
  readonly summary: string
  /** Of a success; 200 by default. */
  readonly status?: 201 | 204
  /** What OpenAPI shows in place of `body` when a handler reads some members itself (flow documents of any format version). */
  readonly describedBody?: TSchema
  /** The body is any bytes, and the handler reads them while they arrive; `body` stays undefined. */
  readonly streamed?: true
  /** Asked for again and again: the answer has an ETag, and who has it already gets an empty 304. */
  readonly tagged?: true
  /** Default 1 MB. */
  readonly maxBytes?: number
}
interface Spec<B extends TSchema, Q extends TObject> extends Declared {
  readonly body?: B
  readonly query?: Q
}

export interface Route extends Declared {
  readonly permission: Permission | 'public'
  readonly body?: TSchema
  readonly query?: TObject
  /** A method, so that a table may hold routes of differing bodies. */
  run(call: ClientCall): Promise<unknown>
}

const API = '/api/v1'

/** Needs no sign-in. `path` is absolute. */
export function publicRoute<B extends TSchema, Q extends TObject>(
  route: Spec<B, Q> & { run(call: PublicCall<Static<B>, Static<Q>>): Promise<unknown> },
): Route {
  return { ...route, permission: 'public', run: (call) => route.run(call as PublicCall<Static<B>, Static<Q>>) }
}

/** For members of a partner; `path` is below /api/v1. */
export function partnerRoute<B extends TSchema, Q extends TObject>(
  route: Spec<B, Q> & { readonly permission: Permission; run(call: MemberCall<Static<B>, Static<Q>>): Promise<unknown> },
): Route {
  return { ...route, path: API + route.path, run: (call) => route.run(call as MemberCall<Static<B>, Static<Q>>) }
}

/** For members who may see the client; `path` is below /api/v1/clients/:client. */
export function clientRoute<B extends TSchema, Q extends TObject>(
  route: Spec<B, Q> & { readonly permission: Permission; run(call: ClientCall<Static<B>, Static<Q>>): Promise<unknown> },
): Route {
  const path = `${API}/clients/:client${route.path}`
  return { ...route, path, run: (call) => route.run(call as ClientCall<Static<B>, Static<Q>>) }
}

/** Flows and samples. */
export const LARGE_BODY = 5_000_000

export const query = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false })

/** `?limit=1..200&cursor=…` */
export const PAGE = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
}
export const pageOf = (asked: { readonly limit?: number; readonly cursor?: string }) => ({ ...asked, limit: asked.limit ?? 50 })

export function versionParam(text: string | undefined): number {
  if (!text || !/^[1-9]\d{0,8}$/.test(text)) throw new AppError('not-found')
  return Number(text)
}

export function environmentParam(text: string | undefined): Environment {
  if (text !== 'test' && text !== 'live') throw new AppError('not-found')
  return text
}

/** The parameter of a matched path. */
export function param(call: PublicCall, name: string): string {
  const value = call.params[name]
  if (value === undefined) throw new AppError('not-found')
  return value
}
