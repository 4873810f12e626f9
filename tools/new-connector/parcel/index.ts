// Parcel: labels from a parcel service.
import { Type, type Static } from 'typebox'
import { sendSigned } from '#connectors/kit/auth/auth.ts'
import { bearerToken } from '#connectors/kit/auth/entered.ts'
import type { Action, CallContext, Connector, HttpRequest } from '#connectors/kit/contract.ts'
import { speaking } from '#connectors/kit/retail/speaking.ts'
import { parseAnswer } from '#connectors/kit/validate.ts'

const Config = Type.Object(
  {
    url: Type.String({ title: 'Address', description: 'Such as https://api.parcel.example.', pattern: '^https://[^\\s/]+$' }),
    simulator: Type.Optional(Type.String({ title: 'Simulator', description: 'Name of a built-in simulator, in demo mode.' })),
  },
  { additionalProperties: false },
)
const AUTH = [bearerToken({ secret: 'token' })]
const send = (context: CallContext, request: HttpRequest) => sendSigned(AUTH, context, request)

const Input = speaking(
  'order', // What a label is made from in the retail model, and which of its fields these are.
  Type.Object(
    {
      order: Type.String({ title: 'Order', description: 'Printed on the label.', minLength: 1, maxLength: 40 }),
      grams: Type.Integer({ title: 'Weight', description: 'In grams.', minimum: 1 }),
    },
    { additionalProperties: false },
  ),
  { order: 'order.name' },
)
const Label = speaking(
  'shipment',
  Type.Object({ id: Type.String({ title: 'Label id' }), tracking: Type.String({ title: 'Tracking number' }) }),
  { id: 'shipment.id', tracking: 'shipment.trackingNumber' },
)
const Account = Type.Object({ name: Type.String() })

const createLabel = {
  id: 'create-label',
  label: 'Create label',
  description: 'Buys a label. The same record never buys a second one.',
  effect: 'write',
  safety: 'key', // The service answers a repeated key with the first label: see its page on idempotency.
  input: Input,
  output: Label,
  example: { id: 'lab_1', tracking: 'PX123' },
  async run(input, context) {
    const body = input as Static<typeof Input>
    const headers = { 'idempotency-key': context.idempotencyKey }
    // `repeatable` says that a lost answer may be followed by the same call again.
    return parseAnswer(Label, await send(context, { method: 'POST', url: '/labels', json: body, headers, repeatable: true }))
  },
} as const satisfies Action

export const parcel = {
  id: 'parcel',
  name: 'Parcel',
  category: 'generic',
  description: 'Labels and tracking.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M3 7l9-4 9 4v10l-9 4-9-4z"/></svg>',
  config: Config,
  secrets: { token: { label: 'Token', description: 'In your account under Settings, API.', required: true } },
  auth: AUTH,
  baseUrl: ({ url }) => String(url),
  limits: { rates: [{ id: 'minute', label: '60 calls a minute', calls: 60, seconds: 60 }] },
  actions: [createLabel],
  triggers: [],
  async test(context) {
    const { name } = parseAnswer(Account, await send(context, { method: 'GET', url: '/me' }))
    return { summary: `Signed in to ${name}.` }
  },
} as const satisfies Connector
