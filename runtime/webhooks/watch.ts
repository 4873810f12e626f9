// Watches over webhook subscriptions, for vendors drop them after failures, let them end after days and forget deliveries after hours. One that
// ends is renewed in good time; one that cannot be checked says so on the webhooks page. A missing one is made anew, and what
// happened meanwhile is fetched: the sweep behind webhooks. It goes from where the last one ended, with an overlap, and what a delivery brought
// already is a duplicate by the record's own key.
import type { Logger } from 'pino'
import type { CallContext, WebhookTrigger } from '#connectors/kit/contract.ts'
import { AppError, toErrorData } from '#shared/errors.ts'
import type { Json } from '#shared/json.ts'
import { lookEvery, type Looking } from '#shared/looking.ts'
import type { Hook } from '#shared/model/connections.ts'
import { recordName } from '#shared/run/record-name.ts'
import type { Accepted, NewEvent } from '../engine/ports.ts'
import type { FlowStore, HookStore, Store } from '../store/ports.ts'
import { recordEventKey, sweptNoticeKey } from './event-key.ts'
import { wasDelivered } from './notices.ts'
import type { TriggerBinding, TriggerBindings } from './ports.ts'

export interface WatchOptions {
  readonly hooks: Pick<HookStore, 'list' | 'put' | 'latestEvent'>
  readonly flows: Pick<FlowStore, 'activeDeployment'>
  readonly bindings: TriggerBindings
  readonly accept: (event: NewEvent) => Promise<Accepted>
  /** Of all clients. */
  readonly clients: () => Promise<readonly { readonly id: string }[]>
  readonly alone: Store['alone']
  /** Public address without a trailing slash. */
  readonly baseUrl: () => string
  readonly now: () => Date
  readonly log: Logger
}

const LOOK_EVERY_MS = 10 * 60_000
/** What never came at all is found within this time; a subscription that was missing, and a start, are swept at once. */
const SWEEP_EVERY_MS = 60 * 60_000
/** A vendor's list may lag behind, and its clock is another one. */
const OVERLAP_MS = 10 * 60_000
/** A notice may be under way still: what changed a moment ago waits for the next sweep, which begins `OVERLAP_MS` before this one did. */
const UNDER_WAY_MS = 9 * 60_000
const PAGE = 250

