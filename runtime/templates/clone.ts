// Clones a template for a client: its own tables, flow, samples, first version and deployment. Everything that must not be shared is made anew;
// lookup rows the client has already are kept, because other flows read them.
import { AppError, hasErrorCode } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import { newId } from '#shared/ids.ts'
import type { CloneTemplate } from '#shared/api/contract.ts'
import type { HookDescriptor } from '#shared/model/descriptors.ts'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import type { Deployment, Flow } from '#shared/model/flows.ts'
import type { ConnectionStore, FlowStore, LookupStore } from '../store/ports.ts'
import type { PartLibrary } from '../mapping-parts/library.ts'
import { readAnswers } from './answers.ts'
import { fillTable } from './fill-table.ts'
import type { Template } from './template.ts'

export interface CloneOptions {
  readonly flows: FlowStore
  readonly lookups: LookupStore
  readonly connections: ConnectionStore
  readonly deploy: (deployment: Deployment) => Promise<readonly HookDescriptor[]>
  readonly parts: Pick<PartLibrary, 'take' | 'pinned'>
  readonly now: () => Date
}

export interface Cloned {
  readonly flow: Flow
  readonly version: number
  readonly hooks: readonly HookDescriptor[]
}

export async function cloneTemplate(
  options: CloneOptions,
  template: Template,
  clientId: string,
  by: string,
  body: CloneTemplate,
): Promise<Cloned> {
  const { flows, now } = options
  const { tables, issues } = readAnswers(template.file, body.answers)
  if (issues.length > 0) throw new AppError('invalid-request', { message: issues[0]?.message ?? 'An answer is missing.', issues })
  await checkConnections(options.connections, template, clientId, body)
  if ((await flows.list(clientId)).some((flow) => flow.name === body.name)) {
    throw new AppError('conflict', { message: say`This client has a flow named "${body.name}" already.`, fix: 'Choose another name.' })
  }

  // In both environments: a flow is deployed to the other one sooner or later, and a table without its rows would stop every record there.
  for (const environment of ENVIRONMENTS) {
    for (const table of tables) await fillTable(options.lookups, clientId, environment, table, now())
  }
  const at = now().toISOString()
  const flow: Flow = {
    id: newId('flow'),
    clientId,
    name: body.name,
    draft: await options.parts.take(by, clientId, { ...template.flow, name: body.name }),
    revision: 1,
    latestVersion: 0,
    template: { id: template.file.id, version: template.file.version },
    createdAt: at,
    updatedAt: at,
    updatedBy: by,
  }
  await flows.create(flow)
  for (const [index, sample] of template.samples.entries()) {
    await flows.putSample({
      id: newId('sample'),
      clientId,
      flowId: flow.id,
      name: sample.name,
      input: sample.input,
      expected: sample.expected,
      origin: { kind: 'template' },
      // Listed by age: the template's order is the one a person meets them in.
      createdAt: new Date(now().getTime() + index).toISOString(),
    })
  }
  const { version } = await flows.publish(
    clientId,
    flow.id,
    await options.parts.pinned(clientId, flow.draft),
    clonedFrom(template),
    by,
    now(),
  )
  const deployment: Deployment = {
    id: newId('dep'),
    clientId,
    flowId: flow.id,
    environment: body.environment,
    version,
    slots: body.connections,
    active: true,
    createdAt: at,
    createdBy: by,
  }
  await flows.deploy(deployment)
  const hooks = await registerHooks(options, deployment)
  return { flow: (await flows.get(clientId, flow.id)) ?? flow, version, hooks }
}

/** Saved with the version, in the language of the rest of the flow. */
function clonedFrom({ file: { name, version }, descriptor: { language } }: Template): string {
  return language === 'de' ? `Geklont aus der Vorlage ${name} ${version}` : `Cloned from the template ${name} ${version}`
}

/** The clone is complete by now; a shop that cannot be reached must not make it look as if nothing had happened. */
async function registerHooks(options: CloneOptions, deployment: Deployment): Promise<readonly HookDescriptor[]> {
  try {
    return await options.deploy(deployment)
  } catch (error) {
    if (!hasErrorCode(error)) throw error
    throw new AppError(error.code, {
      ...error,
      message: say`The flow was cloned and deployed, but its webhook could not be registered: ${error.message}`,
      fix: say`${error.fix} Then deploy the flow once more.`,
      cause: error,
    })
  }
}

async function checkConnections(connections: ConnectionStore, template: Template, clientId: string, body: CloneTemplate): Promise<void> {
  for (const slot of Object.keys(body.connections)) {
    if (!template.flow.slots[slot]) throw new AppError('invalid-request', { message: say`The template has no slot "${slot}".` })
  }
  for (const [slot, { connector, label }] of Object.entries(template.flow.slots)) {
    const id = body.connections[slot]
    const connection = id === undefined ? undefined : await connections.get(clientId, id)
    if (!connection) throw new AppError('slot-unbound', { message: say`"${label}" needs a connection of this client.` })
    if (connection.connector !== connector || connection.environment !== body.environment) {
      throw new AppError('slot-unbound', {
        message: say`"${connection.name}" is not a ${connector} connection of the ${body.environment} environment.`,
      })
    }
  }
}
