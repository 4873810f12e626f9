// What a person wants to be told by e-mail about the clients they may see, and what channels of chat programs are told.
import { Type, type Static } from 'typebox'
import { Language } from '../language.ts'
import type { Sentence } from '../sentence.ts'

export const NotificationSettings = Type.Object(
  {
    /** `everything`: records that wait for a person, and connections in trouble; `connections`: only these. Of live flows. */
    atOnce: Type.Union([Type.Literal('everything'), Type.Literal('connections'), Type.Literal('off')]),
    /** A summary at this time of the person's day; absent for none. */
    digest: Type.Optional(
      Type.Object(
        {
          /** `HH:MM` on the clock of `timeZone`. */
          time: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
          days: Type.Union([Type.Literal('every-day'), Type.Literal('working-days')]),
        },
        { additionalProperties: false },
      ),
    ),
    /** IANA name. */
    timeZone: Type.String({ minLength: 1, maxLength: 64 }),
    language: Language,
    /** Only these clients; absent for all, also those that come later. */
    clientIds: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 1_000, uniqueItems: true })),
  },
  { additionalProperties: false },
)
export type NotificationSettings = Static<typeof NotificationSettings>

export interface DeliveryFailure {
  readonly at: string
  readonly message: string
  /** What the message is made of, for who reads another language. */
  readonly said?: Sentence
}

export interface NotificationState {
  /** Absent before the person chose anything: nothing is sent. */
  readonly settings?: NotificationSettings
  /** Whether this server can send mails, and from which address. */
  readonly sender?: string
  readonly sentAt?: string
  /** The last attempt failed; it is repeated. */
  readonly failure?: DeliveryFailure
}

/** A mail as it would go out. */
export interface NotificationPreview {
  /** The name before the sender's address, and at the head of the mail on the brand's colour. */
  readonly from: string
  readonly color?: string
  readonly subject: string
  readonly text: string
}

/** How a message is written: `slack` is also what Mattermost and Rocket.Chat take. */
export const ChatProgram = Type.Union([Type.Literal('slack'), Type.Literal('teams'), Type.Literal('google-chat')])
export type ChatProgram = Static<typeof ChatProgram>

export const SaveChatChannel = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80, pattern: '\\S' }),
    program: ChatProgram,
    /** The address that the chat program gives for incoming messages. A secret: it is never shown again. Absent: the one that is kept. */
    url: Type.Optional(Type.String({ minLength: 1, maxLength: 2_000 })),
    settings: NotificationSettings,
  },
  { additionalProperties: false },
)
export type SaveChatChannel = Static<typeof SaveChatChannel>

/** A channel of a chat program that is told what waits. */
export interface ChatChannel {
  readonly id: string
  readonly name: string
  readonly program: ChatProgram
  /** Of its address, the part that is no secret. */
  readonly host: string
  readonly settings: NotificationSettings
  readonly createdAt: string
  readonly createdBy: string
  readonly sentAt?: string
  /** The last attempt failed; it is repeated. */
  readonly failure?: DeliveryFailure
}