export function createSubscriptionWatch(options: WatchOptions): Looking & { look(isStart?: boolean): Promise<void> } {
  const { hooks, bindings, now, log } = options
  let isStopping = false

  /** Asks the vendor for the subscription as it should be; repeating it registers nothing twice. */
  async function subscribed(hook: Hook, { trigger, context }: TriggerBinding): Promise<Hook> {
    if (!trigger.subscribe) return hook
    const address = `${options.baseUrl()}/hooks/${hook.token}`
    const { subscriptionId, expiresAt } = await trigger.subscribe(address, await context())
    if (subscriptionId === hook.subscriptionId && address === hook.address && expiresAt === hook.expiresAt) return hook
    if (subscriptionId === hook.subscriptionId && address === hook.address) {
      const lengthened = { ...hook, ...(expiresAt !== undefined && { expiresAt }) }
      await hooks.put(lengthened)
      return lengthened
    }
    const isMoved = hook.address !== address
    const isLost = !isMoved && hook.subscriptionId !== undefined
    const at = now().toISOString()
    if (isLost) log.warn({ clientId: hook.clientId, hookId: hook.id }, 'a webhook subscription was missing at its vendor and was made anew')
    const renewed = {
      ...hook,
      address,
      subscriptionId,
      ...(expiresAt !== undefined && { expiresAt }),
      ...(isLost && { restoredAt: at, recovered: 0 }),
    }
    await hooks.put(renewed)
    // Only now: between the two a vendor delivers twice, which is one event, rather than not at all.
    if (isMoved && hook.subscriptionId !== undefined && hook.subscriptionId !== subscriptionId)
      await trigger.unsubscribe?.(hook.subscriptionId, await context())
    return renewed
  }

  /** Fetches what happened since the last sweep and did not come; answers how much, and what could not be had. */
  async function sweep(
    hook: Hook,
    trigger: WebhookTrigger,
    context: () => Promise<CallContext>,
  ): Promise<{ readonly fetched: number; readonly gaps: readonly string[] }> {
    const deployment = await options.flows.activeDeployment(hook.clientId, hook.flowId, hook.environment)
    if (!deployment || !trigger.sweep) return { fetched: 0, gaps: [] }
    const settled = now().getTime() - UNDER_WAY_MS
    /** Undefined for what is no news. */
    const keyOf = async (payload: Json): Promise<string | undefined> => {
      const notice = trigger.notice?.(payload)
      if (notice) {
        const isDue = notice.at.getTime() <= settled && !(await wasDelivered(hooks, hook, trigger.vendorEvent, notice))
        return isDue ? sweptNoticeKey(trigger.vendorEvent, notice) : undefined
      }
      const key = trigger.recordKey?.(payload)
      return key === undefined ? undefined : recordEventKey(trigger.vendorEvent, key)
    }
    const since = new Date(Date.parse(hook.sweptAt ?? now().toISOString()) - OVERLAP_MS)
    let cursor: Json | undefined
    let fetched = 0
    const gaps = new Set<string>()
    for (;;) {
      const page = await trigger.sweep({ since, cursor, limit: PAGE }, await context())
      if (page.gap !== undefined) gaps.add(page.gap)
      // One after the other: their order is that of the vendor's list.
      for (const payload of page.payloads) {
        const eventKey = isStopping ? undefined : await keyOf(payload)
        if (eventKey === undefined) continue
        const label = recordName(payload)
        const { duplicate } = await options.accept({
          clientId: hook.clientId,
          flowId: hook.flowId,
          environment: hook.environment,
          version: deployment.version,
          trigger: 'webhook',
          eventKey,
          body: Buffer.from(JSON.stringify(payload)),
          ...(label !== undefined && { label }),
          cause: { kind: 'sweep', hops: 0 },
          receivedAt: now(),
        })
        if (!duplicate) fetched += 1
      }
      if (!page.more || isStopping) return { fetched, gaps: [...gaps] }
      cursor = page.cursor
    }
  }

  async function tend(found: Hook, isStart: boolean): Promise<void> {
    const began = now()
    const { failing, ...hook } = found
    const binding = await bindings.bind(hook.clientId, hook.connectionId, hook.event)
    const watched = await subscribed(hook, binding)
    if (failing && watched === hook) await hooks.put(hook)
    const isRestored = watched.restoredAt !== hook.restoredAt
    if (!binding.trigger.sweep) return
    // Deployed by a version that did not sweep: what was before is nobody's to fetch.
    if (watched.sweptAt === undefined) return hooks.put({ ...watched, sweptAt: began.toISOString() })
    const isDue = began.getTime() - Date.parse(watched.sweptAt) >= SWEEP_EVERY_MS
    if (!isStart && !isRestored && !isDue) return
    const { fetched, gaps } = await sweep(watched, binding.trigger, binding.context)
    if (isStopping) return
    if (fetched > 0)
      log.warn({ clientId: hook.clientId, hookId: hook.id, fetched }, 'records whose webhooks never came were fetched from their vendor')
    await hooks.put({ ...watched, sweptAt: began.toISOString(), recovered: (watched.recovered ?? 0) + fetched })
    if (gaps.length > 0) throw new AppError('vendor-rejected', { message: gaps.join(' ') })
  }

  /** Shown on the webhooks page until it works again: a subscription that is not renewed ends, and then nothing comes any more. */
  async function failed({ id, clientId }: Hook, error: unknown): Promise<void> {
    const { message } = toErrorData(error)
    log.warn({ err: toErrorData(error), hookId: id }, 'a webhook could not be checked with its vendor')
    // As it is now: what was read before may be of an hour ago.
    const hook = (await hooks.list(clientId)).find((one) => one.id === id)
    if (!hook?.active || hook.failing?.message === message) return
    await hooks.put({ ...hook, failing: { since: hook.failing?.since ?? now().toISOString(), message } })
  }

  /** `isStart`: nothing was taken in for some time, nobody knows how long. */
  async function look(isStart = false): Promise<void> {
    await options.alone('webhook-watch', 'skip', async () => {
      for (const { id } of await options.clients()) {
        for (const hook of await hooks.list(id)) {
          if (isStopping) return
          if (!hook.active) continue
          await tend(hook, isStart).catch((error: unknown) => failed(hook, error))
        }
      }
    })
  }

  const looking = lookEvery(
    LOOK_EVERY_MS,
    () => look(),
    (error) => log.error({ err: toErrorData(error) }, 'looking at webhooks failed'),
  )

  return {
    look,
    start: looking.start,
    stop() {
      isStopping = true
      return looking.stop()
    },
  }
}
