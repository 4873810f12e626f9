// Messages to the partner, as the text of an interchange with its control number.
import { Type, type Static } from 'typebox'
import type { Json } from '#shared/json.ts'
import type { Action } from '#connectors/kit/contract.ts'
import { readConfig } from '../config.ts'
import { nextControl } from '../numbers.ts'
import { writeText } from '../standard.ts'

const Input = Type.Object(
  {
    messages: Type.Array(
      Type.Object(
        {
          type: Type.String({
            title: 'Type',
            description: '850, 855, 856, 810, 846; ORDERS, ORDRSP, DESADV, INVOIC.',
            pattern: '^([0-9]{3}|[A-Z]{6})$',
          }),
          document: Type.Record(Type.String(), Type.Unknown(), {
            title: 'Document',
            description: 'Its members are those of the message; see the README of the connector.',
          }),
        },
        { additionalProperties: false },
      ),
      { title: 'Messages', minItems: 1, maxItems: 1_000 },
    ),
  },
  { additionalProperties: false },
)
const Output = Type.Object({
  text: Type.String({ title: 'Text', description: 'The interchange. Write it to a file with "Write file".' }),
  control: Type.String({ title: 'Control number' }),
  fileName: Type.String({ title: 'File name', description: 'A proposal, unlike that of any other interchange of the connection.' }),
})

export const writeInterchange = {
  id: 'write-interchange',
  label: 'Write interchange',
  description:
    'Makes an interchange of messages, with the next control number of the connection. The same record always gets the same number.',
  effect: 'write',
  safety: 'key',
  input: Input,
  output: Output,
  example: { text: "UNA:+.? '\nUNB+UNOC:3+…", control: '77', fileName: 'ORDERS-77.edi' },
  batch: { items: 'messages' },
  async run(input, context) {
    const { messages } = input as Static<typeof Input>
    const config = readConfig(context.config)
    const outgoing = messages.map(({ type, document }) => ({ type, document: document as Json }))
    // What cannot be written must not use up a number.
    writeText(config, 1, context.now(), outgoing)
    const control = await nextControl(context, 'message')
    const text = writeText(config, control, context.now(), outgoing)
    return { text, control: String(control), fileName: `${messages[0]?.type ?? 'interchange'}-${control}.edi` }
  },
} as const satisfies Action
