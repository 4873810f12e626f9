// What a flow names of connectors: slots, actions, events, and the fields an action requires.
import type { Issue } from '../errors.ts'
import { say, type Words } from '../sentence.ts'
import type { ActionDescriptor, ConnectorDescriptor } from '../model/descriptors.ts'
import { checkAgainstSchema } from '../mapping/check-schema.ts'
import { actionWith } from '../schemas/with-discovered.ts'
import { checkDrift } from './check-drift.ts'
import type { FlowDocument, FlowNode, MapNode, MappingRow } from './document.ts'
import type { PollConfig } from './nodes/feeds.ts'
import { rowsOf } from './expressions.ts'
import { discoveredOf } from './nodes/discovered.ts'
import { pointer } from './pointer.ts'
import { slotOf } from './slots.ts'
import { error, nearest, stepName, warning, within } from './say.ts'

export function checkConnectors(flow: FlowDocument, connectors: readonly ConnectorDescriptor[] | undefined): Issue[] {
  const issues: Issue[] = []
  const used = new Set<string>()
  for (const [id, node] of Object.entries(flow.nodes)) {
    const place = slotOf(node)
    if (!place) continue
    const path = pointer('nodes', id, 'config', ...place.member)
    const name = stepName(node, id)
    const slot = Object.hasOwn(flow.slots, place.slot) ? flow.slots[place.slot] : undefined
    used.add(place.slot)
    if (!slot) {
      const known = Object.keys(flow.slots)
      const fix = known.length > 0 ? say`Choose one of the flow's slots: ${known.join(', ')}.` : 'Add a connection slot to the flow.'
      issues.push(error(`${path}/slot`, 'slot-unknown', say`${name}: the flow has no connection slot "${place.slot}".`, fix))
      continue
    }
    const connector = connectors?.find(({ id: known }) => known === slot.connector)
    if (connector) issues.push(...checkNode(node, connector, path, name))
  }
  for (const [id, slot] of Object.entries(flow.slots)) {
    const path = pointer('slots', id)
    if (!used.has(id))
      issues.push(warning(path, 'slot-unused', say`No step uses the connection slot "${slot.label}".`, 'Remove the slot, or use it.'))
    if (connectors && !connectors.some(({ id: known }) => known === slot.connector)) {
      const meant = nearest(
        slot.connector,
        connectors.map(({ id: known }) => known),
      )
      issues.push(
        error(
          `${path}/connector`,
          'connector-unknown',
          say`There is no connector "${slot.connector}".`,
          meant ? say`Did you mean "${meant}"?` : 'Choose another connector.',
        ),
      )
    }
  }
  return issues
}

function checkNode(node: FlowNode, connector: ConnectorDescriptor, path: string, name: Words): Issue[] {
  if (node.kind === 'trigger' && node.config.type === 'webhook') {
    const { event } = node.config
    if (connector.triggers.some(({ id }) => id === event)) return []
    return [
      error(
        `${path}/event`,
        'event-unknown',
        say`${name}: ${connector.name} has no event "${event}".`,
        chooseFrom(event, connector.triggers),
      ),
    ]
  }
  if (node.kind === 'trigger' && node.config.type === 'poll') return checkPoll(node.config, connector, path, name)
  const wanted = node.kind === 'call' ? node.config.action : node.kind === 'map' ? node.config.target?.action : undefined
  if (wanted === undefined) return []
  const action = connector.actions.find(({ id }) => id === wanted)
  if (!action)
    return [
      error(
        `${path}/action`,
        'action-unknown',
        say`${name}: ${connector.name} has no action "${wanted}".`,
        chooseFrom(wanted, connector.actions),
      ),
    ]
  return checkFields(node, actionWith(action, discoveredOf(node)), path, name)
}

function checkPoll({ event, options = {} }: PollConfig, connector: ConnectorDescriptor, path: string, name: Words): Issue[] {
  const poll = connector.polls.find(({ id }) => id === event)
  if (!poll) {
    const fix = chooseFrom(event, connector.polls)
    return [error(`${path}/event`, 'event-unknown', say`${name}: ${connector.name} has no list "${event}" to look at.`, fix)]
  }
  const { required = [], properties = {} } = (poll.options ?? {}) as {
    required?: string[]
    properties?: Record<string, { title?: string }>
  }
  const missing = required.filter((member) => options[member] === undefined || options[member] === '')
  const unknown = Object.keys(options).filter((member) => !Object.hasOwn(properties, member))
  const titleOf = (member: string) => properties[member]?.title ?? member
  return [
    ...missing.map((member) =>
      error(`${path}/options/${member}`, 'option-missing', say`${name}: "${titleOf(member)}" is empty.`, 'Fill it in.'),
    ),
    ...unknown.map((member) =>
      error(`${path}/options/${member}`, 'option-unknown', say`${name}: "${poll.label}" has no setting "${member}".`, 'Remove it.'),
    ),
  ]
}

function checkFields(node: FlowNode, action: ActionDescriptor, path: string, name: Words): Issue[] {
  // A call without rows sends the record as it comes.
  if (node.kind === 'call' && !node.config.rows) return []
  const config = node.kind === 'map' ? path.replace(/\/target$/, '') : path
  const rows = rowsOf(node)
  const residuals = node.kind === 'map' ? residualsOf(node) : []
  const all = [...rows, ...residuals.map(({ row }) => row)]
  const drift = checkDrift(reviewedOf(node), all, action, config, name)
  const found = checkAgainstSchema(all, action.input, action.label).map((issue): Issue => {
    const residual = residuals[Number(/^\/(\d+)\/target$/.exec(issue.path)?.[1]) - rows.length]
    if (!residual) return within(issue, `${config}/rows${issue.path}`, name)
    const fix = 'Name a field of the target for what is left over, or leave it out.'
    const { said, ...named } = within(issue, `${config}/balance/${residual.index}/residual`, name)
    return { ...named, severity: 'error', fix, ...(said?.message && { said: { message: said.message } }) }
  })
  // What is an error because it is new is not said a second time.
  const said = new Set(drift.map(({ fix }) => fix))
  return [...drift, ...found.filter(({ code, fix }) => code !== 'required-unmapped' || !said.has(fix))]
}

const reviewedOf = (node: FlowNode) => (node.kind === 'map' || node.kind === 'call' ? node.config.reviewed : undefined)

/** What a balance leaves over is written into the record as a row's value is. */
const residualsOf = ({ config }: MapNode): readonly { readonly index: number; readonly row: MappingRow }[] =>
  (config.balance ?? []).flatMap(({ residual }, index) =>
    residual === undefined ? [] : [{ index, row: { target: residual, rule: { kind: 'constant', value: '0' } } }],
  )

function chooseFrom(word: string, known: readonly { readonly id: string }[]): Words {
  const ids = known.map(({ id }) => id)
  const meant = nearest(word, ids)
  if (meant) return say`Did you mean "${meant}"?`
  return ids.length > 0 ? say`Choose one of: ${ids.join(', ')}.` : 'Choose another connector.'
}
