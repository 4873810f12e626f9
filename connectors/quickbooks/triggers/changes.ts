// What QuickBooks tells by itself: which records changed, not what they are. An app has one address for all its companies, which a person enters in
// the developer portal. Since May 2026 deliveries are lists of CloudEvents; the older form is read too.
// https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks
import { createHash } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { AppError } from '#shared/errors.ts'
import type { IncomingDelivery, WebhookSweep, WebhookTrigger } from '#connectors/kit/contract.ts'
import { checkBase64Hmac, headerOf, signingSecret } from '#connectors/kit/signed-delivery.ts'
import { validate } from '#connectors/kit/validate.ts'
import { sweepInTurn } from '#connectors/kit/sweep-by-poll.ts'
import { readConfig } from '../auth.ts'
import { ENTITIES, type AnyEntity, type Entity } from '../entities.ts'
import { recordsChanged } from '../polls/records-changed.ts'

const CloudEvents = Type.Array(
  Type.Object({
    id: Type.String(),
    type: Type.String({ pattern: '^qbo\\.[a-z]+\\.[a-z]+(\\.v[0-9]+)?$' }),
    time: Type.String(),
    intuitentityid: Type.String(),
    intuitaccountid: Type.String(),
  }),
  { minItems: 1 },
)

const Notifications = Type.Object({
  eventNotifications: Type.Array(
    Type.Object({
      realmId: Type.String(),
      dataChangeEvent: Type.Object({
        entities: Type.Array(
          Type.Object({ id: Type.String(), name: Type.String(), operation: Type.String(), lastUpdated: Type.String() }),
          { minItems: 1 },
        ),
      }),
    }),
    { minItems: 1 },
  ),
})

const Changes = Type.Object({
  events: Type.Array(
    Type.Object({
      entity: Type.String({ title: 'Kind', description: 'Such as Invoice' }),
      id: Type.String({ title: 'Id', description: 'Of the record' }),
      operation: Type.String({ title: 'What happened', description: 'Such as created, updated, deleted, voided, merged or emailed' }),
      at: Type.String({ title: 'When' }),
      companyId: Type.String({ title: 'Company id' }),
    }),
    { title: 'Changes' },
  ),
})
type Change = Static<typeof Changes>['events'][number]

const EXAMPLE = {
  events: [{ entity: 'Invoice', id: '145', operation: 'updated', at: '2026-03-02T09:15:00.179851517Z', companyId: '4620816365291273490' }],
}

const NO_TOKEN = {
  message: 'The connection has no webhook verifier token, so no signature can be checked.',
  fix: "Enter the verifier token of the app's Webhooks page in the connection.",
}

export const changes = {
  id: 'changes',
  label: 'Something changed',
  description: 'When documents, customers or items are made, changed or deleted. The delivery says which; a step reads what they are now.',
  vendorEvent: 'changes',
  output: Changes,
  example: EXAMPLE,
  signingSecret: 'verifierToken',
  // Intuit takes nothing else for an answer.
  receivedStatus: 200,
  verify(delivery, { config, secrets }) {
    checkBase64Hmac(headerOf(delivery, 'intuit-signature'), [delivery.body], () => [signingSecret(secrets, 'verifierToken', NO_TOKEN)])
    const { ids, events } = read(delivery)
    const { realmId } = readConfig(config)
    // One address gets what happens in all companies of the app: what is another company's business stays out.
    if (realmId === undefined || events.some(({ companyId }) => companyId !== realmId)) {
      throw new AppError('delivery-rejected', {
        message: 'The delivery tells of another company than that of this connection.',
        fix: 'Use an Intuit app of its own for each company whose webhooks are received, and sign in to the company.',
      })
    }
    return { deliveryId: createHash('sha256').update(ids.join('\n')).digest('hex'), vendorEvent: 'changes' }
  },
  payload: (delivery) => Buffer.from(JSON.stringify({ events: read(delivery).events })),
  split: (payload) => (payload as Static<typeof Changes>).events.map((one) => ({ events: [one] })),
  // A delivery says when it was written; QuickBooks does not promise that the record's own time of change is the same.
  notice(payload) {
    const [one, ...more] = (payload as Static<typeof Changes>).events
    if (!one || more.length > 0) return undefined
    const at = new Date(one.at)
    if (Number.isNaN(at.getTime())) return undefined
    return { record: `${one.entity} ${one.id}`, at, saysMore: !SWEPT.has(one.operation) }
  },
  sweep: sweepInTurn(({ config }) => (readConfig(config).webhookKinds ?? []).map(sweepKind)),
} as const satisfies WebhookTrigger

/** What a list of changes tells, too: not that an invoice was sent or voided. */
const SWEPT: ReadonlySet<string> = new Set(['created', 'updated', 'deleted'])

/** One kind at a time: QuickBooks tells 1,000 changes at once, of all kinds together. */
const sweepKind =
  (entity: Entity): WebhookSweep =>
  async (page, context) => {
    const { records, rejected, cursor, more } = await recordsChanged.poll({ ...page, options: { entities: [entity] } }, context)
    const { realmId = '' } = readConfig(context.config)
    const gap = rejected?.map(({ reason }) => reason).join(' ')
    return {
      payloads: records.map(({ value }) => {
        const { id, deleted, createdAt, updatedAt } = value as Static<typeof AnyEntity>
        // One that was made and then changed is told once, as made: a flow that takes new records only must not miss it.
        const isNew = createdAt !== null && Date.parse(createdAt) >= page.since.getTime()
        return {
          events: [{ entity, id, operation: deleted ? 'deleted' : isNew ? 'created' : 'updated', at: updatedAt, companyId: realmId }],
        }
      }),
      cursor,
      more,
      ...(gap && { gap }),
    }
  }

/** `ids`: what tells a delivery from others, the same in a redelivery. */
function read({ body }: IncomingDelivery): { readonly ids: readonly string[]; readonly events: readonly Change[] } {
  const text = Buffer.from(body).toString('utf8')
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (cause) {
    throw new AppError('delivery-rejected', { message: 'This is not what QuickBooks delivers.', cause })
  }
  if (validate(CloudEvents, given).length === 0) {
    const list = given as Static<typeof CloudEvents>
    return {
      ids: list.map(({ id }) => id),
      events: list.map(({ type, time, intuitentityid, intuitaccountid }) => {
        const [, entity = '', operation = ''] = type.split('.')
        return { entity: nameOf(entity), id: intuitentityid, operation, at: time, companyId: intuitaccountid }
      }),
    }
  }
  const issues = validate(Notifications, given)
  if (issues.length > 0) throw new AppError('delivery-rejected', { message: 'This is not what QuickBooks delivers.', issues })
  return {
    // Events have no ids in this form.
    ids: [text],
    events: (given as Static<typeof Notifications>).eventNotifications.flatMap(({ realmId, dataChangeEvent }) =>
      dataChangeEvent.entities.map(({ id, name, operation, lastUpdated }) => ({
        entity: name,
        id,
        operation: PAST[operation.toLowerCase()] ?? operation.toLowerCase(),
        at: lastUpdated,
        companyId: realmId,
      })),
    ),
  }
}

const PAST: Readonly<Record<string, string>> = { create: 'created', update: 'updated', delete: 'deleted', merge: 'merged', void: 'voided' }

/** CloudEvents write kinds in small letters. */
const nameOf = (entity: string): string =>
  ENTITIES.find((name) => name.toLowerCase() === entity) ?? `${entity.slice(0, 1).toUpperCase()}${entity.slice(1)}`
