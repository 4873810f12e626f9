// What a connector is: one plain object. Everything a palette, a form, the docs or the engine needs is declared here;
// the JSON descriptor that the designer sees is made from it.
import type { TSchema } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { JsonWebKey } from 'node:crypto'
import type { Auth } from './auth/auth.ts'
import type { Discovery } from './discover.ts'
import type { GateRequest, Observation } from './gate.ts'
import type { RetailEvent } from './retailer/day.ts'
import type { Limits } from './limits.ts'
import type { Network } from './network.ts'
import type { TokenKeeper } from './tokens.ts'

/**
 * How a write is made safe to repeat after a crash between the call and its answer:
 * - `key`: the vendor takes our idempotency key and answers a repetition with the first result.
 * - `upsert`: writing the same natural key twice gives one record.
 * - `look-up-first`: `run` searches for the record by a reference it wrote, and creates only what is not there.
 * - `none`: a repetition may double the record; after an unknown outcome a person decides.
 * Reads are always safe.
 */
export type Safety = 'key' | 'upsert' | 'look-up-first' | 'none'

export interface Secrets {
  /** The secret's text. Throws `credentials-invalid` when it was never set. Never log or return it. */
  get(field: string): string
}

export interface HttpRequest extends GateRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
  /** Absolute, or a path below the connection's base URL. */
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** Sent as JSON. Give `text` instead for anything else. */
  readonly json?: unknown
  readonly text?: string
  /** Instead of `json` and `text`, for what is no text. */
  readonly bytes?: Uint8Array
  readonly timeoutMs?: number
  /** True when repeating after an unknown outcome is safe; decides whether a cut connection is `retry` or `uncertain`. Default: method is GET or HEAD. */
  readonly repeatable?: boolean
  /** Secret values in the body or the address, kept out of errors. Those in headers and of the connection are known. */
  readonly secrets?: readonly string[]
  /** Its bodies carry credentials (a sign-in, new tokens): they are not recorded for the run page. */
  readonly confidential?: boolean
  /**
   * Headers that depend on the finished request (OAuth 1, AWS), for each hop that stays at the origin. May not throw for what a person can
   * change: that is checked before.
   */
  sign?(request: UnsignedRequest): Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  /** Reads in the answer what flow control must know, whatever its status. Must not throw. */
  observe?(response: HttpResponse): Observation | undefined
}

/** A request as it leaves, but for its signature. */
export interface UnsignedRequest {
  readonly method: string
  readonly url: URL
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body as it came, unpacked. */
  readonly bytes: Uint8Array
  /** The body as JSON; throws `vendor-answer-invalid` (with the beginning of the body) when it is not. */
  json(): Json
}

/**
 * The only way out for connectors: timeouts, size caps, SSRF guard on every hop, pools, redaction.
 * Non-2xx answers are thrown as AppErrors by class: 401/403 `credentials-invalid`, 408 and 5xx `vendor-unavailable`,
 * 429 `vendor-throttled` with `retryAfterMs`, other 4xx `vendor-rejected`. `accept` lets a connector read some statuses itself.
 * No answer, or a gateway's 502/504: `outcome-unknown` when the request had left and is not repeatable, otherwise `connection-failed`,
 * `call-timeout` or `vendor-unavailable`. Every request passes the connection's flow control first, which may throw an error of
 * disposition `retry-after` without sending anything: the action is then run again, from its beginning, when it is its turn.
 */
export interface HttpClient {
  send(request: HttpRequest & { readonly accept?: readonly number[] }): Promise<HttpResponse>
}

export interface CallContext {
  readonly http: HttpClient
  /** For protocols other than HTTP; see network.ts. */
  readonly network: Network
  /** The connection's non-secret settings, valid against `config`. */
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Secrets
  /** OAuth tokens of this connection, shared by all workers; see oauth2.ts. */
  readonly tokens: TokenKeeper
  readonly signal: AbortSignal
  now(): Date
}

export interface ActionContext extends CallContext {
  /** Stable across attempts, resumes and replays of the same record at the same node. */
  readonly idempotencyKey: string
  /** 1 for the first try. */
  readonly attempt: number
  /** True when an earlier try ended without an answer: the record may exist already. */
  readonly outcomeUnknown: boolean
}

