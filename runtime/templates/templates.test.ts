// Every shipped template: its files are sound, and its samples give exactly what they promise.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { validate } from '#connectors/kit/validate.ts'
import { checkFlow } from '#shared/flow/check.ts'
import { testRun, type ActionCatalog } from '#runtime/engine/test-run.ts'
import type { TableSource } from '#runtime/engine/ports.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { AppError } from '#shared/errors.ts'
import { readAnswers, type AnsweredTable } from './answers.ts'
import { loadTemplates } from './template.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const catalog: ActionCatalog = {
  find(connector, id) {
    const action = connectors.find((c) => c.id === connector)?.actions.find((a) => a.id === id)
    return action && { safety: action.safety, example: action.example, check: (input) => validate(action.input, input) }
  },
}

const tableSource = (tables: readonly AnsweredTable[]): TableSource => ({
  async load(_client, _environment, name) {
    const table = tables.find((t) => t.name === name)
    if (!table) throw new AppError('lookup-table-missing', { message: `No answer fills the table "${name}".` })
    return { hash: `${name} ${JSON.stringify(table.rows)}`, rows: table.rows, revision: 1 }
  },
})

const versions = templates.flatMap((history) =>
  history.map((template) => [`${template.file.id} ${template.file.version}`, template] as const),
)

describe.each(versions)('template %s', (_id, template) => {
  const { tables } = readAnswers(template.file, {})
  const source = tableSource(tables)

  it('has a flow without problems', () => {
    const issues = checkFlow(template.flow, { connectors: connectors.map(describeConnector), tables: tables.map((t) => t.name) })
    expect(issues).toEqual([])
  })

  it('asks questions whose defaults are valid answers', () => {
    expect(readAnswers(template.file, {}).issues).toEqual([])
  })

  it.each(template.samples.map((sample) => [sample.name, sample] as const))(
    'gives exactly what the sample "%s" promises',
    async (_name, sample) => {
      const { view } = await testRun(
        { clientId: 'client_1', flowId: 'flow_1', environment: 'live', document: template.flow, input: sample.input },
        { sandbox, tables: source, catalog, ...noOtherFlows, now: () => new Date() },
      )
      expect(view.run.status).toBe('succeeded')
      for (const [nodeId, expected] of Object.entries(sample.expected)) {
        expect(view.steps.find((step) => step.nodeId === nodeId)?.output, nodeId).toEqual(expected)
      }
      expect(Object.keys(sample.expected).length).toBeGreaterThan(0)
    },
  )
})

/** Templates of one flow call no other. */
const noOtherFlows = {
  flows: { load: () => Promise.reject(new Error('There are no other flows.')), deployed: async () => undefined },
  topics: { schema: async () => undefined },
}

describe('the tag for orders that are in the ERP', () => {
  const template = templates.find(([newest]) => newest.file.id === 'shopify-order-to-erp')?.[0]
  const [sample] = template?.samples ?? []

  it.each([
    [{}, []],
    [{ 'shop-tag': 'in-erp' }, [{ orderId: 'gid://shopify/Order/6200000001001', tags: ['in-erp'] }]],
  ])('answered with %j sends %j', async (answers, sent) => {
    if (!template || !sample) throw new Error('The template is gone.')
    const { tables } = readAnswers(template.file, answers)
    const { calls, view } = await testRun(
      { clientId: 'client_1', flowId: 'flow_1', environment: 'live', document: template.flow, input: sample.input },
      { sandbox, tables: tableSource(tables), catalog, ...noOtherFlows, now: () => new Date() },
    )
    expect(view.run.status).toBe('succeeded')
    expect(calls.filter(({ action }) => action === 'add-order-tags').map(({ input }) => input)).toEqual(sent)
  })
})
