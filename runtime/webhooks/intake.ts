// From a vendor's request to a stored event: find the hook, verify the bytes, commit, answer. Nothing is answered 2xx before it is on disk.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import type { IncomingDelivery } from '#connectors/kit/contract.ts'
import type { FlowStore, HookStore } from '../store/ports.ts'
import type { Hook } from '#shared/model/connections.ts'
import type { Accepted, FlowSource, NewEvent } from '../engine/ports.ts'
import { recordName } from '#shared/run/record-name.ts'
import { readJsonBody } from '#shared/json-guard.ts'
import { deliveryEventKey } from './event-key.ts'
import { sweptBefore } from './notices.ts'
import type { TriggerBinding, TriggerBindings } from './ports.ts'

export interface IntakeEngine {
  accept(event: NewEvent): Promise<Accepted>
  awaitResponse(
    clientId: string,
    run: () => Promise<Accepted>,
    timeoutMs: number,
  ): Promise<{ readonly accepted: Accepted; readonly response: { readonly status: number; readonly body: string | undefined } | undefined }>
}

export interface IntakeOptions {
  readonly hooks: HookStore
  readonly flows: FlowStore
  /** Keeps the published versions it has read. */
  readonly source: FlowSource
  readonly bindings: TriggerBindings
  readonly engine: IntakeEngine
  readonly now: () => Date
}

export interface IntakeAnswer {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Vendors hang up after 5 to 10 seconds and count it as a failure; a slow flow is answered 202 before that and goes on. */
const RESPONSE_TIMEOUT_MS = 4_500

/** A commit takes milliseconds. One that takes this long is answered 503 before the sender gives up; if it comes through after all, the redelivery is a duplicate. */
const STORE_TIMEOUT_MS = 4_000

const JSON_HEADERS = { 'content-type': 'application/json' }

export async function takeDelivery(options: IntakeOptions, token: string, delivery: IncomingDelivery): Promise<IntakeAnswer> {
  const hook = await options.hooks.byToken(token)
  if (!hook) throw new AppError('hook-unknown')
  const binding = await bind(options.bindings, hook)
  const asked = binding.handshake(delivery)
  if (asked) return asked
  await binding.prepare(delivery)
  const verified = binding.verify(delivery)
  // Only a sender who knows the secret learns whether the flow is deployed.
  const deployment = hook.active ? await options.flows.activeDeployment(hook.clientId, hook.flowId, hook.environment) : undefined
  if (!deployment) throw new AppError('hook-inactive')
  const { value, bytes } = readJsonBody(binding.trigger.payload?.(delivery) ?? delivery.body)
  const parts = binding.trigger.split?.(value as Json) ?? [value as Json]

  const acceptAll = async (): Promise<Accepted> => {
    let last: Accepted | undefined
    let isNews = false
    // One after the other: their order is that of the delivery. A redelivery after half of them stores the other half.
    for (const [index, part] of parts.entries()) {
      const notice = binding.trigger.notice?.(part)
      const before = notice && (await sweptBefore(options.hooks, hook, verified.vendorEvent, notice))
      if (before) {
        last = { runId: before.runId, duplicate: true }
        continue
      }
      const label = recordName(part)
      last = await options.engine.accept({
        clientId: hook.clientId,
        flowId: hook.flowId,
        environment: hook.environment,
        version: deployment.version,
        trigger: 'webhook',
        eventKey: deliveryEventKey(verified, binding.trigger, part, index),
        // What came alone is kept byte by byte.
        body: parts.length === 1 ? bytes : Buffer.from(JSON.stringify(part)),
        ...(label !== undefined && { label }),
        receivedAt: options.now(),
      })
      isNews ||= !last.duplicate
    }
    if (!last) throw new AppError('delivery-rejected', { message: 'The delivery tells of nothing.' })
    return { ...last, duplicate: !isNews }
  }
  const accept = () => inTime(acceptAll())
  const accepted = answerOf(binding)
  if (!(await waitsForAnswer(options.source, hook, deployment.version))) return accepted(await accept())
  const { accepted: outcome, response } = await options.engine.awaitResponse(hook.clientId, accept, RESPONSE_TIMEOUT_MS)
  if (!response) return accepted(outcome)
  // A flow's answer is data for a machine: never a page of ours.
  return {
    status: response.status,
    headers: { ...JSON_HEADERS, 'content-security-policy': 'sandbox' },
    ...(response.body !== undefined && { body: response.body }),
  }
}

/** The work goes on behind a timeout: it cannot be taken back, and need not be. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new AppError('store-failed', {
            message: 'The database is too slow at this moment.',
            fix: 'Send it again: a delivery is stored once.',
          }),
        ),
      STORE_TIMEOUT_MS,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const answerOf =
  ({ trigger }: TriggerBinding) =>
  ({ runId, duplicate }: Accepted): IntakeAnswer => ({
    status: trigger.receivedStatus ?? 202,
    headers: JSON_HEADERS,
    ...(trigger.receivedStatus !== 204 && { body: JSON.stringify({ accepted: true, run: runId, duplicate }) }),
  })

/** The sender waits for a respond step of this version. */
async function waitsForAnswer(source: FlowSource, hook: Hook, version: number): Promise<boolean> {
  const { document } = await source.load(hook.clientId, hook.flowId, hook.environment, version)
  const trigger = Object.values(document.nodes).find((node) => node.kind === 'trigger')
  return trigger?.kind === 'trigger' && trigger.config.type === 'webhook' && trigger.config.respond === 'when-finished'
}

/** A hook whose connection or trigger is gone is one that nobody deploys any more. */
async function bind(bindings: TriggerBindings, hook: Hook): Promise<TriggerBinding> {
  try {
    return await bindings.bind(hook.clientId, hook.connectionId, hook.event)
  } catch (error) {
    if (hasErrorCode(error) && error.code === 'not-found') throw new AppError('hook-inactive', { cause: error })
    throw error
  }
}
