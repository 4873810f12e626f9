// Flows: drafts saved from a revision, versions numbered here, deployments of which one is active, samples.
import { AppError } from '#shared/errors.ts'
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
import { toJson } from '../rows/json.ts'
import type { Connections } from './connect.ts'

export function createFlowStore(connections: Connections): FlowStore {
  return { ...drafts(connections), ...versions(connections), ...deployments(connections), ...samples(connections) }
}

function drafts({ read, change }: Connections): Pick<FlowStore, 'create' | 'list' | 'get' | 'saveDraft' | 'remove'> {
  return {
    async create(flow) {
      const { clientId, id, name, draft, revision, latestVersion, template, createdAt, updatedAt, updatedBy } = flow
      const origin = [template?.id ?? null, template?.version ?? null]
      await change(
        clientId,
        `INSERT INTO flows (client_id, id, name, draft, revision, latest_version, template_id, template_version, created_at, updated_at, updated_by)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [clientId, id, name, JSON.stringify(draft), revision, latestVersion, ...origin, createdAt, updatedAt, updatedBy],
      )
    },
    list: async (clientId) =>
      (await read<FlowRow>(clientId, 'SELECT * FROM flows WHERE client_id = ? ORDER BY name, id', [clientId])).map(toFlow),
    get: async (clientId, flowId) => {
      const [row] = await read<FlowRow>(clientId, 'SELECT * FROM flows WHERE client_id = ? AND id = ?', [clientId, flowId])
      return row && toFlow(row)
    },
    // The draft's own name is the flow's: a rename in the designer shows in every list.
    async saveDraft(clientId, flowId, draft, revision, by, at, templateVersion) {
      const saved = await change<{ revision: number }>(
        clientId,
        `UPDATE flows SET draft = ?, name = ?, updated_at = ?, updated_by = ?, revision = revision + 1,
           template_version = coalesce(?, template_version)
         WHERE client_id = ? AND id = ? AND revision = ? RETURNING revision`,
        [JSON.stringify(draft), draft.name, at.toISOString(), by, templateVersion ?? null, clientId, flowId, revision],
      )
      return saved.rows[0]?.revision
    },
    remove: async (clientId, flowId) =>
      (await change(clientId, 'DELETE FROM flows WHERE client_id = ? AND id = ?', [clientId, flowId])).count > 0,
  }
}

function versions({ read, write }: Connections): Pick<FlowStore, 'publish' | 'versions' | 'version'> {
  return {
    publish: (clientId, flowId, document, note, by, at) =>
      write(clientId, async (transaction) => {
        // The row's lock makes several who publish at once take their turns.
        const numbered = await transaction.query<{ version: number; template_version: string | null }>(
          `UPDATE flows SET latest_version = latest_version + 1 WHERE client_id = ? AND id = ?
           RETURNING latest_version AS version, template_version`,
          [clientId, flowId],
        )
        const [flow] = numbered.rows
        if (!flow) throw new AppError('not-found')
        const { version, template_version: templateVersion } = flow
        const createdAt = at.toISOString()
        await transaction.query(
          `INSERT INTO flow_versions (client_id, flow_id, version, document, note, template_version, created_at, created_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          [clientId, flowId, version, JSON.stringify(document), note, templateVersion, createdAt, by],
        )
        return { flowId, clientId, version, document, note, ...(templateVersion !== null && { templateVersion }), createdAt, createdBy: by }
      }),
    versions: async (clientId, flowId) => {
      const sql = 'SELECT * FROM flow_versions WHERE client_id = ? AND flow_id = ? ORDER BY version DESC'
      return (await read<VersionRow>(clientId, sql, [clientId, flowId])).map(toVersion)
    },
    version: async (clientId, flowId, version) => {
      const sql = 'SELECT * FROM flow_versions WHERE client_id = ? AND flow_id = ? AND version = ?'
      const [row] = await read<VersionRow>(clientId, sql, [clientId, flowId, version])
      return row && toVersion(row)
    },
  }
}

function deployments({ read, change, write }: Connections): Pick<FlowStore, 'deploy' | 'undeploy' | 'deployments' | 'activeDeployment'> {
  const retire = 'UPDATE deployments SET active = 0 WHERE client_id = ? AND flow_id = ? AND environment = ? AND active = 1'
  return {
    deploy: ({ clientId, id, flowId, environment, version, slots, createdAt, createdBy }) =>
      write(clientId, async (transaction) => {
        // Of two who deploy at once the second waits here, and its retirement then finds the first one's row.
        await transaction.query('SELECT 1 FROM flows WHERE client_id = ? AND id = ? FOR UPDATE', [clientId, flowId])
        await transaction.query(retire, [clientId, flowId, environment])
        await transaction.query(
          `INSERT INTO deployments (client_id, id, flow_id, environment, version, slots, active, created_at, created_by)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [clientId, id, flowId, environment, version, JSON.stringify(slots), 1, createdAt, createdBy],
        )
      }),
    undeploy: async (clientId, flowId, environment) => (await change(clientId, retire, [clientId, flowId, environment])).count > 0,
    deployments: async (clientId, flowId) => {
      const sql = `SELECT * FROM deployments WHERE client_id = ? ${flowId === undefined ? '' : 'AND flow_id = ?'} ORDER BY created_at DESC, id DESC`
      return (await read<DeploymentRow>(clientId, sql, flowId === undefined ? [clientId] : [clientId, flowId])).map(toDeployment)
    },
    activeDeployment: async (clientId, flowId, environment) => {
      const sql = 'SELECT * FROM deployments WHERE client_id = ? AND flow_id = ? AND environment = ? AND active = 1'
      const [row] = await read<DeploymentRow>(clientId, sql, [clientId, flowId, environment])
      return row && toDeployment(row)
    },
  }
}

function samples({ read, change }: Connections): Pick<FlowStore, 'putSample' | 'samples' | 'removeSample'> {
  return {
    async putSample({ clientId, id, flowId, name, input, expected, origin, createdAt }) {
      await change(
        clientId,
        `INSERT INTO samples (client_id, id, flow_id, name, input, expected, origin, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (client_id, id) DO UPDATE SET name = excluded.name, input = excluded.input, expected = excluded.expected, origin = excluded.origin`,
        [clientId, id, flowId, name, JSON.stringify(input), toJson(expected), toJson(origin), createdAt],
      )
    },
    samples: async (clientId, flowId) => {
      const sql = 'SELECT * FROM samples WHERE client_id = ? AND flow_id = ? ORDER BY created_at, id'
      return (await read<SampleRow>(clientId, sql, [clientId, flowId])).map(toSample)
    },
    removeSample: async (clientId, flowId, sampleId) => {
      const sql = 'DELETE FROM samples WHERE client_id = ? AND flow_id = ? AND id = ?'
      return (await change(clientId, sql, [clientId, flowId, sampleId])).count > 0
    },
  }
}
