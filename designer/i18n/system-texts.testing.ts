// What comes from the server in English and is shown: what connectors and functions are called and say of themselves. For the test of the
// translations.
import { connectorCatalog, connectors } from '#connectors/index.ts'
import { isRecord } from '#shared/json.ts'
import { CustomDefinition } from '#shared/model/custom-connectors.ts'
import { FUNCTION_DOCS } from '#shared/mapping/functions/docs.ts'

/** Text -> where it comes from. */
export function systemTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  const note = (from: string, ...all: readonly (string | undefined)[]) => {
    for (const text of all) if (text !== undefined && text !== '' && !texts.has(text)) texts.set(text, from)
  }
  for (const { id, description, config, secrets, actions, triggers, polls } of connectorCatalog.list()) {
    note(id, description, ...wordsOf(config), ...Object.values(secrets).flatMap((secret) => [secret.label, secret.description]))
    for (const one of [...actions, ...triggers, ...polls]) note(`${id}/${one.id}`, one.label, one.description)
    for (const one of actions) note(`${id}/${one.id}`, ...wordsOf(one.input))
    for (const one of polls) note(`${id}/${one.id}`, ...wordsOf(one.options))
    for (const one of [...actions, ...triggers, ...polls]) note(`${id}/${one.id}`, ...wordsOf(one.output))
  }
  for (const { id, limits } of connectors)
    note(id, ...[...(limits?.rates ?? []), ...(limits?.cost ? [limits.cost] : []), ...(limits?.days ?? [])].map(({ label }) => label))
  note('shared/model/custom-connectors.ts', ...wordsOf(JSON.parse(JSON.stringify(CustomDefinition))))
  for (const { name, summary, parameters = [] } of FUNCTION_DOCS) note(name, summary, ...parameters.map(({ help }) => help))
  return texts
}

const DATA: ReadonlySet<string> = new Set(['default', 'examples', 'enum', 'const'])

/** Titles and descriptions within a schema. */
function wordsOf(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(wordsOf)
  if (!isRecord(schema)) return []
  return Object.entries(schema).flatMap(([key, value]) => {
    if (DATA.has(key)) return []
    return typeof value === 'string' ? (key === 'title' || key === 'description' ? [value] : []) : wordsOf(value)
  })
}