/** How an action that reads a list goes on where it stopped, so that a list of any length can be read page by page. */
export interface Paging {
  /** Member of the output that holds the page's records. */
  readonly items: string
  /** Member of the output that says where the next page begins; absent or null on the last one. */
  readonly next: string
  /** Member of the input that takes it. */
  readonly cursor: string
}

/** An action that takes many records at once, where the vendor does. */
export interface Batch {
  /** Member of the input that is the list. Its schema has `maxItems`: the most that the vendor takes. */
  readonly items: string
}

export interface Action {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly effect: 'read' | 'write'
  /** For writes. */
  readonly safety: Safety
  /**
   * JSON Schemas; titles and descriptions are shown to consultants. The keyword `retail` says which model of the retail model they speak, and
   * which of its fields each field is: see `speaking` in retail/speaking.ts.
   */
  readonly input: TSchema
  readonly output: TSchema
  /** An example answer, valid against `output`: used by test runs, which have no side effects. */
  readonly example: Json
  readonly paging?: Paging
  readonly batch?: Batch
  /** Where the system can be asked which fields its records have, those that people added included. */
  readonly discover?: Discovery
  run(input: Json, context: ActionContext): Promise<Json>
}

export interface IncomingDelivery {
  readonly method: string
  /** The address the vendor called, as configured publicly. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The bytes as they came; signatures are checked on these. */
  readonly body: Uint8Array
}

export interface VerifiedDelivery {
  /** The sender's id of this event, the same in every redelivery: what the inbox deduplicates by. */
  readonly deliveryId: string
  /** The vendor's own name of the event, such as `orders/create`. */
  readonly vendorEvent: string
}

/** A public key of a vendor that signs deliveries with the private one. */
export interface PublicKey {
  /** As deliveries name it. */
  readonly id: string
  /** RFC 7517. */
  readonly jwk: JsonWebKey
}

/** What a delivery tells of whose time need not be the record's own time of change: "look at this record again". */
export interface Notice {
  /** The record, as the vendor's lists name it, too. */
  readonly record: string
  /** Of a delivery: when it was written, at the time of the change or later. Of what a sweep fetched: the record's time of change. */
  readonly at: Date
  /** It says more than that the record changed, such as that it was sent by e-mail: what a sweep fetched never makes it superfluous. */
  readonly saysMore?: boolean
}

export interface WebhookTrigger {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly vendorEvent: string
  readonly output: TSchema
  readonly example: Json
  /** As that of a poll. */
  readonly discover?: Discovery
  /** Throws `signature-invalid` or `delivery-rejected`. Synchronous: it stands between the sender and the inbox. */
  verify(
    delivery: IncomingDelivery,
    context: {
      readonly config: Readonly<Record<string, unknown>>
      readonly secrets: Secrets
      readonly now: Date
      /** Where the trigger has `publicKeys`. */
      readonly publicKeys?: readonly PublicKey[]
    },
  ): VerifiedDelivery
  /**
   * Where the vendor signs with a private key (ShipEngine): its public ones. They are read once and kept; a delivery that names an unknown key lets
   * them be read again, once a minute at most, so that nobody makes us call by knocking.
   */
  readonly publicKeys?: {
    /** The key that a delivery says it is signed with. */
    idOf(delivery: IncomingDelivery): string | undefined
    read(context: CallContext): Promise<readonly PublicKey[]>
  }
  /**
   * Answers what a vendor asks before it sends events, such as Business Central's `validationToken` or Xero's "intent to receive"; undefined
   * for a delivery. Called before `verify`, which such a question need not pass: it checks itself what has to be checked, and may throw the
   * same errors. Nothing is stored.
   */
  handshake?(
    delivery: IncomingDelivery,
    context: { readonly config: Readonly<Record<string, unknown>>; readonly secrets: Secrets; readonly now: Date },
  ): { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> } | undefined
  /**
   * The JSON that flows read, where the body is something else, such as a form with a field of JSON (Lightspeed). Called after `verify`; throws
   * `delivery-rejected`. Absent: the body.
   */
  payload?(delivery: IncomingDelivery): Uint8Array
  /**
   * What a delivery tells of, one by one, each in the shape of a delivery that tells of it alone: each is an event and a run of its own, so that one
   * wrong record holds up no other, and each is known by its `recordKey`. Absent: a delivery is one event.
   */
  split?(payload: Json): readonly Json[]
  /** The status that the vendor takes for "received", where 202 will not do. */
  readonly receivedStatus?: 200 | 204
  /** The secret field that signs deliveries: what a person enters at a sender that is set up by hand. */
  readonly signingSecret?: string
  /**
   * Registers `address` with the vendor; answers the vendor's id of the subscription. Repeating it registers nothing twice, and it is repeated
   * every ten minutes: a subscription that ends by itself (`expiresAt`, an ISO instant) is renewed by it in good time, before half of its life is
   * over. The vendor may deliver, or ask for a handshake, before this has answered.
   */
  subscribe?(address: string, context: CallContext): Promise<{ readonly subscriptionId: string; readonly expiresAt?: string }>
  unsubscribe?(subscriptionId: string, context: CallContext): Promise<void>
  /**
   * Names what a delivery tells of as the vendor's lists name it, too: a record where there is one event for each (an order is placed once), a record
   * and its version where it changes again and again (its id and time of change). The inbox then deduplicates by it instead of by the sender's id of
   * the delivery: what a sweep fetched and what is delivered late are one event. A version must differ whenever the record does.
   */
  recordKey?(payload: Json): string | undefined
  /**
   * Instead of `recordKey`, where a delivery does not tell the record's own time of change, so that the two cannot be named alike. A notice stands
   * for all changes of its record up to its time, because the flow reads the record afterwards: a sweep leaves out what a delivery told of, and a delivery
   * that comes late is left out where a sweep was before it. Undefined: the sender's id of the delivery names it.
   */
  notice?(payload: Json): Notice | undefined
  /** What happened at `since` or later, in the shape of deliveries. Needs `recordKey` or `notice`. */
  readonly sweep?: WebhookSweep
}

