// Which connection is asked when a flow is published or deployed, and what is said when none could be.
import { describe, expect, it } from 'vitest'
import { connectors } from '#connectors/index.ts'
import { describeConnector } from '#connectors/kit/descriptor.ts'
import { AppError } from '#shared/errors.ts'
import { isPublishable } from '#shared/flow/check.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Environment } from '#shared/model/accounts.ts'
import type { Connection } from '#shared/model/connections.ts'
import type { Deployment } from '#shared/model/flows.ts'
import { say } from '#shared/sentence.ts'
import { createSystemCheck } from './check-systems.ts'

const FLOW: FlowDocument = {
  formatVersion: 1,
  name: 'Products',
  slots: { api: { connector: 'graphql', label: 'Product API' } },
  nodes: {
    start: { kind: 'trigger', label: 'Start', config: { type: 'manual' } },
    ask: {
      kind: 'call',
      label: 'Ask',
      config: { slot: 'api', action: 'query', rows: [{ target: 'document', rule: { kind: 'constant', value: '{ products { id } }' } }] },
    },
  },
  edges: [{ from: 'start', port: 'out', to: 'ask' }],
  layout: { nodes: {} },
}
const connection = (id: string, environment: Environment, connector = 'graphql') =>
  ({ id, name: `Connection ${id}`, environment, connector }) as Connection
const deployment = (environment: Environment, api: string, active = true) =>
  ({ environment, slots: { api }, active }) as unknown as Deployment
const MISTAKE = new AppError('action-input-invalid', {
  issues: [{ path: '/document', code: 'graphql-schema', message: 'Cannot query field "id".' }],
})

interface World {
  readonly connections: readonly Connection[]
  readonly deployments?: readonly Deployment[]
  readonly answer?: () => never
}
function checking({ connections, deployments = [], answer }: World) {
  const asked: string[] = []
  const check = createSystemCheck({
    connectors: { list: () => connectors.map(describeConnector) },
    connections: { list: async () => [...connections] },
    flows: { deployments: async () => [...deployments] },
    systemFields: {
      read: async (_, connectionId) => {
        asked.push(connectionId)
        answer?.()
        return { readAt: '', input: { fields: {}, leftOut: 0 }, output: { fields: {}, leftOut: 0 } }
      },
    },
  })
  return {
    asked,
    check: (slots?: Readonly<Record<string, string>>) => check('client_a', FLOW, { flowId: 'flow_1', ...(slots && { slots }) }),
  }
}
const fails = (error: AppError) => (): never => {
  throw error
}

describe('before a version is published or deployed', () => {
  it('only the connection that the deployment is to have is asked', async () => {
    const { asked, check } = checking({ connections: [connection('a', 'test'), connection('b', 'test')] })
    expect(await check({ api: 'b' })).toEqual([])
    expect(asked).toEqual(['b'])
  })
  it('for a version, the connection of the flow’s own deployment, that of test before that of live', async () => {
    const connections = [connection('a', 'test'), connection('b', 'live'), connection('c', 'test')]
    const live = deployment('live', 'b')
    const { asked, check } = checking({ connections, deployments: [deployment('test', 'a', false), live] })
    expect(await check()).toEqual([])
    expect(asked).toEqual(['b'])
    const both = checking({ connections, deployments: [live, deployment('test', 'c')] })
    await both.check()
    expect(both.asked).toEqual(['c'])
  })
  it.each([
    ['is not deployed', [], undefined],
    ['has a connection that was deleted', [deployment('test', 'gone')], undefined],
    ['has a connection of another kind', [], { api: 'http' }],
  ] as const)('a flow that %s is not checked against a connection that happens to fit, which is said', async (_, deployments, slots) => {
    const connections = [connection('a', 'test'), connection('http', 'test', 'http')]
    const { asked, check } = checking({ connections, deployments, answer: fails(MISTAKE) })
    const issues = await check(slots)
    expect(asked).toEqual([])
    expect(issues).toMatchObject([
      {
        path: '/nodes/ask',
        code: 'system-unchecked',
        severity: 'warning',
        message: 'Step "Ask" was not checked: the flow has no connection for "Product API" yet.',
      },
    ])
    expect(isPublishable(issues)).toBe(true)
  })
  it('a mistake forbids it', async () => {
    const { check } = checking({ connections: [connection('a', 'test')], answer: fails(MISTAKE) })
    const issues = await check({ api: 'a' })
    expect(issues).toMatchObject([
      { path: '/nodes/ask/config/rows/0/rule/value', severity: 'error', message: 'Step "Ask": Cannot query field "id".' },
    ])
    expect(isPublishable(issues)).toBe(false)
  })
  it('a system that does not answer holds nobody up, and is named with the reason', async () => {
    const unreachable = new AppError('connection-failed', { message: say`${'https://api.example'}: nothing listens at its address.` })
    const { check } = checking({ connections: [connection('a', 'test')], answer: fails(unreachable) })
    const issues = await check({ api: 'a' })
    expect(issues).toMatchObject([
      {
        path: '/nodes/ask',
        code: 'system-unchecked',
        severity: 'warning',
        message: 'Step "Ask" could not be checked in "Connection a": https://api.example: nothing listens at its address.',
      },
    ])
    expect(isPublishable(issues)).toBe(true)
  })
})
