// What a template's flow is tried with, without side effects: the connectors as they are, the tables that its answers give, and no other flows.
import { fileURLToPath } from 'node:url'
import { connectors } from '#connectors/index.ts'
import { validate } from '#connectors/kit/validate.ts'
import { AppError } from '#shared/errors.ts'
import { testRun, type ActionCatalog } from '#runtime/engine/test-run.ts'
import type { TableSource } from '#runtime/engine/ports.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { readAnswers } from './answers.ts'
import { loadTemplates, type Template } from './template.ts'

export interface Trial {
  readonly sandbox: Sandbox
  readonly input: unknown
  readonly answers?: Readonly<Record<string, unknown>>
  /** What actions answer instead of their examples, by their ids. */
  readonly answering?: Readonly<Record<string, unknown>>
}

export function tryTemplate(template: Template, { sandbox, input, answers = {}, answering = {} }: Trial): ReturnType<typeof testRun> {
  const { tables: given } = readAnswers(template.file, answers)
  const catalog: ActionCatalog = {
    find(connector, id) {
      const action = connectors.find((c) => c.id === connector)?.actions.find((a) => a.id === id)
      return action && { safety: action.safety, example: answering[id] ?? action.example, check: (value) => validate(action.input, value) }
    },
  }
  const tables: TableSource = {
    async load(_client, _environment, name) {
      const table = given.find((t) => t.name === name)
      if (!table) throw new AppError('lookup-table-missing', { message: `No answer fills the table "${name}".` })
      return { hash: `${name} ${JSON.stringify(table.rows)}`, rows: table.rows, revision: 1 }
    },
  }
  return testRun(
    { clientId: 'client_1', flowId: 'flow_1', environment: 'live', document: template.flow, input },
    {
      sandbox,
      tables,
      catalog,
      // Templates of one flow call no other.
      flows: { load: () => Promise.reject(new Error('There are no other flows.')), deployed: async () => undefined },
      topics: { schema: async () => undefined },
      now: () => new Date(),
    },
  )
}

const SHIPPED = loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))

/** The first sample of a shipped template, with other members. */
export async function trySample(id: string, members: object, trial: Omit<Trial, 'input'>): ReturnType<typeof testRun> {
  const template = (await SHIPPED).find(([newest]) => newest.file.id === id)?.[0]
  if (!template) throw new Error(`There is no template ${id}.`)
  return tryTemplate(template, { ...trial, input: { ...(template.samples[0]?.input as object), ...members } })
}
