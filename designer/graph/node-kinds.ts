// How each kind of node looks and is called: icon (lucide), colour and words. Canvas, palette, inspector and run page share it.
import type { IconName } from '#designer/ui/icon.tsx'
import { KIND_NAMES } from '#shared/flow/kind-names.ts'
import type { FlowNode, NodeKind, TriggerNode } from '#shared/flow/document.ts'

export interface KindLook {
  readonly label: string
  readonly icon: IconName
  /** A Mantine colour. */
  readonly color: string
  readonly description: string
}

export const KIND_LOOKS: Readonly<Record<NodeKind, KindLook>> = {
  trigger: { label: KIND_NAMES.trigger.text, icon: 'zap', color: 'violet', description: 'Starts the flow.' },
  map: { label: KIND_NAMES.map.text, icon: 'table-properties', color: 'blue', description: 'Builds a new record, field by field.' },
  filter: { label: KIND_NAMES.filter.text, icon: 'filter', color: 'teal', description: 'Lets records through when a condition is true.' },
  switch: { label: KIND_NAMES.switch.text, icon: 'split', color: 'teal', description: 'Sends each record down the first case that fits.' },
  loop: { label: KIND_NAMES.loop.text, icon: 'repeat', color: 'teal', description: 'Handles each item of a list on its own.' },
  batch: { label: KIND_NAMES.batch.text, icon: 'layers', color: 'teal', description: 'Sends the items of a list in groups.' },
  call: { label: KIND_NAMES.call.text, icon: 'plug', color: 'indigo', description: 'Reads from or writes to a connected system.' },
  lookup: { label: KIND_NAMES.lookup.text, icon: 'table-2', color: 'cyan', description: 'Translates a value with a lookup table.' },
  respond: { label: KIND_NAMES.respond.text, icon: 'reply', color: 'grape', description: 'Answers the sender of the webhook.' },
  raise: { label: KIND_NAMES.raise.text, icon: 'octagon-alert', color: 'red', description: 'Sends the record to the exception desk.' },
  delay: {
    label: KIND_NAMES.delay.text,
    icon: 'timer',
    color: 'lime',
    description: 'Lets the record go on after a time, or at an instant.',
  },
  approval: {
    label: KIND_NAMES.approval.text,
    icon: 'user-check',
    color: 'lime',
    description: 'Asks a person, and goes on as they decide.',
  },
  callback: {
    label: KIND_NAMES.callback.text,
    icon: 'phone-incoming',
    color: 'lime',
    description: 'Makes an address that another system calls when it is done.',
  },
  aggregate: {
    label: KIND_NAMES.aggregate.text,
    icon: 'layers',
    color: 'lime',
    description: 'Collects records of many runs by a key, until they go on together.',
  },
  join: {
    label: KIND_NAMES.join.text,
    icon: 'git-merge',
    color: 'lime',
    description: 'Brings together what belongs together, such as order and payment.',
  },
  subflow: {
    label: KIND_NAMES.subflow.text,
    icon: 'workflow',
    color: 'grape',
    description: 'Calls another flow, and goes on with its answer.',
  },
  publish: {
    label: KIND_NAMES.publish.text,
    icon: 'megaphone',
    color: 'grape',
    description: 'Starts every flow that waits for this message.',
  },
  script: { label: KIND_NAMES.script.text, icon: 'code', color: 'orange', description: 'Runs JavaScript on the record.' },
}

export const TRIGGER_LOOKS: Readonly<Record<TriggerNode['config']['type'], KindLook>> = {
  webhook: { label: 'Webhook', icon: 'webhook', color: 'violet', description: 'Starts when a connected system reports an event.' },
  manual: { label: 'Manual start', icon: 'play', color: 'violet', description: 'Starts when somebody presses Run, or through the API.' },
  event: { label: 'On a flow message', icon: 'megaphone', color: 'violet', description: 'Starts when another flow sends a flow message.' },
  subflow: { label: 'Called by a flow', icon: 'workflow', color: 'violet', description: 'Starts when another flow calls this one.' },
  schedule: { label: 'Schedule', icon: 'calendar-clock', color: 'violet', description: 'Starts at set times.' },
  poll: {
    label: 'Read regularly',
    icon: 'refresh-cw',
    color: 'violet',
    description: 'Looks regularly for what is new or changed in a list.',
  },
  file: {
    label: 'File',
    icon: 'file-spreadsheet',
    color: 'violet',
    description: 'Reads the records of files that are sent or put into a folder.',
  },
}

export function lookOf(node: FlowNode): KindLook {
  return node.kind === 'trigger' ? TRIGGER_LOOKS[node.config.type] : KIND_LOOKS[node.kind]
}
