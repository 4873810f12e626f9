// Connectors, templates and simulators as JSON: what the designer and outside tools see of them.
import type { Language } from '../language.ts'
import type { Environment } from './accounts.ts'

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** The models of the retail model, such as `order`, that the records speak of. The fields say more with the schema keyword `retail`. */
export interface RetailSpeech {
  /** What it is made from. */
  readonly takes?: readonly string[]
  readonly gives?: readonly string[]
}

/** The connected system can be asked for its own fields. `needs`: members of input or options that must be fixed values for that. */
export interface DiscoveryDescriptor {
  readonly needs: readonly string[]
  /** Members that matter where they are given. */
  readonly also?: readonly string[]
  /** Asking also checks those values against the system. */
  readonly checks?: true
}

export interface ActionDescriptor {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly effect: 'read' | 'write'
  readonly safety: 'key' | 'upsert' | 'look-up-first' | 'none'
  readonly input: JsonSchema
  readonly output: JsonSchema
  readonly example: unknown
  /** It reads a list page by page: members of output, output and input. */
  readonly paging?: { readonly items: string; readonly next: string; readonly cursor: string }
  /** It takes many records at once: the member of the input, whose `maxItems` says how many. */
  readonly batch?: { readonly items: string }
  /** Absent where nothing of it is in the retail model. */
  readonly retail?: RetailSpeech
  readonly discovers?: DiscoveryDescriptor
}

export interface TriggerDescriptor {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly vendorEvent: string
  readonly output: JsonSchema
  readonly example: unknown
  readonly retail?: RetailSpeech
  readonly discovers?: DiscoveryDescriptor
}

/** A list of the system that a flow can look at regularly. */
export interface PollDescriptor {
  readonly id: string
  readonly label: string
  readonly description: string
  /** Settings of the flow's trigger; absent when there are none. */
  readonly options?: JsonSchema
  readonly output: JsonSchema
  readonly example: unknown
  readonly retail?: RetailSpeech
  readonly discovers?: DiscoveryDescriptor
}

export interface SecretDescriptor {
  readonly label: string
  readonly description?: string
  readonly required: boolean
  readonly generated?: boolean
  /** Asked for only where these settings have one of these values. A setting's schema says the same with the keyword `shownWhen`. */
  readonly shownWhen?: Readonly<Record<string, readonly string[]>>
}

/** One way to sign in. */
export interface AuthDescriptor {
  readonly kind: string
  /** When credentials run out: a person enters new ones, they are made anew when refused, or in time. */
  readonly refresh: 'person' | 'on-refusal' | 'before-expiry'
  /** Settings with these values choose it. */
  readonly when?: Readonly<Record<string, string>>
  /** A person signs in at the other system in the browser. */
  readonly inBrowser: boolean
}

export interface ConnectorDescriptor {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly description: string
  readonly icon: string
  readonly config: JsonSchema
  readonly secrets: Readonly<Record<string, SecretDescriptor>>
  /** The ways to sign in; empty where the connector does not tell. */
  readonly auth: readonly AuthDescriptor[]
  /** Made by a partner without code, and seen by that partner only. */
  readonly custom?: { readonly partnerId: string; readonly version: number }
  readonly actions: readonly ActionDescriptor[]
  readonly triggers: readonly TriggerDescriptor[]
  readonly polls: readonly PollDescriptor[]
}

/** Where the connected system lists the values of a table, so that people choose by name what is stored by id. */
export interface ListedValues {
  /** Of the flow: whose connection is asked. */
  readonly slot: string
  /** An action that only reads and needs no input. */
  readonly action: string
  /** The member of its answer that is the list, and of each entry the value and what people call it. */
  readonly items: string
  readonly value: string
  readonly label: string
  /** Values beside those of the system, such as one that means none. */
  readonly also?: readonly ListedValue[]
}
export interface ListedValue {
  readonly value: string
  readonly label: string
}

/** A question the clone wizard asks. Answers fill lookup tables or constants of the cloned flow. */
export interface TemplateQuestion {
  readonly id: string
  readonly label: string
  readonly help?: string
  readonly kind: 'text' | 'number' | 'choice' | 'table'
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  readonly required: boolean
  readonly default?: unknown
  /** For `table`: column headings and the rows offered first. */
  readonly table?: {
    readonly name: string
    readonly keyLabel: string
    readonly valueLabel: string
    readonly valuesFrom?: ListedValues
    readonly rows: readonly { readonly key: string; readonly value: unknown; readonly note?: string }[]
  }
}

export interface TemplateDescriptor {
  readonly id: string
  readonly version: string
  /** In which all texts of this descriptor are. */
  readonly language: Language
  /** In which it can be cloned. */
  readonly languages: readonly Language[]
  readonly name: string
  readonly summary: string
  readonly readme: string
  readonly slots: Readonly<Record<string, { readonly connector: string; readonly label: string }>>
  readonly questions: readonly TemplateQuestion[]
  readonly samples: readonly { readonly id: string; readonly name: string; readonly description: string }[]
}

export interface SimulatorDescriptor {
  readonly name: string
  readonly connector: string
  /** The settings of a connection to it. */
  readonly config: Readonly<Record<string, unknown>>
  readonly client: string
  readonly url: string
  /** Where one system is reached by connections of several connectors: the others, such as the file server of a trading partner. */
  readonly also?: readonly SimulatorDoor[]
}

/** How connections of a further connector reach a simulator. */
export interface SimulatorDoor {
  readonly connector: string
  readonly config: Readonly<Record<string, unknown>>
}

/** A simulator as its page shows it. */
export interface SimulatorContents extends SimulatorDescriptor {
  /** The vendor's names of its record kinds, such as `sale.order`. */
  readonly types: readonly string[]
  /** A retailer's day can be played on it. */
  readonly playsDays: boolean
  readonly day?: SimulatedDay
}

/** A retailer's day that is played on a simulator. */
export interface SimulatedDay {
  readonly seed: number
  readonly orders: number
  readonly minutes: number
  readonly state: 'playing' | 'finished' | 'stopped' | 'failed'
  /** Events of the day, how many have passed, and how many of them happened in this system. */
  readonly total: number
  readonly done: number
  readonly played: number
  readonly startedAt: string
  readonly finishedAt?: string
  /** Why it failed. */
  readonly message?: string
}

/** One system's part in a day that is played on several at once. */
export interface SimulatedDayPart extends SimulatedDay {
  readonly simulator: string
  readonly connector: string
}

/** As printed by `tillflow hook list --json`; `secret` only on request. */
export interface HookDescriptor {
  readonly id: string
  readonly client: string
  readonly environment: Environment
  readonly flow: string
  readonly connector: string
  /** The vendor's own event name, such as `orders/create`. */
  readonly event: string
  /** The shop, account or host the connection belongs to. */
  readonly shop: string
  readonly url: string
  readonly secret?: string
  /** When the vendor was last found without its subscription, which was made anew. */
  readonly restoredAt?: string
  /** Records that were fetched from the vendor because their deliveries had not come. */
  readonly recovered?: number
  /** When the vendor's subscription ends unless it is renewed. */
  readonly expiresAt?: string
  /** Since when it could not be checked or renewed with its vendor, and why. */
  readonly failing?: { readonly since: string; readonly message: string }
}
