// From a vendor's request to a stored event: find the hook, verify the bytes, commit, answer. Nothing is answered 2xx before it is on disk.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import type { IncomingDelivery } from '#connectors/kit/contract.ts'
import type { FlowStore, HookStore } from '../store/ports.ts'
import type { Accepted, NewEvent } from '../engine/ports.ts'
import { checkJsonBody } from './json-guard.ts'
import type { TriggerBindings } from './ports.ts'

export interface IntakeEngine {
  accept(event: NewEvent): Promise<Accepted>
  awaitResponse(
    run: () => Promise<Accepted>,
    timeoutMs: number,
  ): Promise<{ readonly accepted: Accepted; readonly response: { readonly status: number; readonly body: string | undefined } | undefined }>
}

export interface IntakeOptions {
  readonly hooks: HookStore
  readonly flows: FlowStore
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

const JSON_HEADERS = { 'content-type': 'application/json' }

export async function takeDelivery(options: IntakeOptions, token: string, delivery: IncomingDelivery): Promise<IntakeAnswer> {
  const hook = await options.hooks.byToken(token)
  if (!hook) throw new AppError('hook-unknown')
  const binding = await bind()
  const verified = binding.verify(delivery)
  // Only a sender who knows the secret learns whether the flow is deployed.
  const deployment = hook.active ? await options.flows.activeDeployment(hook.clientId, hook.flowId, hook.environment) : undefined
  if (!deployment) throw new AppError('hook-inactive')
  const body = checkJsonBody(delivery.body)

  const accept = () =>
    options.engine.accept({
      clientId: hook.clientId,
      flowId: hook.flowId,
      environment: hook.environment,
      version: deployment.version,
      trigger: 'webhook',
      eventKey: `${verified.vendorEvent}:${verified.deliveryId}`,
      body,
      receivedAt: options.now(),
    })
  if (!(await waitsForAnswer(options.flows, hook.clientId, hook.flowId, deployment.version))) return accepted(await accept())
  const { accepted: outcome, response } = await options.engine.awaitResponse(accept, RESPONSE_TIMEOUT_MS)
  if (!response) return accepted(outcome)
  // A flow's answer is data for a machine: never a page of ours.
  return {
    status: response.status,
    headers: { ...JSON_HEADERS, 'content-security-policy': 'sandbox' },
    ...(response.body !== undefined && { body: response.body }),
  }

  async function bind() {
    try {
      return await options.bindings.bind(hook!.clientId, hook!.connectionId, hook!.event)
    } catch (error) {
      if (hasErrorCode(error) && error.code === 'not-found') throw new AppError('hook-inactive', { cause: error })
      throw error
    }
  }
}

function accepted({ runId, duplicate }: Accepted): IntakeAnswer {
  return { status: 202, headers: JSON_HEADERS, body: JSON.stringify({ accepted: true, run: runId, duplicate }) }
}

const waiting = new Map<string, boolean>()

/** Versions never change, so the answer is remembered. */
async function waitsForAnswer(flows: FlowStore, clientId: string, flowId: string, version: number): Promise<boolean> {
  const key = `${flowId}@${version}`
  const known = waiting.get(key)
  if (known !== undefined) return known
  const stored = await flows.version(clientId, flowId, version)
  const waits = Object.values(stored?.document.nodes ?? {}).some(
    (node) => node.kind === 'trigger' && node.config.type === 'webhook' && node.config.respond === 'when-finished',
  )
  if (waiting.size > 2_000) waiting.clear()
  waiting.set(key, waits)
  return waits
}
