// A connector as JSON: what the designer, the docs and outside tools see of it.
import type { ConnectorDescriptor, JsonSchema, RetailSpeech } from '#shared/model/descriptors.ts'
import type { Connector } from './contract.ts'
import { modelsIn } from './retail/models.ts'
import type { Discovery } from './discover.ts'

export function describeConnector(connector: Connector): ConnectorDescriptor {
  return {
    id: connector.id,
    name: connector.name,
    category: connector.category,
    description: connector.description,
    icon: connector.icon,
    config: plain(connector.config),
    secrets: connector.secrets,
    auth: (connector.auth ?? []).map(({ kind, refresh, when, signIn }) => ({
      kind,
      refresh,
      ...(when && { when }),
      inBrowser: signIn !== undefined,
    })),
    actions: connector.actions.map((action) => ({
      id: action.id,
      label: action.label,
      description: action.description,
      effect: action.effect,
      safety: action.safety,
      input: plain(action.input),
      output: plain(action.output),
      example: action.example,
      ...(action.paging && { paging: action.paging }),
      ...(action.batch && { batch: action.batch }),
      ...speech(action),
      ...discovers(action.discover),
    })),
    triggers: connector.triggers.map((trigger) => ({
      id: trigger.id,
      label: trigger.label,
      description: trigger.description,
      vendorEvent: trigger.vendorEvent,
      output: plain(trigger.output),
      example: trigger.example,
      ...speech(trigger),
      ...discovers(trigger.discover),
    })),
    polls: (connector.polls ?? []).map((poll) => ({
      id: poll.id,
      label: poll.label,
      description: poll.description,
      ...(poll.options && { options: plain(poll.options) }),
      output: plain(poll.output),
      example: poll.example,
      ...speech(poll),
      ...discovers(poll.discover),
    })),
  }
}

/** JSON Schema and nothing else: TypeBox's own markers are not enumerable and fall away. */
const plain = (schema: unknown) => JSON.parse(JSON.stringify(schema)) as JsonSchema

function speech({ input, output }: { readonly input?: unknown; readonly output: unknown }): { readonly retail?: RetailSpeech } {
  const [takes, gives] = [modelsIn(input), modelsIn(output)]
  if (takes.length + gives.length === 0) return {}
  return { retail: { ...(takes.length > 0 && { takes }), ...(gives.length > 0 && { gives }) } }
}

const discovers = (discovery: Discovery | undefined) =>
  discovery && {
    discovers: {
      needs: discovery.needs ?? [],
      ...(discovery.also && { also: discovery.also }),
      ...(discovery.checks && { checks: discovery.checks }),
    },
  }