/** One page of what deliveries would have told, oldest first. `cursor`: of the page before; undefined at the first. */
export type WebhookSweep = (
  page: { readonly since: Date; readonly cursor: Json | undefined; readonly limit: number },
  context: CallContext,
) => Promise<SweptPage>

export interface SweptPage {
  readonly payloads: readonly Json[]
  readonly cursor: Json
  readonly more: boolean
  /** What the vendor cannot tell any more, in a sentence for the webhooks page. */
  readonly gap?: string
}

/** One record of a poll's page. */
export interface PollRecord {
  /** Names the record within what the poll reads, such as an order id. */
  readonly key: string
  /** Changes whenever the record does, such as its time of change: key and version together are taken once. Default: a hash of the value. */
  readonly version?: string
  readonly value: Json
}

/** What a list has and cannot be read as a record, such as a line of a file. It stands on the exception desk alone; the others go on. */
export interface RejectedRecord {
  readonly key: string
  /** A sentence, with the place: `Line 7 of prices.csv cannot be read: it has 3 values instead of 4.` */
  readonly reason: string
  /** As it stood. */
  readonly text: string
}

export interface PollPage {
  readonly records: readonly PollRecord[]
  readonly rejected?: readonly RejectedRecord[]
  /** How far it was read: given back for the next page, now or at the next poll, also after a restart. */
  readonly cursor: Json
  /** There is more to read at once. */
  readonly more: boolean
  /**
   * Called once, when the page and its cursor are stored, or cannot be: what a broker needs to hear before it forgets messages. What was given
   * back (`false`, or no call because the process died) comes again, so that keys must then be the same where doubles matter. Must not throw.
   */
  settle?(stored: boolean): Promise<void>
}

/**
 * A list that is looked at regularly for what is new or changed. A poll may read the same record again (and should, a little: systems write
 * their times of change late); whoever runs it takes each version of a record once.
 */
export interface PollTrigger {
  readonly kind: 'poll'
  readonly id: string
  readonly label: string
  readonly description: string
  /** Settings of a flow's poll beside those of the connection; strict. */
  readonly options?: TSchema
  /** One record. */
  readonly output: TSchema
  readonly example: Json
  /** Where the system can be asked which fields its records have: `output` is asked for. */
  readonly discover?: Discovery
  /** `cursor`: of the page before; absent at the first page ever, which begins with what changed at `since` or later. */
  poll(
    page: {
      readonly cursor: Json | undefined
      readonly since: Date
      readonly limit: number
      readonly options: Readonly<Record<string, unknown>>
    },
    context: CallContext,
  ): Promise<PollPage>
}

