// Connectors that a partner makes without code: what is stored of them, strictly described, and what importing a description answers.
import { Type, type Static, type TSchema } from 'typebox'

const body = <P extends Record<string, TSchema>>(properties: P) => Type.Object(properties, { additionalProperties: false })
const Words = (maxLength: number) => Type.String({ maxLength })
const Address = Type.String({ pattern: '^https://[^\\s/?#@]+(/[^\\s?#]*)?$', maxLength: 500 })
/** A header or query parameter name. */
const Token = Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~\\[\\]-]+$", maxLength: 200 })
/** A dotted path into a JSON body. */
const Dotted = Type.String({ pattern: '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$', maxLength: 200 })
const ActionId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 80 })

/** How calls prove who they come from; secrets and client ids are entered in each connection. */
export const CustomAuth = Type.Union([
  body({ kind: Type.Literal('none') }),
  body({ kind: Type.Literal('bearer') }),
  body({ kind: Type.Literal('basic') }),
  body({ kind: Type.Literal('api-key'), in: Type.Union([Type.Literal('header'), Type.Literal('query')]), name: Token }),
  body({ kind: Type.Literal('oauth2-client-credentials'), tokenUrl: Address, scope: Type.Optional(Words(2_000)) }),
  body({ kind: Type.Literal('oauth2-code'), authorizeUrl: Address, tokenUrl: Address, scope: Type.Optional(Words(2_000)) }),
])
export type CustomAuth = Static<typeof CustomAuth>

/** How the API divides lists; an operation that is `paged` uses it. */
export const CustomPaging = body({
  kind: Type.Union([Type.Literal('page'), Type.Literal('offset'), Type.Literal('cursor'), Type.Literal('link')]),
  /** Query parameter of the page number, of the items to leave out, or of the cursor. */
  parameter: Type.Optional(Token),
  /** Where the list stands in the answer; absent: the answer is the list. */
  itemsPath: Type.Optional(Dotted),
  /** Where the next cursor stands. */
  cursorPath: Type.Optional(Dotted),
  sizeParameter: Type.Optional(Token),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
})
export type CustomPaging = Static<typeof CustomPaging>

export const CustomParameter = body({
  name: Token,
  in: Type.Union([Type.Literal('path'), Type.Literal('query'), Type.Literal('header')]),
  required: Type.Boolean(),
  description: Type.Optional(Words(1_000)),
  /** A plain JSON Schema; see shared/flow/plain-schema.ts. */
  schema: Type.Unknown(),
})
export type CustomParameter = Static<typeof CustomParameter>

export const CustomOperation = body({
  id: ActionId,
  label: Type.String({ minLength: 1, maxLength: 120 }),
  description: Words(2_000),
  method: Type.Union((['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const).map((method) => Type.Literal(method))),
  /** Below the base URL, with `{name}` for parameters of the path. */
  path: Type.String({ pattern: '^/(?!/)[^\\s\\\\?#]*$', maxLength: 1_000 }),
  effect: Type.Union([Type.Literal('read'), Type.Literal('write')]),
  /** What makes a write safe to repeat: nothing (a person decides), its nature (it replaces), or a key that the API understands. */
  safety: Type.Union([Type.Literal('none'), Type.Literal('upsert'), Type.Literal('key')]),
  /** The header of the key. Default Idempotency-Key. */
  keyHeader: Type.Optional(Token),
  parameters: Type.Array(CustomParameter, { maxItems: 200 }),
  body: Type.Optional(body({ form: Type.Optional(Type.Literal(true)), required: Type.Boolean(), schema: Type.Unknown() })),
  output: Type.Optional(Type.Unknown()),
  /** For GraphQL: the document that is sent; what `body` describes are its variables. */
  document: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
  /** It reads a list page by page, as `paging` of the connector says. */
  paged: Type.Optional(Type.Literal(true)),
})
export type CustomOperation = Omit<Static<typeof CustomOperation>, 'method'> & {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
}

export const CustomDefinition = body({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  description: Words(500),
  baseUrl: Address,
  auth: CustomAuth,
  /** Read with GET to test a connection. */
  testPath: Type.Optional(Type.String({ pattern: '^/(?!/)[^\\s\\\\]*$', maxLength: 500 })),
  paging: Type.Optional(CustomPaging),
  operations: Type.Array(CustomOperation, { minItems: 1, maxItems: 200 }),
})
export interface CustomDefinition {
  name: string
  description: string
  baseUrl: string
  auth: CustomAuth
  testPath?: string
  paging?: CustomPaging
  operations: CustomOperation[]
}

/** A text to import: an OpenAPI 3 or Swagger 2.0 document, a Postman collection, or a GraphQL schema. */
export const ReadDescription = body({
  text: Type.String({ minLength: 2, maxLength: 12_000_000 }),
  /** Ids of operations to be told in full; absent: all of them in outline, without their schemas. */
  operations: Type.Optional(Type.Array(ActionId, { maxItems: 200 })),
})
export interface ReadDescription {
  text: string
  operations?: string[]
}
export const SaveCustomConnector = body({ definition: CustomDefinition, note: Type.Optional(Words(500)) })
export interface SaveCustomConnector {
  definition: CustomDefinition
  note?: string
}

/** What a description offers: everything is chosen by a person before it is saved. */
export interface DescribedApi {
  readonly kind: 'openapi' | 'postman' | 'graphql'
  readonly title: string
  readonly version: string
  readonly baseUrls: readonly string[]
  readonly auths: readonly CustomAuth[]
  readonly operations: readonly (CustomOperation & { readonly group: string; readonly deprecated?: true })[]
  /** Sentences about what could not be taken over. */
  readonly notes: readonly string[]
}

/** One version of a partner's connector; versions are never changed. */
export interface CustomConnector {
  readonly id: string
  readonly partnerId: string
  /** 1 is the first. The newest one is used. */
  readonly version: number
  readonly definition: CustomDefinition
  readonly note?: string
  readonly createdAt: string
  readonly createdBy: string
}
