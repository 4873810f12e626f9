// What the flow services need of their neighbours: the connectors' descriptors, the webhook registry, the engine, the simulators.
// compose.ts hands in the real ones.
import type { FlowDocument } from '#shared/flow/document.ts'
import type { TestRun, TestRunResult } from '#shared/api/contract.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { PlayDay } from '#shared/api/contract.ts'
import type {
  SimulatedDay,
  SimulatedDayPart,
  ConnectorDescriptor,
  HookDescriptor,
  SimulatorContents,
  SimulatorDescriptor,
} from '#shared/model/descriptors.ts'
import type { Deployment } from '#shared/model/flows.ts'
import type { Run } from '#shared/model/runs.ts'
import type { Accepted, NewEvent, NewReplay } from '../engine/ports.ts'

export interface ConnectorCatalog {
  list(): readonly ConnectorDescriptor[]
}

/** Webhook addresses and schedules of deployments. */
export interface HookRegistry {
  list(clientId: string, showSecret: boolean): Promise<readonly HookDescriptor[]>
  /**
   * Makes hooks, vendor subscriptions and schedules match an active deployment that is stored already. Repeating it changes nothing,
   * so that a deployment whose vendor was down is finished by deploying again.
   */
  deploy(deployment: Deployment): Promise<readonly HookDescriptor[]>
  /** Hooks answer 404 and schedules rest from now on. */
  undeploy(clientId: string, flowId: string, environment: Environment): Promise<void>
}

export interface Engine {
  /** Stores the event with its run and wakes a worker. */
  accept(event: NewEvent): Promise<Accepted>
  replay(replay: NewReplay): Promise<Run>
  /** A replay of an uncertain call that arrived; `answer` is JSON text. Throws `conflict` when there is no such call. */
  confirm(replay: NewReplay, answer: string): Promise<Run>
  /** Runs a document on an input without side effects; nothing is stored. */
  testRun(request: {
    readonly clientId: string
    readonly flowId: string
    readonly document: FlowDocument
    readonly environment: Environment
    readonly input: unknown
    readonly from?: TestRun['from']
  }): Promise<Omit<TestRunResult, 'comparison'>>
  /** False when the run had ended already. */
  cancel(clientId: string, runId: string): Promise<boolean>
}

export interface Simulators {
  /** A client's simulator with the kinds of records it holds; undefined when the client has none of this name. */
  look(clientId: string, name: string): Promise<SimulatorContents | undefined>
  /** Records of one kind in the vendor's own shape, newest first. */
  records(clientId: string, name: string, type: string): Promise<readonly unknown[] | undefined>
  /** Plays a retailer's day; undefined when the client has no simulator of this name, or none is played. */
  playDay(clientId: string, name: string, options: PlayDay): Promise<SimulatedDay | undefined>
  stopDay(clientId: string, name: string): SimulatedDay | undefined
  /** Plays one day on all of a client's simulators that have a part in it. */
  playDayEverywhere(clientId: string, options: PlayDay): Promise<readonly SimulatedDayPart[]>
  /** The last day of each of a client's simulators that has played one. */
  days(clientId: string): readonly SimulatedDayPart[]
  stopDays(clientId: string): readonly SimulatedDayPart[]
  /** Only those of these clients; `url` as an operator's browser or curl would reach it. */
  list(clientIds: readonly string[]): Promise<readonly SimulatorDescriptor[]>
  /** Makes the vendor's event happen and delivers it to subscribers. `event` is a trigger id such as `orders-create`. */
  emit(
    name: string,
    event: string,
    payload: unknown,
  ): Promise<{
    readonly recordId: string
    readonly deliveries: readonly { readonly url: string; readonly status: number; readonly deliveryId: string }[]
  }>
}
