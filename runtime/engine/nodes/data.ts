// Nodes that start with or build a record: trigger, map, lookup, script.
import { AppError } from '#shared/errors.ts'
import type { LookupNode, MapNode, MappingRow, ScriptNode, TriggerNode } from '#shared/flow/document.ts'
import { inTurn, say } from '#shared/sentence.ts'
import { missingRequired, whenMissing } from '#shared/mapping/rows.ts'
import type { NodeType } from './node-type.ts'

export const triggerType: NodeType<TriggerNode> = {
  kind: 'trigger',
  async run(step) {
    const { type } = step.node.config
    // A delivery was read at the door already.
    if (type !== 'webhook') refuseUnread(type, step.input)
    return { kind: 'pass', ports: ['out'], json: step.input, changed: false }
  },
}

/** Throws `file-record-invalid` with the reason for what could not be read of a file or list, `payload-invalid` for other text that is no JSON. */
export function refuseUnread(type: TriggerNode['config']['type'], input: string): void {
  try {
    JSON.parse(input)
  } catch (cause) {
    // What could not be read of a file or list comes as the reason, a line break and the text: see feeds/page.ts.
    if (type === 'file' || type === 'poll') throw new AppError('file-record-invalid', { message: input.split('\n', 1)[0] ?? '' })
    throw new AppError('payload-invalid', { cause })
  }
}

/** A field that must have a value stands in it: otherwise nothing has to be looked for in what may be a large record. */
const asksForSomething = ({ required, rule }: MappingRow): boolean =>
  required === true || (rule.kind === 'each' && rule.rows.some(asksForSomething))

/** Rows gave this; refuses what lacks a required field, by the fields' names. */
export function checkMapped(rows: readonly MappingRow[], json: string | undefined): string {
  if (!rows.some(asksForSomething)) return json ?? '{}'
  const output: unknown = json === undefined ? {} : JSON.parse(json)
  const issues = missingRequired(rows, output)
  if (issues.length > 0) {
    throw new AppError('required-field-missing', {
      message: inTurn(issues.slice(0, 5).map(({ said, message }) => said?.message ?? message)),
      issues,
    })
  }
  return json ?? '{}'
}

export const mapType: NodeType<MapNode> = {
  kind: 'map',
  rows: (node) => node.config.rows,
  async run(step) {
    const json = checkMapped(step.node.config.rows, await step.evaluate())
    return { kind: 'pass', ports: ['out'], json, changed: true }
  },
}

export const lookupType: NodeType<LookupNode> = {
  kind: 'lookup',
  expression({ config }) {
    return `$merge([$, { ${JSON.stringify(config.into)}: $lookup(${JSON.stringify(config.table)}, (${config.key})${whenMissing(config)}) }])`
  },
  async run(step) {
    return { kind: 'pass', ports: ['out'], json: (await step.evaluate()) ?? step.input, changed: true }
  },
}

export const scriptType: NodeType<ScriptNode> = {
  kind: 'script',
  async run(step) {
    const json = await step.script(step.node.config.source)
    if (json === undefined) {
      throw new AppError('script-failed', {
        message: say`The script "${step.node.label}" returned nothing.`,
        fix: 'End the script with `return` and the record that goes on.',
      })
    }
    // The script's own isolate wrote this text, whatever it did to JSON there; from here on it is taken for JSON.
    try {
      JSON.parse(json)
    } catch (cause) {
      throw new AppError('script-failed', { message: say`The script "${step.node.label}" returned something that is not JSON.`, cause })
    }
    return { kind: 'pass', ports: ['out'], json, changed: true }
  },
}
