// Flows: drafts saved from a revision, versions numbered here, deployments of which one is active, samples.
import type { Database } from 'better-sqlite3'
import { AppError } from '#shared/errors.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import type { Deployment, FlowVersion } from '#shared/model/flows.ts'
import type { FlowStore } from '../ports.ts'
import {
  toDeployment,
  toFlow,
  toSample,
  toVersion,
  type DeploymentRow,
  type FlowRow,
  type SampleRow,
  type VersionRow,
} from '../rows/flows.ts'
import { rememberUntilWritten } from './memory.ts'
import type { Writer } from './writer.ts'
import { toJson } from '../rows/json.ts'

type Values = (string | number | null)[]

export function createFlowStore(database: Database, writer: Writer): FlowStore {
  return { ...drafts(database, writer), ...versions(database, writer), ...deployments(database, writer), ...samples(database, writer) }
}

function drafts(database: Database, writer: Writer): Pick<FlowStore, 'create' | 'list' | 'get' | 'saveDraft' | 'remove'> {
  const insert = database.prepare<Values>(
    `INSERT INTO flows (client_id, id, name, draft, revision, latest_version, template_id, template_version, created_at, updated_at, updated_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const list = database.prepare<[string], FlowRow>('SELECT * FROM flows WHERE client_id = ? ORDER BY name, id')
  const get = database.prepare<[string, string], FlowRow>('SELECT * FROM flows WHERE client_id = ? AND id = ?')
  const save = database.prepare<Values, { revision: number }>(
    `UPDATE flows SET draft = ?, name = ?, updated_at = ?, updated_by = ?, revision = revision + 1,
       template_version = coalesce(?, template_version)
     WHERE client_id = ? AND id = ? AND revision = ? RETURNING revision`,
  )
  const remove = database.prepare<[string, string]>('DELETE FROM flows WHERE client_id = ? AND id = ?')

  return {
    create: (flow) =>
      writer.write(() => {
        const { clientId, id, name, draft, revision, latestVersion, template, createdAt, updatedAt, updatedBy } = flow
        const origin = [template?.id ?? null, template?.version ?? null]
        insert.run(clientId, id, name, JSON.stringify(draft), revision, latestVersion, ...origin, createdAt, updatedAt, updatedBy)
      }),
    list: async (clientId) => list.all(clientId).map(toFlow),
    get: async (clientId, flowId) => {
      const row = get.get(clientId, flowId)
      return row && toFlow(row)
    },
    // The draft's own name is the flow's: a rename in the designer shows in every list.
    saveDraft: (clientId, flowId, draft, revision, by, at, templateVersion) =>
      writer.write(() => {
        const values = [JSON.stringify(draft), draft.name, at.toISOString(), by, templateVersion ?? null]
        return save.get(...values, clientId, flowId, revision)?.revision
      }),
    remove: (clientId, flowId) => writer.write(() => remove.run(clientId, flowId).changes > 0),
  }
}

function versions(database: Database, writer: Writer): Pick<FlowStore, 'publish' | 'versions' | 'version'> {
  const number = database.prepare<[string, string], { version: number; template_version: string | null }>(
    `UPDATE flows SET latest_version = latest_version + 1 WHERE client_id = ? AND id = ?
     RETURNING latest_version AS version, template_version`,
  )
  const insert = database.prepare<Values>(
    `INSERT INTO flow_versions (client_id, flow_id, version, document, note, template_version, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const list = database.prepare<[string, string], VersionRow>(
    'SELECT * FROM flow_versions WHERE client_id = ? AND flow_id = ? ORDER BY version DESC',
  )
  const get = database.prepare<[string, string, number], VersionRow>(
    'SELECT * FROM flow_versions WHERE client_id = ? AND flow_id = ? AND version = ?',
  )

  function publishNow(clientId: string, flowId: string, document: FlowDocument, note: string, by: string, at: Date): FlowVersion {
    const numbered = number.get(clientId, flowId)
    if (!numbered) throw new AppError('not-found')
    const { version, template_version: templateVersion } = numbered
    const createdAt = at.toISOString()
    insert.run(clientId, flowId, version, JSON.stringify(document), note, templateVersion, createdAt, by)
    return { flowId, clientId, version, document, note, ...(templateVersion !== null && { templateVersion }), createdAt, createdBy: by }
  }

  return {
    publish: (clientId, flowId, document, note, by, at) => writer.write(() => publishNow(clientId, flowId, document, note, by, at)),
    versions: async (clientId, flowId) => list.all(clientId, flowId).map(toVersion),
    version: async (clientId, flowId, version) => {
      const row = get.get(clientId, flowId, version)
      return row && toVersion(row)
    },
  }
}

function deployments(database: Database, writer: Writer): Pick<FlowStore, 'deploy' | 'undeploy' | 'deployments' | 'activeDeployment'> {
  const retire = database.prepare<[string, string, string]>(
    'UPDATE deployments SET active = 0 WHERE client_id = ? AND flow_id = ? AND environment = ? AND active = 1',
  )
  const insert = database.prepare<Values>(
    `INSERT INTO deployments (client_id, id, flow_id, environment, version, slots, active, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const ofClient = database.prepare<[string], DeploymentRow>(
    'SELECT * FROM deployments WHERE client_id = ? ORDER BY created_at DESC, id DESC',
  )
  const ofFlow = database.prepare<[string, string], DeploymentRow>(
    'SELECT * FROM deployments WHERE client_id = ? AND flow_id = ? ORDER BY created_at DESC, id DESC',
  )
  const active = database.prepare<[string, string, string], DeploymentRow>(
    'SELECT * FROM deployments WHERE client_id = ? AND flow_id = ? AND environment = ? AND active = 1',
  )

  const activeDeployment = rememberUntilWritten(writer, (clientId: string, flowId: string, environment: string) => {
    const row = active.get(clientId, flowId, environment)
    return row && toDeployment(row)
  })

  function deployNow({ clientId, id, flowId, environment, version, slots, createdAt, createdBy }: Deployment): void {
    retire.run(clientId, flowId, environment)
    insert.run(clientId, id, flowId, environment, version, JSON.stringify(slots), 1, createdAt, createdBy)
  }

  return {
    deploy: (deployment) => writer.write(() => deployNow(deployment)),
    undeploy: (clientId, flowId, environment) => writer.write(() => retire.run(clientId, flowId, environment).changes > 0),
    deployments: async (clientId, flowId) =>
      (flowId === undefined ? ofClient.all(clientId) : ofFlow.all(clientId, flowId)).map(toDeployment),
    activeDeployment: async (clientId, flowId, environment) => activeDeployment(clientId, flowId, environment),
  }
}

function samples(database: Database, writer: Writer): Pick<FlowStore, 'putSample' | 'samples' | 'removeSample'> {
  const put = database.prepare<Values>(
    `INSERT INTO samples (client_id, id, flow_id, name, input, expected, origin, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (client_id, id) DO UPDATE SET name = excluded.name, input = excluded.input, expected = excluded.expected, origin = excluded.origin`,
  )
  const list = database.prepare<[string, string], SampleRow>(
    'SELECT * FROM samples WHERE client_id = ? AND flow_id = ? ORDER BY created_at, id',
  )
  const remove = database.prepare<[string, string, string]>('DELETE FROM samples WHERE client_id = ? AND flow_id = ? AND id = ?')

  return {
    putSample: ({ clientId, id, flowId, name, input, expected, origin, createdAt }) =>
      writer.write(() => void put.run(clientId, id, flowId, name, JSON.stringify(input), toJson(expected), toJson(origin), createdAt)),
    samples: async (clientId, flowId) => list.all(clientId, flowId).map(toSample),
    removeSample: (clientId, flowId, sampleId) => writer.write(() => remove.run(clientId, flowId, sampleId).changes > 0),
  }
}
