// Connectors that a partner makes without code: what is stored of them, strictly described, and what importing a description answers.
import { Type, type Static, type TSchema } from 'typebox'

const body = <P extends Record<string, TSchema>>(properties: P, title?: string, description?: string) =>
  Type.Object(properties, {
    additionalProperties: false,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
  })
/** Forms are drawn from these: a title, and a help where the title does not say it. */
const said = (title: string, description?: string) => ({ title, ...(description !== undefined && { description }) })
const Words = (maxLength: number, title: string, description?: string) => Type.String({ maxLength, ...said(title, description) })
const Address = (title: string, description?: string) =>
  Type.String({ pattern: '^https://[^\\s/?#@]+(/[^\\s?#]*)?$', maxLength: 500, ...said(title, description) })
/** A header or query parameter name. */
const Token = (title: string, description?: string) =>
  Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~\\[\\]-]+$", maxLength: 200, ...said(title, description) })
/** A dotted path into a JSON body. */
const Dotted = (title: string, description?: string) =>
  Type.String({ pattern: '^[A-Za-z0-9_$-]+(\\.[A-Za-z0-9_$-]+)*$', maxLength: 200, ...said(title, description) })
const one = <V extends string>(value: V, title: string) => Type.Literal(value, { title })
const ActionId = Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 80 })

const Scope = Type.Optional(Words(2_000, 'Scope', 'Separated by blanks. May be empty.'))
/** How calls prove who they come from; secrets and client ids are entered in each connection. */
export const CustomAuth = Type.Union(
  [
    body({ kind: Type.Literal('none') }, 'Nothing'),
    body({ kind: Type.Literal('bearer') }, 'Bearer token'),
    body({ kind: Type.Literal('basic') }, 'User and password'),
    body(
      {
        kind: Type.Literal('api-key'),
        in: Type.Union([one('header', 'In a header'), one('query', 'In the address')], { title: 'Place' }),
        name: Token('Name', 'Of the header or query parameter, such as X-Api-Key.'),
      },
      'API key',
    ),
    body(
      { kind: Type.Literal('oauth2-client-credentials'), tokenUrl: Address('Token address'), scope: Scope },
      'OAuth 2 client credentials',
    ),
    body(
      { kind: Type.Literal('oauth2-code'), authorizeUrl: Address('Sign-in page'), tokenUrl: Address('Token address'), scope: Scope },
      'OAuth 2, signing in in the browser',
    ),
  ],
  said('Sign-in', 'How requests prove who they come from. Keys and passwords are entered in each connection.'),
)
export type CustomAuth = Static<typeof CustomAuth>

/** How the API divides lists; an operation that is `paged` uses it. */
const CustomPaging = body(
  {
    kind: Type.Union(
      [
        one('page', 'Page number'),
        one('offset', 'Number of items to leave out'),
        one('cursor', 'Cursor in the answer'),
        one('link', 'Link header'),
      ],
      {
        title: 'Divided by',
      },
    ),
    parameter: Type.Optional(
      Token(
        'Page parameter',
        'Query parameter of the page number (default page), of the items to leave out (offset) or the cursor (cursor).',
      ),
    ),
    itemsPath: Type.Optional(Dotted('Items', 'Where the list stands in the answer, such as data.items. Empty: the answer is the list.')),
    cursorPath: Type.Optional(Dotted('Next cursor', 'Where the next cursor stands in the answer. Default: next.')),
    sizeParameter: Type.Optional(Token('Page size parameter', 'Empty: none is sent.')),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, ...said('Page size', 'Default 100.') })),
  },
  'Lists',
  'How the API divides long lists into pages; for operations that read one.',
)
type CustomPaging = Static<typeof CustomPaging>

const CustomParameter = body({
  name: Token('Name'),
  in: Type.Union([one('path', 'Path'), one('query', 'Query'), one('header', 'Header')], { title: 'Place' }),
  required: Type.Boolean({ title: 'Required' }),
  description: Type.Optional(Words(1_000, 'Description')),
  /** A plain JSON Schema; see shared/flow/plain-schema.ts. */
  schema: Type.Unknown(),
})
export type CustomParameter = Static<typeof CustomParameter>

export const CustomOperation = body({
  id: ActionId,
  label: Type.String({ minLength: 1, maxLength: 120, ...said('Name', 'As the palette shows it.') }),
  description: Type.Optional(Words(2_000, 'Description')),
  method: Type.Union(
    (['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const).map((method) => Type.Literal(method, { title: method })),
    said('Method'),
  ),
  path: Type.String({
    pattern: '^/(?!/)[^\\s\\\\?#]*$',
    maxLength: 1_000,
    ...said('Path', 'Below the base URL, with {name} for parts that differ, such as /orders/{id}.'),
  }),
  effect: Type.Union([one('read', 'Reads'), one('write', 'Changes something')], said('Effect')),
  safety: Type.Union(
    [
      one('none', 'No: a person decides after a lost answer'),
      one('upsert', 'Yes: it replaces, so twice is the same as once'),
      one('key', 'Yes: the API knows a repeated key'),
    ],
    said('Safe to repeat', 'What the API’s documentation promises. When in doubt: no.'),
  ),
  keyHeader: Type.Optional(Token('Key header', 'Of the key. Default: Idempotency-Key.')),
  parameters: Type.Array(CustomParameter, { maxItems: 200 }),
  body: Type.Optional(body({ form: Type.Optional(Type.Literal(true)), required: Type.Boolean(), schema: Type.Unknown() })),
  output: Type.Optional(Type.Unknown()),
  /** For GraphQL: the document that is sent; what `body` describes are its variables. */
  document: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000, ...said('GraphQL document') })),
  paged: Type.Optional(Type.Literal(true)),
})
export type CustomOperation = Omit<Static<typeof CustomOperation>, 'method'> & {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
}

export const CustomDefinition = body({
  name: Type.String({ minLength: 1, maxLength: 80, ...said('Name', 'Of the system, as the palette shows it.') }),
  description: Type.Optional(Words(500, 'Description', 'One sentence for your colleagues.')),
  baseUrl: Address('Base URL', 'All paths are below it. A connection may have another one.'),
  auth: CustomAuth,
  testPath: Type.Optional(
    Type.String({
      pattern: '^/(?!/)[^\\s\\\\]*$',
      maxLength: 500,
      ...said('Test path', 'Read with GET to test a connection, such as /me. Default: the base URL itself.'),
    }),
  ),
  paging: Type.Optional(CustomPaging),
  operations: Type.Array(CustomOperation, { minItems: 1, maxItems: 200 }),
})
export interface CustomDefinition {
  name: string
  description?: string
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
export const SaveCustomConnector = body({ definition: CustomDefinition, note: Type.Optional(Words(500, 'Note')) })
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
