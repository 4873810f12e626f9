// The suite every connector passes: run it in `<vendor>.test.ts` with the connector, its simulator and one valid input per action.
// It proves over real HTTP what the descriptor promises, above all that a write's declared safety is true.
import { describe, expect, it } from 'vitest'
import type { Json } from '#shared/json.ts'
import type { FieldKind } from '#shared/flow/nodes/discovered.ts'
import { testCalls } from './conformance-calls.ts'
import { testDiscoveries } from './conformance-discovery.ts'
import { testPoll } from './conformance-polls.ts'
import { testTrigger } from './conformance-webhooks.ts'
import type { Connector, CreateSimulator, PublicKey } from './contract.ts'
import { describeConnector } from './descriptor.ts'
import { openHarness } from './conformance-harness.ts'
import { checkTags } from './retail/check-tags.ts'
import { compileCheck, validate } from './validate.ts'

export interface ConformanceOptions {
  readonly connector: Connector
  readonly createSimulator: CreateSimulator
  readonly config: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
  /** Well-formed and wrong. */
  readonly badSecrets: Readonly<Record<string, string>>
  /** By action id. An action that needs something to be there names another one's input under `after`. */
  readonly actions: Readonly<Record<string, ActionCase>>
  /** By poll id. */
  readonly polls?: Readonly<Record<string, PollCase>>
  /** By id of the actions, polls and triggers that can ask the system for its own fields. */
  readonly discoveries?: Readonly<Record<string, DiscoveryCase>>
  /** How the vendor signs, by trigger id. */
  readonly webhooks?: Readonly<Record<string, WebhookCase>>
}

/** Something that is there: made by an action, or by an event of the vendor. */
export type Made =
  | { readonly action: string; readonly input: Json | ((nth: number) => Json) }
  | { readonly event: string; readonly payload: Json }

export interface ActionCase {
  readonly input: Json
  /** Called first, once. */
  readonly after?: Made
  /** For writes: what the simulator holds more of afterwards, `/_sim/records/<type>`. Absent: the write changes a record in place. */
  readonly creates?: string
  /** Members of its answer that say that the record was there already: they differ when it is asked again. */
  readonly tellsOfRepetition?: readonly string[]
  /** Part of the operation that makes it, for an action that writes more than one record. */
  readonly operation?: string
  /** For an action that declares `paging`: how records come to be, an input with the smallest page, and what tells records apart. */
  readonly pages?: { readonly of: Made; readonly input: Json; readonly key: string }
}

export interface PollCase {
  readonly options?: Readonly<Record<string, unknown>>
  /** Makes a record that the poll reads; absent where the simulator has one after a reset. */
  readonly after?: Made
}

export interface DiscoveryCase {
  /** The values that the discovery needs. */
  readonly known?: Readonly<Record<string, Json>>
  /** Makes something be there that it reads of, where that is needed. */
  readonly after?: Made
  /** The path of a field that somebody added to the simulated system, below input or output, and what it is. */
  readonly field: string
  readonly in: 'input' | 'output'
  readonly kind: FieldKind
  /** For fields of an input: a call that fills it, and what the record then has in the vendor's shape. */
  readonly writes?: {
    readonly input: Json
    readonly after?: Made
    /** `/_sim/records/<type>` */
    readonly records: string
    readonly stored: Readonly<Record<string, unknown>>
  }
}

export interface WebhookCase {
  readonly body: string
  /** How the sender proves itself in headers, where it does. */
  readonly sign?: (body: Uint8Array, secrets: Readonly<Record<string, string>>, now: Date) => Record<string, string>
  /** The header the signature stands in. */
  readonly signatureHeader?: string
  /**
   * Instead of both: a proof that stands in the body, such as a secret of the subscription. `body` carries the right one; `with` gives the same body
   * with another, or without one. It proves who sent it, not that it came as it was sent.
   */
  readonly proofInBody?: { readonly with: (proof: string | undefined) => string }
  /** Where the vendor signs with a private key. */
  readonly publicKeys?: readonly PublicKey[]
  /** The vendor signs a time: a delivery this much older is refused. */
  readonly staleAfterMs?: number
}

export function testConnector(options: ConformanceOptions): void {
  const { connector } = options
  describe(`${connector.name} keeps the connector contract`, () => {
    testDescriptor(options)
    const harness = openHarness(options)
    for (const poll of connector.polls ?? []) testPoll(poll, options, harness)
    testCalls(options, harness)
    testDiscoveries(options, harness)
    for (const trigger of connector.triggers) testTrigger(trigger, options)
  })
}

export function testDescriptor({ connector, config, actions }: ConformanceOptions): void {
  const parts = [...connector.actions, ...connector.triggers, ...(connector.polls ?? [])]
  it('describes itself in JSON, with titles for people', () => {
    const descriptor = describeConnector(connector)
    expect(JSON.parse(JSON.stringify(descriptor))).toEqual(descriptor)
    expect(descriptor.icon).toMatch(/^<svg[^>]+viewBox="0 0 24 24"/)
    for (const { id } of parts) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  })
  it('has settings that the example connection satisfies', () => {
    expect(validate(connector.config, config)).toEqual([])
    expect(URL.canParse(connector.baseUrl(config))).toBe(true)
  })
  it.each(parts)('gives $id an example that its schema accepts', ({ output, example }) => {
    expect(compileCheck(output)(example)).toEqual([])
  })
  it.each(parts)('says of $id only what the retail model has', (part) => {
    expect(['input' in part ? part.input : {}, part.output].flatMap((schema) => checkTags(schema, part.id))).toEqual([])
  })
  it.each(connector.actions)('has a case for $id, with valid input', ({ id, input }) => {
    expect(actions[id], 'add it to `actions` of the test').toBeDefined()
    expect(compileCheck(input)(actions[id]?.input)).toEqual([])
  })
  it.each(connector.actions.filter(({ batch }) => batch))('says how many records $id takes at once', ({ input, batch }) => {
    const properties = (input as { readonly properties?: Readonly<Record<string, { readonly maxItems?: number }>> }).properties
    expect(properties?.[batch?.items ?? '']?.maxItems).toBeGreaterThan(0)
  })
}
