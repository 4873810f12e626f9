// Steps by which flows work together: subflow and publish. Both are journaled in the commit that makes them happen.
import { AppError } from '#shared/errors.ts'
import type { PublishNode, SubflowNode } from '#shared/flow/document.ts'
import { durationMs, durationWords } from '#shared/flow/nodes/waiting.ts'
import type { CallResult } from '../flow-ports.ts'
import type { NodeType } from './node-type.ts'
import { withMember } from './with-member.ts'

export const publishType: NodeType<PublishNode> = {
  kind: 'publish',
  expression: ({ config }) => config.event,
  async run(step) {
    const { topic, event } = step.node.config
    const body = event === undefined ? step.input : ((await step.evaluate()) ?? 'null')
    const pass = { kind: 'pass', ports: ['out'], json: step.input, changed: false } as const
    const begun = await step.publish(topic, body)
    if (step.isTest) return { ...pass, note: 'A test run tells no other flow.' }
    const flows = begun.length === 1 ? 'one flow' : `${begun.length} flows`
    return {
      ...pass,
      note: begun.length === 0 ? `Nobody listens to "${topic}".` : `Told ${flows} that listen to "${topic}".`,
      runIds: begun,
    }
  },
}

export const subflowType: NodeType<SubflowNode> = {
  kind: 'subflow',
  expression: ({ config }) => config.input,
  async run(step) {
    const { flow, input: expression, into, timeout } = step.node.config
    const reason = 'It waits for the flow it called.'
    const { wait } = step
    if (!wait) {
      const input = expression === undefined ? step.input : ((await step.evaluate()) ?? 'null')
      const until = new Date(step.now().getTime() + durationMs(timeout))
      if (step.isTest) {
        await step.callFlow(flow, input, until)
        return {
          kind: 'pass',
          ports: ['out'],
          json: into === undefined ? input : withMember(step.input, into, input),
          changed: true,
          note: 'A test run calls no other flow: what it would be given stands for its answer.',
        }
      }
      const called = await step.callFlow(flow, input, until)
      return { kind: 'waits', until: new Date(called.until), reason, begun: called }
    }
    if (wait.status === 'open') return { kind: 'waits', until: new Date(wait.until), reason }
    if (wait.status !== 'done') {
      const message = `The flow that "${step.node.label}" called was not through within ${durationWords(timeout)}.`
      throw new AppError('subflow-late', { message, details: { runId: wait.childRunId } })
    }
    const result = wait.result as CallResult
    if (!result.ok) {
      const message = `The flow that "${step.node.label}" called did not get through. ${result.reason}`
      throw new AppError('subflow-failed', { message, details: { runId: wait.childRunId } })
    }
    const output = JSON.stringify(result.output)
    const json = into === undefined ? output : withMember(step.input, into, output)
    return { kind: 'pass', ports: ['out'], json, changed: true, ...(wait.childRunId !== undefined && { runIds: [wait.childRunId] }) }
  },
}
