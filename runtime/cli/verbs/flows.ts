// flow validate|diff|test|run, export, import: flows as files and as what a client runs.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Option, type Command } from 'commander'
import type { FlowSummary } from '#shared/api/contract.ts'
import type { SampleOutcome, SamplesRun } from '#shared/api/samples.ts'
import { AppError, type Issue } from '#shared/errors.ts'
import { diffFlows } from '#shared/flow/diff.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { readFlow } from '#shared/flow/read.ts'
import { stringifyFlow } from '#shared/flow/stringify.ts'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { Flow } from '#shared/model/flows.ts'
import { printJson } from '../output.ts'
import type { CliContext } from '../program.ts'
import type { Session } from '../session.ts'

interface Items<T> {
  readonly items: readonly T[]
}

export function addFlowVerbs(program: Command, context: CliContext): void {
  const { out } = context
  const flow = program.command('flow').description('check, compare, test and run flows')

  flow
    .command('validate <files...>')
    .description('check flow files')
    .option('--json', 'print the issues as JSON')
    .action(async (files: string[], options: { json?: boolean }) => {
      const results: { file: string; valid: boolean; issues: readonly Issue[] }[] = []
      for (const file of files) {
        const read = readFlow(await readJsonFile(file))
        const valid = read.ok && !read.issues.some((issue) => issue.severity !== 'warning')
        results.push({ file, valid, issues: read.issues })
        if (!valid) context.fail()
      }
      if (options.json) return printJson(out, results)
      for (const { file, valid, issues } of results) {
        out.line(`${file}: ${valid ? 'valid' : 'not valid'}`)
        for (const issue of issues)
          out.line(`  ${issue.severity ?? 'error'} ${issue.path}: ${issue.message}${issue.fix ? ` ${issue.fix}` : ''}`)
      }
    })

  flow
    .command('diff <before> <after>')
    .description('say in sentences what changed between two flow files; exit 1 when they differ')
    .option('--json', 'print the changes as JSON')
    .action(async (before: string, after: string, options: { json?: boolean }) => {
      const changes = diffFlows(await readFlowFile(before), await readFlowFile(after))
      if (changes.length > 0) context.fail()
      if (options.json) return printJson(out, changes)
      for (const change of changes) out.line(change.sentence)
      if (changes.length === 0) out.line('No difference.')
    })

  flow
    .command('test <flow>')
    .description("run a flow's draft on its samples and compare with the expected results")
    .requiredOption('--client <client>', 'client id or short name')
    .addOption(new Option('--environment <environment>', 'whose lookup tables are read').choices(ENVIRONMENTS).default('live'))
    .option('--json', 'print the results as JSON')
    .action((name: string, options: { client: string; environment: string; json?: boolean }) =>
      context.withSession(async (session) => {
        const at = `/clients/${options.client}/flows/${await flowId(session, options.client, name)}`
        const result = await session.post<SamplesRun>(`${at}/samples/run`, { environment: options.environment })
        if (result.failed > 0) context.fail()
        if (options.json) return printJson(out, result)
        for (const { name: sample, outcome, differences, stops } of result.items) {
          out.line(`${OUTCOMES[outcome]}  ${sample}`)
          for (const { nodeId, path, before, after } of differences) {
            out.line(`  ${nodeId}${path}: expected ${shown(before)}, got ${shown(after)}`)
          }
          for (const { nodeId, error } of stops) out.line(`  stopped at ${nodeId}: ${error.message}`)
        }
        out.line(
          result.items.length === 0
            ? 'The flow has no samples.'
            : `${result.passed} passed, ${result.failed} failed of ${result.items.length}`,
        )
      }),
    )

  flow
    .command('run <flow>')
    .description('start a deployed flow by hand')
    .requiredOption('--client <client>', 'client id or short name')
    .addOption(new Option('--environment <environment>').choices(ENVIRONMENTS).default('test'))
    .option('--input <file>', 'JSON file with the record')
    .action((name: string, options: { client: string; environment: string; input?: string }) =>
      context.withSession(async (session) => {
        const input = options.input === undefined ? {} : await readJsonFile(options.input)
        const id = await flowId(session, options.client, name)
        printJson(out, await session.post(`/clients/${options.client}/flows/${id}/runs`, { environment: options.environment, input }))
      }),
    )

  program
    .command('export')
    .description("write a client's flows to files")
    .requiredOption('--client <client>', 'client id or short name')
    .option('--out <folder>', 'where to', 'flows')
    .action((options: { client: string; out: string }) =>
      context.withSession(async (session) => {
        await mkdir(options.out, { recursive: true })
        for (const { id, name } of (await session.get<Items<FlowSummary>>(`/clients/${options.client}/flows`)).items) {
          const document = await session.get<FlowDocument>(`/clients/${options.client}/flows/${id}/document`)
          const file = join(
            options.out,
            `${
              name
                .toLowerCase()
                .replace(/[^a-z0-9]+/g, '-')
                .replace(/^-|-$/g, '') || 'flow'
            }-${id.slice(-6)}.json`,
          )
          await writeFile(file, `${stringifyFlow(document)}\n`)
          out.line(file)
        }
      }),
    )

  program
    .command('import <files...>')
    .description('make flows of a client from files')
    .requiredOption('--client <client>', 'client id or short name')
    .action((files: string[], options: { client: string }) =>
      context.withSession(async (session) => {
        for (const file of files) {
          const created = await session.post<Flow>(`/clients/${options.client}/flows`, { document: await readFlowFile(file) })
          out.line(`${created.id}  ${created.name}`)
        }
      }),
    )
}

const OUTCOMES: Readonly<Record<SampleOutcome, string>> = {
  passed: 'passed    ',
  differs: 'DIFFERS   ',
  stopped: 'STOPPED   ',
  unchecked: 'unchecked ',
}

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))

/** A flow by its id or its exact name. */
export async function flowId(session: Session, client: string, name: string): Promise<string> {
  const { items } = await session.get<Items<FlowSummary>>(`/clients/${client}/flows`)
  const named = items.filter((flow) => flow.name === name)
  if (named.length > 1)
    throw new AppError('conflict', { message: `The client has ${named.length} flows named "${name}".`, fix: 'Use the id of one.' })
  const found = items.find((flow) => flow.id === name) ?? named[0]
  if (!found) throw new AppError('not-found', { message: `The client has no flow "${name}".`, fix: 'Use its id or its exact name.' })
  return found.id
}

export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw new AppError('invalid-json', {
      message: `${file} cannot be read as JSON: ${cause instanceof Error ? cause.message : 'unreadable'}.`,
      cause,
    })
  }
}

async function readFlowFile(file: string): Promise<FlowDocument> {
  const read = readFlow(await readJsonFile(file))
  if (!read.ok) throw new AppError('flow-invalid', { message: `${file} is not a valid flow.`, issues: read.issues })
  return read.flow
}
