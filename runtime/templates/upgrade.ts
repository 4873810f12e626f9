// Brings a clone to the newest version of its template: a three-way merge of the template as it was cloned, the client's draft, and the
// template as it is now. Tables get rows they lack, samples follow as long as nobody touched them. The result is a draft: people publish it.
import type { TemplateUpgrade, UpgradedFlow, UpgradeFlow } from '#shared/api/contract.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { conflictSentence, type MergeChoices, type MergeConflict } from '#shared/flow/merge-choice.ts'
import { mergeFlows, type Merge } from '#shared/flow/merge.ts'
import { readFlow } from '#shared/flow/read.ts'
import { withoutParts } from '#shared/flow/pin-parts.ts'
import { isSame } from '#shared/flow/same.ts'
import { newId } from '#shared/ids.ts'
import type { Language } from '#shared/language.ts'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { TemplateQuestion } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import type { CheckDocument } from '../flows/documents.ts'
import type { ConnectorCatalog } from '../flows/ports.ts'
import type { FlowStore, LookupStore } from '../store/ports.ts'
import { readAnswers, type AnsweredTable } from './answers.ts'
import { fillTable } from './fill-table.ts'
import type { Template } from './template.ts'
import { inLanguage, languageOf } from './words.ts'

export interface UpgradeOptions {
  readonly flows: FlowStore
  readonly lookups: LookupStore
  readonly check: CheckDocument
  readonly parts: Pick<PartLibrary, 'take'>
  readonly connectors: Pick<ConnectorCatalog, 'list'>
  readonly audit: Pick<Audit, 'record'>
  readonly now: () => Date
}

/** An upgrade as people see it, with what it is made of. */
export interface UpgradePlan {
  readonly upgrade: TemplateUpgrade
  readonly merge: Merge
  readonly base: Template
  readonly newest: Template
}

/** Nothing when the flow is no clone of these versions, or of the newest. `reader`: the language of who looks at it, else that of the flow. */
export async function planUpgrade(
  options: Pick<UpgradeOptions, 'lookups' | 'connectors'>,
  versions: readonly Template[],
  flow: Flow,
  choices: MergeChoices,
  reader?: Language,
): Promise<UpgradePlan | null> {
  const [latest] = versions
  const cloned = versions.find(({ file }) => file.version === flow.template?.version)
  if (!latest || !cloned || cloned === latest) return null
  const language = languageOf(flow.draft, cloned)
  const [base, newest] = [inLanguage(cloned, language), inLanguage(latest, language)]
  // The name is the client's own from the first day.
  const { name } = flow.draft
  const documents = { base: withoutParts({ ...base.flow, name }), theirs: withoutParts({ ...newest.flow, name }) }
  const merge = mergeFlows(documents.base, flow.draft, documents.theirs, choices, { connectors: options.connectors.list() })
  const read = reader === undefined ? newest : inLanguage(latest, reader)
  const asked = new Set(base.file.questions.map(({ id }) => id))
  const upgrade: TemplateUpgrade = {
    template: { id: newest.file.id, name: read.file.name },
    from: base.file.version,
    to: newest.file.version,
    revision: flow.revision,
    ...documents,
    changes: merge.changes,
    conflicts: merge.conflicts,
    questions: newest.descriptor.questions.filter(({ id }) => !asked.has(id)).map((question) => askedIn(read, question)),
    tables: await missingRows(options.lookups, flow.clientId, newRows(base, newest)),
  }
  return { upgrade, merge, base, newest }
}

/** Asked in the words of who reads; what an answer would write stays in the language of the flow. */
function askedIn({ descriptor }: Template, written: TemplateQuestion): TemplateQuestion {
  const asked = descriptor.questions.find(({ id }) => id === written.id) ?? written
  return {
    ...asked,
    ...(written.default !== undefined && { default: written.default }),
    ...(written.table && { table: { ...(asked.table ?? written.table), rows: written.table.rows } }),
  }
}

