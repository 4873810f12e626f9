// The only door for flow documents from outside: guard, migrate, validate, check the graph. Never throws.
import type { Issue } from '../errors.ts'
import { isRecord } from '../json.ts'
import { checkFlow } from './check.ts'
import { FLOW_FORMAT_VERSION, type FlowDocument } from './document.ts'
import { guardJson } from './guard.ts'
import { migrateTo } from './migrations/index.ts'
import { shapeIssues } from './shape.ts'
import { say, spoken } from '../sentence.ts'

export type ReadFlow =
  /** The shape is right. `issues` may still hold errors of its graph and expressions: a draft may be saved with those, not published. */
  | { readonly ok: true; readonly flow: FlowDocument; readonly issues: readonly Issue[]; readonly migratedFrom?: number }
  /** Not a flow document. The code is `flow-format-unknown` when it is of a newer Tillflow or no flow at all. */
  | { readonly ok: false; readonly issues: readonly Issue[] }

// Far above any real flow; a file of this size is something else.
const MOST_CHARACTERS = 20_000_000

/** Reads a parsed JSON value. `flow` shares its parts with `value` when nothing had to be migrated. */
export function readFlow(value: unknown): ReadFlow {
  if (!isRecord(value))
    return refuse({ path: '', code: 'flow-invalid', message: 'A flow is a JSON object.', fix: 'Give the exported flow file.' })
  const unsafe = guardJson(value)
  if (unsafe.length > 0) return { ok: false, issues: unsafe }

  const version = value['formatVersion']
  const document = migrateTo(FLOW_FORMAT_VERSION, value)
  if (!document) return refuse(unknownFormat(version))

  const issues = shapeIssues(document)
  if (issues.length > 0) return { ok: false, issues }
  // shapeIssues has just proven it against the schema of FlowDocument.
  const flow = document as unknown as FlowDocument
  return { ok: true, flow, issues: checkFlow(flow), ...(version !== FLOW_FORMAT_VERSION && { migratedFrom: Number(version) }) }
}

/** Reads the text of a flow file. */
export function readFlowText(text: string): ReadFlow {
  if (text.length > MOST_CHARACTERS) {
    return refuse({
      path: '',
      code: 'flow-too-large',
      message: 'This is too large to be a flow.',
      fix: 'Split the flow, or keep data in lookup tables.',
    })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse({ path: '', code: 'invalid-json', ...spoken(say`The text is not JSON: ${reason}.`, 'Give the file as it was exported.') })
  }
  return readFlow(value)
}

const refuse = (issue: Issue): ReadFlow => ({ ok: false, issues: [{ severity: 'error', ...issue }] })

function unknownFormat(version: unknown): Issue {
  const path = '/formatVersion'
  const code = 'flow-format-unknown'
  if (typeof version !== 'number') {
    return {
      path,
      code,
      ...spoken(
        'This is not a flow: it has no formatVersion.',
        say`Give an exported flow; today's formatVersion is ${FLOW_FORMAT_VERSION}.`,
      ),
    }
  }
  return version > FLOW_FORMAT_VERSION
    ? {
        path,
        code,
        ...spoken(
          say`This flow has format ${version}; this Tillflow reads up to ${FLOW_FORMAT_VERSION}.`,
          'Update Tillflow, then open it again.',
        ),
      }
    : { path, code, ...spoken(say`There is no flow format ${version}.`, 'Export the flow again.') }
}
