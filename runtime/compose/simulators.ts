// The simulators of the demo: there only once they were started, and asked by everybody as if they always were.
import type { PlayDay } from '#shared/api/contract.ts'
import { AppError } from '#shared/errors.ts'
import { simulators as kinds } from '#connectors/index.ts'
import type { Connector } from '#connectors/kit/contract.ts'
import type { Simulators } from '../flows/ports.ts'
import { createSimulatorHost, type SimulatorHost } from '../simulators/host.ts'

export interface ComposedSimulators {
  readonly simulators: Simulators
  readonly resolve: (name: string, clientId: string) => string | undefined
  readonly secrets: SimulatorHost['secrets']
  start(): Promise<SimulatorHost>
  close(): Promise<void>
}

export function composeSimulators(dataDir: string, connectors: readonly Connector[]): ComposedSimulators {
  let host: SimulatorHost | undefined
  const mustRun = (): SimulatorHost => {
    if (!host) throw new AppError('not-found', { message: 'No simulators run here.' })
    return host
  }
  return {
    simulators: {
      list: async (clientIds) => (await host?.list(clientIds)) ?? [],
      look: async (clientId, name) => host?.look(clientId, name),
      records: async (clientId, name, type) => host?.records(clientId, name, type),
      playDay: async (clientId: string, name: string, options: PlayDay) => host?.playDay(clientId, name, options),
      stopDay: (clientId, name) => host?.stopDay(clientId, name),
      playDayEverywhere: async (clientId: string, options: PlayDay) => mustRun().playDayEverywhere(clientId, options),
      days: (clientId) => host?.days(clientId) ?? [],
      stopDays: (clientId) => host?.stopDays(clientId) ?? [],
      emit: async (name, event, payload) => mustRun().emit(name, event, payload),
    },
    resolve: (name, clientId) => host?.resolve(name, clientId),
    secrets: (name, clientId) => host?.secrets(name, clientId),
    async start() {
      host = await createSimulatorHost({ dataDir, connectors, create: kinds })
      return host
    },
    close: async () => host?.close(),
  }
}