export async function applyUpgrade(
  options: UpgradeOptions,
  versions: readonly Template[],
  flow: Flow,
  by: Actor,
  body: UpgradeFlow,
): Promise<UpgradedFlow> {
  const { flows, lookups, check, audit, now } = options
  const { clientId, id: flowId } = flow
  const plan = await planUpgrade(options, versions, flow, { byId: body.choices ?? {}, ...(body.take && { take: body.take }) })
  if (!plan)
    throw new AppError('conflict', {
      message: 'There is nothing to upgrade.',
      fix: 'The flow has the newest version of its template, or is no clone of one.',
    })
  const { upgrade, merge, base, newest } = plan
  if (upgrade.to !== body.to) {
    throw new AppError('conflict', {
      message: say`The newest version of the template is ${upgrade.to}, not ${body.to}.`,
      fix: 'Look at the upgrade again.',
    })
  }
  if (flow.revision !== body.revision) throw new AppError('stale-revision', { details: { revision: flow.revision } })
  const answered = readAnswers(
    { ...newest.file, questions: newest.file.questions.filter(({ id }) => upgrade.questions.some((q) => q.id === id)) },
    body.answers ?? {},
  )
  if (answered.issues.length > 0) {
    throw new AppError('invalid-request', { message: answered.issues[0]?.message ?? 'An answer is missing.', issues: answered.issues })
  }
  refuseUndecided(merge.conflicts)
  // A merge of valid documents is valid; what is stored comes through the only door all the same.
  const read = readFlow(merge.document)
  if (!read.ok) throw new AppError('flow-invalid', { issues: read.issues })
  const document = read.flow

  // Rows first: they harm nobody where the draft turns out to be stale, and the draft would lack them.
  for (const environment of ENVIRONMENTS) {
    for (const table of [...newRows(base, newest), ...answered.tables]) await fillTable(lookups, clientId, environment, table, now())
  }
  await options.parts.take(by.actor, clientId, newest.flow)
  const revision = await flows.saveDraft(clientId, flowId, document, body.revision, by.actor, now(), upgrade.to)
  if (revision === undefined) throw new AppError('stale-revision')
  await renewSamples(flows, flow, base, newest, now())
  const { from, to, template } = upgrade
  const details = { template: template.id, from, to, conflicts: Object.fromEntries(merge.conflicts.map(({ id, taken }) => [id, taken])) }
  await audit.record(by, { action: 'template.upgrade', target: flowId, clientId, details })
  return { revision, from, to, changes: merge.changes, conflicts: merge.conflicts, issues: await check(clientId, document) }
}

function refuseUndecided(conflicts: readonly MergeConflict[]): void {
  const issues = conflicts
    .filter(({ decided }) => !decided)
    .map((conflict): Issue => ({
      path: conflict.id,
      code: 'undecided',
      message: conflictSentence(conflict, { mine: 'your flow', theirs: 'the template' }),
      fix: "Keep yours, or take the template's.",
    }))
  if (issues.length === 0) return
  const message = issues.length === 1 ? 'One conflict is not decided yet.' : `${issues.length} conflicts are not decided yet.`
  throw new AppError('conflict', { message, fix: "Decide for each whether to keep yours or to take the template's.", issues })
}

/** Rows that the newer version brings to tables that the older one filled already. */
function newRows(base: Template, newest: Template): readonly AnsweredTable[] {
  return newest.file.questions.flatMap(({ id, table }) => {
    const before = base.file.questions.find((question) => question.id === id)?.table
    if (!table || !before) return []
    const known = new Set(before.rows.map(({ key }) => key))
    const rows = table.rows.filter(({ key }) => !known.has(key))
    return rows.length === 0 ? [] : [{ name: table.name, label: table.label, rows }]
  })
}

/** Of these rows, those that some environment of the client lacks. */
async function missingRows(lookups: LookupStore, clientId: string, tables: readonly AnsweredTable[]): Promise<TemplateUpgrade['tables']> {
  const found = await Promise.all(
    tables.map(async ({ name, label, rows }) => {
      const existing = await Promise.all(ENVIRONMENTS.map((environment) => lookups.get(clientId, environment, name)))
      const added = rows.filter(({ key }) => existing.some((table) => !table?.rows.some((row) => row.key === key)))
      return { name, label, added }
    }),
  )
  return found.filter(({ added }) => added.length > 0)
}

/** Samples that are as the template made them follow the template; others are the client's own, and so is what the client removed. */
async function renewSamples(flows: FlowStore, { clientId, id: flowId }: Flow, base: Template, newest: Template, at: Date): Promise<void> {
  const existing = await flows.samples(clientId, flowId)
  for (const [index, { id, name, input, expected }] of newest.samples.entries()) {
    const before = base.samples.find((sample) => sample.id === id)
    const own = existing.find((sample) => sample.name === (before?.name ?? name))
    const isNew = !before && !own
    const isUntouched = before && own && isSame(own.input, before.input) && isSame(own.expected, before.expected)
    if (!isNew && !isUntouched) continue
    await flows.putSample({
      id: own?.id ?? newId('sample'),
      clientId,
      flowId,
      name,
      input,
      expected,
      origin: { kind: 'template' },
      createdAt: own?.createdAt ?? new Date(at.getTime() + index).toISOString(),
    })
  }
}
