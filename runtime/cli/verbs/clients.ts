// template, connector, hook: what a partner has and what its clients run on.
import { Option, type Command } from 'commander'
import { LANGUAGES } from '#shared/language.ts'
import { ENVIRONMENTS, type Client } from '#shared/model/accounts.ts'
import type { ConnectorDescriptor, HookDescriptor, TemplateDescriptor } from '#shared/model/descriptors.ts'
import type { Connection } from '#shared/model/connections.ts'
import { AppError } from '#shared/errors.ts'
import { printJson, printTable } from '../output.ts'
import type { CliContext } from '../program.ts'
import { readJsonFile } from './flows.ts'
import { addUpgradeVerb } from './upgrade.ts'
import type { Session } from '../session.ts'

interface Items<T> {
  readonly items: readonly T[]
}

interface CloneArguments {
  readonly client: string
  readonly name: string
  readonly environment: string
  readonly connection: readonly string[]
  readonly answers?: string
  readonly templateVersion?: string
  readonly language: string
}

export function addClientVerbs(program: Command, context: CliContext): void {
  const { out } = context

  const template = program.command('template').description('prebuilt flows')
  template
    .command('list')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      context.withSession(async (session) => {
        const { items } = await session.get<Items<TemplateDescriptor>>('/templates')
        if (options.json) return printJson(out, items)
        printTable(
          out,
          ['TEMPLATE', 'VERSION', 'NAME'],
          items.map((t) => [t.id, t.version, t.name]),
          'No templates are installed.',
        )
      }),
    )
  template
    .command('clone <template>')
    .description('clone a template for a client and deploy it')
    .requiredOption('--client <client>', 'client id or short name')
    .requiredOption('--name <name>', 'name of the new flow')
    .addOption(new Option('--environment <environment>').choices(ENVIRONMENTS).default('test'))
    .option('--connection <slot=connection>', 'a connection for a slot, by id or name; repeat for each slot', collect, [])
    .option('--answers <file>', 'JSON file with answers by question id')
    .option('--template-version <version>', 'an earlier version of the template')
    .addOption(new Option('--language <language>', 'of the names and notes that the flow brings').choices(LANGUAGES).default('en'))
    .action((id: string, options: CloneArguments) =>
      context.withSession(async (session) => {
        const answers = options.answers === undefined ? {} : await readJsonFile(options.answers)
        const connections = await chosenConnections(session, options.client, options.environment, options.connection)
        printJson(
          out,
          await session.post(`/clients/${options.client}/templates/${id}/clone`, {
            name: options.name,
            environment: options.environment,
            answers,
            connections,
            language: options.language,
            ...(options.templateVersion !== undefined && { version: options.templateVersion }),
          }),
        )
      }),
    )
  addUpgradeVerb(template, context)

  const connector = program.command('connector').description('systems Tillflow can talk to')
  connector
    .command('list')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      context.withSession(async (session) => {
        const { items } = await session.get<Items<ConnectorDescriptor>>('/connectors')
        if (options.json) return printJson(out, items)
        printTable(
          out,
          ['CONNECTOR', 'NAME', 'ACTIONS', 'TRIGGERS'],
          items.map((c) => [c.id, c.name, String(c.actions.length), String(c.triggers.length)]),
          'No connectors.',
        )
      }),
    )
  connector
    .command('describe <connector>')
    .description('everything a connector offers, as JSON')
    .action((id: string) =>
      context.withSession(async (session) => printJson(out, await session.get(`/connectors/${encodeURIComponent(id)}`))),
    )

  program
    .command('hook')
    .description('webhook addresses')
    .command('list')
    .option('--json', 'as JSON')
    .option('--show-secret', 'with the secrets that sign deliveries')
    .option('--client <client>', 'only this client')
    .action((options: { json?: boolean; showSecret?: boolean; client?: string }) =>
      context.withSession(async (session) => {
        const clients =
          options.client === undefined
            ? (await session.get<Items<Client>>('/clients')).items.map((client) => client.slug)
            : [options.client]
        const hooks: HookDescriptor[] = []
        for (const client of clients) {
          hooks.push(
            ...(await session.get<Items<HookDescriptor>>(`/clients/${client}/hooks${options.showSecret ? '?show-secret=true' : ''}`)).items,
          )
        }
        if (options.json) return printJson(out, hooks)
        const secret = options.showSecret ? ['SECRET'] : []
        printTable(
          out,
          ['CLIENT', 'ENVIRONMENT', 'FLOW', 'EVENT', 'URL', ...secret],
          hooks.map((hook) => [
            hook.client,
            hook.environment,
            hook.flow,
            hook.event,
            hook.url,
            ...(options.showSecret ? [hook.secret ?? ''] : []),
          ]),
          'No flow with a webhook is deployed.',
        )
      }),
    )
}

const collect = (value: string, previous: string[]) => [...previous, value]

async function chosenConnections(
  session: Session,
  client: string,
  environment: string,
  choices: readonly string[],
): Promise<Record<string, string>> {
  const { items } = await session.get<Items<Connection>>(`/clients/${client}/connections?environment=${environment}`)
  return Object.fromEntries(
    choices.map((choice) => {
      const [slot = '', wanted = ''] = choice.split(/=(.*)/s)
      const found = items.find((connection) => connection.id === wanted || connection.name === wanted)
      if (!found)
        throw new AppError('not-found', {
          message: `The client has no ${environment} connection "${wanted}".`,
          fix: 'Give --connection slot=name with a connection of this environment.',
        })
      return [slot, found.id]
    }),
  )
}
