// What an imported flow makes of the mapping parts that it carries: those that the client lacks are new, equal ones are the same, and for each that the
// client has in other words somebody chose.
import { AppError } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { freshId } from '#shared/flow/fresh-id.ts'
import type { Parts } from '#shared/flow/pin-parts.ts'
import { renamePart } from '#shared/flow/rename-part.ts'
import { isSame } from '#shared/flow/same.ts'
import type { PartBody } from '#shared/mapping/parts/part-body.ts'
import type { PartChoices, PartConflict } from '#shared/model/part-choices.ts'
import { say, spoken } from '#shared/sentence.ts'

export interface ImportPlan {
  /** With the names that its parts have from now on. */
  readonly document: FlowDocument
  /** To be written as the client's own. */
  readonly added: readonly { readonly name: string; readonly label: string; readonly body: PartBody; readonly version: number }[]
}

/** Throws `part-conflict` while a choice is missing, and `invalid-request` for a new name that is taken. */
export function planImport(document: FlowDocument, there: Parts, choices: PartChoices): ImportPlan {
  refuseUndecided(document, there, choices)
  let flow = document
  for (const name of Object.keys(document.parts ?? {})) {
    const choice = conflicts(document, there, name) ? choices[name] : undefined
    if (typeof choice === 'object') flow = renamed(flow, name, freeOrRefuse(choice.as, name, { ...there, ...flow.parts }))
  }
  const added = Object.entries(flow.parts ?? {}).flatMap(([name, { label, body }]) => {
    const known = Object.hasOwn(there, name) ? there[name] : undefined
    if (!known) return [{ name, label, body, version: 1 }]
    const isNewer = choices[name] === 'new-version' && conflicts(document, there, name)
    return isNewer ? [{ name, label, body, version: known.own ? known.version + 1 : 1 }] : []
  })
  return { document: flow, added }
}

const conflicts = ({ parts = {} }: FlowDocument, there: Parts, name: string): boolean =>
  Object.hasOwn(there, name) && !isSame(there[name]?.body, parts[name]?.body)

function refuseUndecided(document: FlowDocument, there: Parts, choices: PartChoices): void {
  const open = Object.entries(document.parts ?? {}).flatMap(([name, { label, body }]): PartConflict[] => {
    const known = there[name]
    if (!known || Object.hasOwn(choices, name) || !conflicts(document, there, name)) return []
    const isTaken = (other: string) => Object.hasOwn(there, other) || Object.hasOwn(document.parts ?? {}, other)
    const { label: called, version, own = false, body: said } = known
    return [{ name, label, imported: body, there: { label: called, version, own, body: said }, freeName: freshId(name, isTaken) }]
  })
  if (open.length === 0) return
  throw new AppError('part-conflict', {
    details: { parts: open },
    issues: open.map(({ name, label }) => ({
      path: `/parts/${name}`,
      code: 'part-conflict',
      ...spoken(say`The mapping part "${label}" says something else here than in the file.`),
    })),
  })
}

function freeOrRefuse(wanted: string, name: string, taken: Parts): string {
  if (!Object.hasOwn(taken, wanted)) return wanted
  throw new AppError('invalid-request', {
    message: say`There is a mapping part "${wanted}" already.`,
    issues: [{ path: `/parts/${name}`, code: 'part-conflict', ...spoken(say`There is a mapping part "${wanted}" already.`) }],
  })
}

function renamed(flow: FlowDocument, from: string, to: string): FlowDocument {
  const parts = Object.entries(flow.parts ?? {}).map(([name, part]) => [name === from ? to : name, renamePart(part, from, to)] as const)
  return { ...flow, nodes: renamePart(flow.nodes, from, to), parts: Object.fromEntries(parts) }
}
