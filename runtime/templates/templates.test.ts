// Every shipped template: its files are sound, and its samples give exactly what they promise.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { validate } from '#connectors/kit/validate.ts'
import { checkFlow } from '#shared/flow/check.ts'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { readAnswers } from './answers.ts'
import { valuesIn } from './listed-values.ts'
import { loadTemplates } from './template.ts'
import { tryTemplate } from './templates.testing.ts'

const templates = await loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)))

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

const versions = templates.flatMap((history) =>
  history.map((template) => [`${template.file.id} ${template.file.version}`, template] as const),
)

describe.each(versions)('template %s', (_id, template) => {
  const { tables } = readAnswers(template.file, {})

  it('has a flow without problems', () => {
    const issues = checkFlow(template.flow, { connectors: connectors.map(describeConnector), tables: tables.map((t) => t.name) })
    expect(issues).toEqual([])
  })

  it('lists values by actions that only read, need nothing, and answer with such a list', () => {
    for (const { table } of template.file.questions) {
      if (!table?.valuesFrom) continue
      const from = table.valuesFrom
      const connector = connectors.find(({ id }) => id === template.flow.slots[from.slot]?.connector)
      const action = connector?.actions.find(({ id }) => id === from.action)
      expect(action, `${from.slot}: ${from.action}`).toMatchObject({ effect: 'read' })
      if (!action) continue
      expect(validate(action.input, {})).toEqual([])
      const values = valuesIn(action.example, from)
      expect(values.length).toBeGreaterThan(0)
      expect(values.every(({ value, label }) => value !== '' && label !== value)).toBe(true)
    }
  })

  it('asks questions whose defaults are valid answers', () => {
    expect(readAnswers(template.file, {}).issues).toEqual([])
  })

  it.each(template.samples.map((sample) => [sample.name, sample] as const))(
    'gives exactly what the sample "%s" promises',
    async (_name, sample) => {
      const { view } = await tryTemplate(template, { sandbox, input: sample.input })
      expect(view.run.status).toBe('succeeded')
      for (const [nodeId, expected] of Object.entries(sample.expected)) {
        expect(view.steps.find((step) => step.nodeId === nodeId)?.output, nodeId).toEqual(expected)
      }
      expect(Object.keys(sample.expected).length).toBeGreaterThan(0)
    },
  )
})

describe('the tag for orders that are in the ERP', () => {
  const template = templates.find(([newest]) => newest.file.id === 'shopify-order-to-erp')?.[0]
  const [sample] = template?.samples ?? []

  it.each([
    [{}, []],
    [{ 'shop-tag': 'in-erp' }, [{ orderId: 'gid://shopify/Order/6200000001001', tags: ['in-erp'] }]],
  ])('answered with %j sends %j', async (answers, sent) => {
    if (!template || !sample) throw new Error('The template is gone.')
    const { calls, view } = await tryTemplate(template, { sandbox, input: sample.input, answers })
    expect(view.run.status).toBe('succeeded')
    expect(calls.filter(({ action }) => action === 'add-order-tags').map(({ input }) => input)).toEqual(sent)
  })
})
