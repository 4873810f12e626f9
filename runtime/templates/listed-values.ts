// The values that a connected system lists for the table of a question: its outlets, journals or locations, by name.
import { randomUUID } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import type { ListedValue, ListedValues, TemplateDescriptor } from '#shared/model/descriptors.ts'
import { say } from '#shared/sentence.ts'
import { createActionContext } from '#connectors/kit/call-context.ts'
import { redactError } from '#connectors/kit/redact.ts'
import type { ConnectionOpener } from '../connections/open-connection.ts'

/**
 * Asks the system through one of the client's connections. Throws `not-found` for a template, question or connection that is not there,
 * `invalid-request` for a connection of another system, and what the vendor fails with.
 */
export type ListValues = (clientId: string, templateId: string, asked: AskedValues) => Promise<readonly ListedValue[]>
export interface AskedValues {
  readonly question: string
  readonly connection: string
}

/** With all its requests. */
const READ_MS = 45_000
/** More are no choice; ids are typed then. */
const MOST_VALUES = 2_000

export interface ListValuesOptions {
  readonly template: (id: string) => Promise<TemplateDescriptor | undefined>
  readonly opener: Pick<ConnectionOpener, 'open'>
}

export function createListValues({ template, opener }: ListValuesOptions): ListValues {
  return async (clientId, templateId, { question, connection }) => {
    const descriptor = await template(templateId)
    const from = descriptor?.questions.find(({ id }) => id === question)?.table?.valuesFrom
    const slot = from && descriptor?.slots[from.slot]
    if (!from || !slot) throw new AppError('not-found')
    const { connector, parts, gate } = await opener.open(clientId, connection)
    if (connector.id !== slot.connector)
      throw new AppError('invalid-request', { message: say`"${slot.label}" is another system than this connection leads to.` })
    const action = connector.actions.find(({ id, effect }) => id === from.action && effect === 'read')
    if (!action) throw new AppError('not-found')
    // A read: the key is never looked at.
    const call = { idempotencyKey: randomUUID(), attempt: 1, outcomeUnknown: false }
    const context = createActionContext({ ...parts, gate: gate(), signal: AbortSignal.timeout(READ_MS) }, call)
    const answer = await action.run({}, context).catch((error: unknown) => {
      throw redactError(error, context.redactor)
    })
    return valuesIn(answer, from)
  }
}

/** By name, each once; where two are called the same, the value tells them apart. */
export function valuesIn(
  answer: unknown,
  { items, value, label }: Pick<ListedValues, 'items' | 'value' | 'label'>,
): readonly ListedValue[] {
  const list = isRecord(answer) ? answer[items] : undefined
  const found = new Map<string, string>()
  for (const entry of Array.isArray(list) ? list : []) {
    const [id, name] = isRecord(entry) ? [entry[value], entry[label]] : []
    if (typeof id !== 'string' && typeof id !== 'number') continue
    found.set(String(id), typeof name === 'string' && name.trim() !== '' ? name.trim() : String(id))
  }
  const names = Map.groupBy(found, ([, name]) => name)
  return [...found]
    .map(([id, name]) => ({ value: id, label: (names.get(name)?.length ?? 0) > 1 ? `${name} (${id})` : name }))
    .toSorted((a, b) => a.label.localeCompare(b.label))
    .slice(0, MOST_VALUES)
}
