// What connectors are called and say of themselves, in the chosen language. What a partner made without code stays in the partner's words.
import { isRecord } from '#shared/json.ts'
import type { ConnectorDescriptor, JsonSchema } from '#shared/model/descriptors.ts'
import { t } from './index.ts'
import { chosenLanguage } from './language.ts'

interface Described {
  readonly label: string
  readonly description: string
}
const described = <D extends Described>(one: D): D => ({ ...one, label: t(one.label), description: t(one.description) })

/** Fields of what actions take and give keep their titles: suggestions compare them, and whoever shows one translates it there. */
export function connectorInWords(connector: ConnectorDescriptor): ConnectorDescriptor {
  if (chosenLanguage() === 'en' || connector.custom) return connector
  return {
    ...connector,
    description: t(connector.description),
    config: schemaInWords(connector.config),
    secrets: Object.fromEntries(
      Object.entries(connector.secrets).map(([name, secret]) => [
        name,
        { ...secret, label: t(secret.label), ...(secret.description !== undefined && { description: t(secret.description) }) },
      ]),
    ),
    actions: connector.actions.map(described),
    triggers: connector.triggers.map(described),
    polls: connector.polls.map((poll) => ({ ...described(poll), ...(poll.options && { options: schemaInWords(poll.options) }) })),
  }
}

/** Values, and names of fields, are no words. */
const DATA: ReadonlySet<string> = new Set(['default', 'examples', 'enum', 'const', 'required'])

export function schemaInWords(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, DATA.has(key) ? value : partInWords(key, value)]))
}

function partInWords(key: string, value: unknown): unknown {
  if (typeof value === 'string') return key === 'title' || key === 'description' ? t(value) : value
  if (Array.isArray(value)) return value.map((one: unknown) => (isRecord(one) ? schemaInWords(one) : one))
  if (!isRecord(value)) return value
  // A field may be called `title` or `default` itself.
  if (key === 'properties')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, isRecord(one) ? schemaInWords(one) : one]))
  return schemaInWords(value)
}