export interface SecretField {
  readonly label: string
  readonly description?: string
  readonly required: boolean
  /** Tillflow makes one when the person gives none (webhook secrets). */
  readonly generated?: boolean
  /** The form asks for it only where these settings have one of these values, as the keyword `shownWhen` does for a setting. */
  readonly shownWhen?: Readonly<Record<string, readonly string[]>>
}

export interface Connector {
  readonly id: string
  readonly name: string
  readonly category: 'commerce' | 'erp' | 'pos' | 'shipping' | 'finance' | 'generic'
  readonly description: string
  /** Inline SVG, 24 x 24, currentColor. */
  readonly icon: string
  /** Non-secret settings. A string member `simulator` in a connection's config points it at a built-in simulator by name (demo mode only). */
  readonly config: TSchema
  readonly secrets: Readonly<Record<string, SecretField>>
  /** The base URL of the real system for these settings. */
  baseUrl(config: Readonly<Record<string, unknown>>): string
  /** Further addresses of the settings that secrets are sent to, such as a token address: where one changes, the secrets are asked for again. */
  otherAddresses?(config: Readonly<Record<string, unknown>>): readonly string[]
  /** PEM of the authority that signed the system's certificate, for servers that no public authority vouches for. Asked with the settings. */
  certificateAuthority?(config: Readonly<Record<string, unknown>>): string | undefined
  readonly actions: readonly Action[]
  readonly triggers: readonly WebhookTrigger[]
  readonly polls?: readonly PollTrigger[]
  /** Proves that the credentials work, with a read; answers a sentence such as `Signed in to Harbour & Finch`. */
  test(context: CallContext): Promise<{ readonly summary: string }>
  /** What may be asked for in its query language, as that language writes it (GraphQL's schema definition language): helps people who write queries. */
  readonly querySchema?: (context: CallContext) => Promise<string>
  /** What the vendor allows; the runtime keeps to it over all workers. */
  readonly limits?: Limits
  /** The ways to sign in. Shown to people; where one of them is a sign-in in the browser, the connection's form offers it. */
  readonly auth?: readonly Auth[]
}

/** Where a simulator keeps its state and what it knows. Handed to it by the host. */
export interface SimulatorOptions {
  /** Such as `harbour-shopify`; part of its address. */
  readonly name: string
  /** Its own file; records survive a kill of the whole program. */
  readonly dataFile: string
  /** What a connection must present; the demo seeds connections with the same values. */
  readonly secrets: Readonly<Record<string, string>>
  /** The connection settings it answers for, such as `{ shop: 'harbour-finch.myshopify.com' }`. */
  readonly config: Readonly<Record<string, unknown>>
  /** Delivers a webhook as the vendor would. Loopback only. */
  readonly deliver: (request: {
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
  }) => Promise<{ readonly status: number; /** Of the answer, such as that of a handshake. */ readonly body?: string }>
  readonly now: () => Date
}

/**
 * A stateful stand-in for a vendor: a small Hono app. Beside the vendor's own API every simulator answers
 * `GET /_sim/records/<type>` (array in the vendor's shape), `GET /_sim/requests`, `POST /_sim/faults`, `POST /_sim/reset`;
 * the kit's `simulator.ts` gives it these, its file and its faults.
 */
export interface Simulator {
  fetch(request: Request): Response | Promise<Response>
  /** Makes the vendor's event happen, as a shopper or cashier would: stores the record, then delivers webhooks to subscribers. Answers the vendor's id of the record. */
  emit?(
    event: string,
    payload: Json,
  ): Promise<{
    readonly recordId: string
    readonly deliveries: readonly { readonly url: string; readonly status: number; readonly deliveryId: string }[]
  }>
  /**
   * Plays one event of a retailer's day as far as it happens in this system; false for what happens elsewhere. `day` names the day, so that a
   * return finds its sale.
   */
  play?(event: RetailEvent, day: string): Promise<boolean>
  close(): void
}

export type CreateSimulator = (options: SimulatorOptions) => Simulator
export type LoadSimulator = () => Promise<CreateSimulator>
