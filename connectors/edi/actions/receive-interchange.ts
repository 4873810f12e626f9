// An interchange of the partner: checked, taken once, taken apart, acknowledged.
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { Action } from '#connectors/kit/contract.ts'
import type { Interchange } from '#connectors/kit/edi/interchange.ts'
import { partnersOf, readConfig, type EdiConfig } from '../config.ts'
import { isDuplicate, nextControl } from '../numbers.ts'
import { acknowledge, readText } from '../standard.ts'

const Input = Type.Object(
  {
    text: Type.String({
      title: 'Text',
      description: 'The whole interchange, such as a file that was read.',
      minLength: 1,
      maxLength: 8_000_000,
    }),
  },
  { additionalProperties: false },
)
const Person = Type.Object({ id: Type.String(), qualifier: Type.String() })
const Output = Type.Object({
  interchange: Type.Object({
    sender: Person,
    receiver: Person,
    control: Type.String({ title: 'Control number' }),
    sentAt: Type.String({ title: 'Sent at', description: "By the sender's clock." }),
    isTest: Type.Boolean({ title: 'Test' }),
  }),
  duplicate: Type.Boolean({
    title: 'Duplicate',
    description: 'An interchange with this control number was taken before: then there are no messages.',
  }),
  messages: Type.Array(
    Type.Object({
      type: Type.String({ title: 'Type' }),
      control: Type.String({ title: 'Control number' }),
      version: Type.String({ title: 'Version' }),
      document: Type.Unknown({ title: 'Document' }),
    }),
    { title: 'Messages', description: 'Those that are right.' },
  ),
  rejected: Type.Array(Type.Object({ type: Type.String(), control: Type.String(), problems: Type.Array(Type.String()) }), {
    title: 'Rejected messages',
    description: 'With what is wrong; the acknowledgement says so too.',
  }),
  acknowledgement: Type.String({
    title: 'Acknowledgement',
    description: 'A 997 or CONTRL for the partner; empty where none is due. Write it to a file.',
  }),
})

export const receiveInterchange = {
  id: 'receive-interchange',
  label: 'Receive interchange',
  description:
    'Checks an interchange, takes it apart and makes the acknowledgement (997, CONTRL). An interchange that came before gives no messages.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Output,
  example: {
    interchange: {
      sender: { id: 'SUPPLIER', qualifier: 'ZZ' },
      receiver: { id: 'HARBOUR', qualifier: 'ZZ' },
      control: '000000077',
      sentAt: '2026-03-01T10:00',
      isTest: false,
    },
    duplicate: false,
    messages: [
      {
        type: '855',
        control: '0001',
        version: '004010',
        document: { beginning: { purpose: '00', acknowledgement: 'AD', number: 'PO-1', date: '20260301' } },
      },
    ],
    rejected: [],
    acknowledgement: 'ISA*00*…',
  },
  async run(input, context) {
    const { text } = input as Static<typeof Input>
    const config = readConfig(context.config)
    const read = readText(config, text)
    mustBePartners(config, read.interchange)
    const { sender, receiver, control, sentAt, isTest } = read.interchange
    const interchange = { sender: { ...sender }, receiver: { ...receiver }, control, sentAt, isTest }
    if (await isDuplicate(context, `${sender.qualifier}:${sender.id}:${control}`)) {
      return { interchange, duplicate: true, messages: [], rejected: [], acknowledgement: '' }
    }
    // An envelope that does not agree with what is in it says that something was lost on the way: nothing of it is taken.
    const isWhole = read.problems.length === 0
    const judged = read.messages.map((message) => ({ ...message, problems: [...read.problems, ...message.problems] }))
    if (!isWhole && judged.length === 0) {
      throw new AppError('action-input-invalid', { message: say`The interchange ${control} is not whole: ${read.problems.join('; ')}.` })
    }
    const right = judged.filter(({ problems }) => problems.length === 0)
    const wrong = judged.filter(({ problems }) => problems.length > 0)
    const acknowledgement = acknowledge(config, await nextControl(context, 'acknowledgement'), context.now(), { ...read, messages: judged })
    return {
      interchange,
      duplicate: false,
      messages: right.map(({ type, control: own, version, document }) => ({ type, control: own, version, document: document as Json })),
      rejected: wrong.map(({ type, control: own, problems }) => ({ type, control: own, problems: [...problems] })),
      acknowledgement,
    }
  },
} as const satisfies Action

function mustBePartners(config: EdiConfig, { sender, receiver }: Interchange): void {
  if (config.otherSenders === true) return
  const { own, partner } = partnersOf(config)
  const isFrom = sender.id === partner.id && sender.qualifier === partner.qualifier
  const isFor = receiver.id === own.id && receiver.qualifier === own.qualifier
  if (isFrom && isFor) return
  const name = ({ id, qualifier }: Interchange['sender']) => (qualifier === '' ? id : `${qualifier}:${id}`)
  throw new AppError('action-input-invalid', {
    message: say`The interchange is from ${name(sender)} for ${name(receiver)}; this connection is between ${name(partner)} and ${name(own)}.`,
    fix: 'Give it to the connection of that partner, or correct the ids of this one.',
  })
}
