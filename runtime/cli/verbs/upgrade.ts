// template upgrade: clones brought to the newest version of their template. The result is a draft; nothing is published.
import { Option, type Command } from 'commander'
import type { FlowDetail, FlowSummary, TemplateUpgrade, UpgradedFlow } from '#shared/api/contract.ts'
import { AppError, hasErrorCode, type Issue } from '#shared/errors.ts'
import { conflictSentence, type MergeConflict, type MergeSide } from '#shared/flow/merge-choice.ts'
import { mergeFlows } from '#shared/flow/merge.ts'
import { isRecord } from '#shared/json.ts'
import { printJson } from '../output.ts'
import type { CliContext } from '../program.ts'
import type { Session } from '../session.ts'
import { flowId, readJsonFile } from './flows.ts'

/** What became of one flow, as `--json` prints it. */
interface Result {
  readonly flow: string
  readonly name: string
  /** `available`: a dry run that would succeed. `undecided`: nothing was changed, because both sides changed the same. */
  readonly status: 'up-to-date' | 'available' | 'upgraded' | 'undecided' | 'failed'
  readonly from?: string
  readonly to?: string
  readonly changes?: readonly string[]
  readonly conflicts?: readonly MergeConflict[]
  readonly questions?: TemplateUpgrade['questions']
  readonly tables?: TemplateUpgrade['tables']
  readonly issues?: readonly Issue[]
  readonly error?: string
}

interface Choices {
  readonly take?: MergeSide
  readonly dryRun?: boolean
  readonly answers: Readonly<Record<string, unknown>>
}

export function addUpgradeVerb(template: Command, context: CliContext): void {
  template
    .command('upgrade')
    .description("bring a client's flows to the newest version of their template; the result is a draft")
    .requiredOption('--client <client>', 'client id or short name')
    .option('--flow <flow>', 'only this flow, by id or name')
    .addOption(
      new Option('--take <side>', "where both sides changed the same: keep mine, or take the template's").choices(['mine', 'theirs']),
    )
    .option('--answers <file>', 'JSON file with answers to the new questions, by question id')
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--json', 'as JSON')
    .action((options: { client: string; flow?: string; take?: MergeSide; answers?: string; dryRun?: boolean; json?: boolean }) =>
      context.withSession(async (session) => {
        const answers = options.answers === undefined ? {} : await readJsonFile(options.answers)
        if (!isRecord(answers)) throw new AppError('invalid-request', { message: 'The answers are not an object with question ids.' })
        const results: Result[] = []
        for (const flow of await chosenFlows(session, options.client, options.flow)) {
          const at = `/clients/${options.client}/flows/${flow.id}`
          const result = { flow: flow.id, name: flow.name, ...(await upgradeOne(session, at, { ...options, answers })) }
          results.push(result)
          if (result.status === 'undecided' || result.status === 'failed') context.fail()
        }
        if (options.json) return printJson(context.out, results)
        for (const result of results) for (const line of report(result)) context.out.line(line)
        if (results.length === 0) context.out.line('The client has no flow from a template.')
      }),
    )
}

async function chosenFlows(session: Session, client: string, name: string | undefined): Promise<readonly FlowSummary[]> {
  const { items } = await session.get<{ items: readonly FlowSummary[] }>(`/clients/${client}/flows`)
  const clones = items.filter(({ template }) => template)
  if (name === undefined) return clones
  const id = await flowId(session, client, name)
  const chosen = clones.filter((flow) => flow.id === id)
  if (chosen.length === 0)
    throw new AppError('conflict', { message: `The flow "${name}" does not come from a template.`, fix: 'Name another flow.' })
  return chosen
}

async function upgradeOne(session: Session, at: string, { take, dryRun, answers }: Choices): Promise<Omit<Result, 'flow' | 'name'>> {
  const { upgrade } = await session.get<{ upgrade: TemplateUpgrade | null }>(`${at}/upgrade`)
  if (!upgrade) return { status: 'up-to-date' }
  const { from, to, base, theirs, questions, tables } = upgrade
  const { flow } = await session.get<FlowDetail>(at)
  const merge = mergeFlows(base, flow.draft, theirs, take && { take })
  const found = { from, to, changes: merge.changes.map(({ sentence }) => sentence), conflicts: merge.conflicts, questions, tables }
  if (merge.conflicts.some(({ decided }) => !decided)) return { status: 'undecided', ...found }
  if (dryRun) return { status: 'available', ...found }
  try {
    const body = { to, revision: flow.revision, answers, ...(take && { take }) }
    const { issues } = await session.post<UpgradedFlow>(`${at}/upgrade`, body)
    return { status: 'upgraded', ...found, issues }
  } catch (error) {
    if (!hasErrorCode(error)) throw error
    return { status: 'failed', ...found, error: error.message, ...(error.issues && { issues: error.issues }) }
  }
}

const HEADINGS: Readonly<Record<Result['status'], string>> = {
  'up-to-date': 'has the newest version of its template',
  available: 'can be upgraded',
  upgraded: 'was upgraded; look at the draft, then publish it',
  undecided: 'was not changed: decide first',
  failed: 'was not changed',
}

function report(result: Result): readonly string[] {
  const versions = result.from === undefined ? '' : ` (${result.from} -> ${result.to})`
  return [
    `${result.name}${versions} ${HEADINGS[result.status]}`,
    ...(result.error === undefined ? [] : [`  ${result.error}`]),
    ...(result.changes ?? []).map((sentence) => `  ${sentence}`),
    ...(result.tables ?? []).map(({ label, added }) => `  Lookup table "${label}" gets ${added.map(({ key }) => `"${key}"`).join(', ')}`),
    ...(result.conflicts ?? []).map(
      (conflict) =>
        `  ${conflict.decided ? `conflict (${conflict.taken} is taken)` : 'CONFLICT'}  ${conflictSentence(conflict, { mine: 'your flow', theirs: 'the template' })}`,
    ),
    ...(result.questions ?? []).map(({ id, label, required }) => `  New question ${id}${required ? '' : ' (optional)'}: ${label}`),
    ...(result.issues ?? []).map(({ severity = 'error', message }) => `  ${severity}: ${message}`),
    ...(result.status === 'undecided' ? ['  Decide in the designer, or with --take mine or --take theirs.'] : []),
  ]
}
