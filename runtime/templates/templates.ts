// The shipped templates as a service: read once at start, cloned for clients, and their clones brought to the newest version.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CloneTemplate, TemplateUpgrade, UpgradedFlow, UpgradeFlow } from '#shared/api/contract.ts'
import type { Language } from '#shared/language.ts'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import type { Flow } from '#shared/model/flows.ts'
import type { Actor, Audit } from '../audit/audit.ts'
import type { CheckDocument } from '../flows/documents.ts'
import { cloneTemplate, type CloneOptions, type Cloned } from './clone.ts'
import { loadTemplates } from './template.ts'
import { applyUpgrade, planUpgrade, type UpgradeOptions } from './upgrade.ts'
import { inLanguage } from './words.ts'

export interface TemplatesOptions extends CloneOptions {
  readonly dir: string
  readonly audit: Pick<Audit, 'record'>
  readonly check: CheckDocument
  readonly connectors: UpgradeOptions['connectors']
}

export async function createTemplates(options: TemplatesOptions) {
  const templates = new Map((await loadTemplates(options.dir)).map((history) => [history[0].file.id, history]))
  const versionsOf = (templateId: string) => templates.get(templateId) ?? []

  async function mustGet(clientId: string, flowId: string): Promise<Flow> {
    const flow = await options.flows.get(clientId, flowId)
    if (!flow) throw new AppError('not-found')
    return flow
  }

  async function clone(clientId: string, templateId: string, by: string, body: CloneTemplate): Promise<Cloned> {
    const template = versionsOf(templateId).find(({ file }) => body.version === undefined || file.version === body.version)
    if (!template) {
      throw new AppError('not-found', {
        message:
          body.version !== undefined && templates.has(templateId)
            ? say`There is no template "${templateId}" in version ${body.version}.`
            : say`There is no template "${templateId}".`,
      })
    }
    return cloneTemplate(options, inLanguage(template, body.language), clientId, by, body)
  }

  return {
    list: async (language?: Language): Promise<readonly TemplateDescriptor[]> =>
      [...templates.values()].map(([newest]) => inLanguage(newest, language).descriptor),
    async get(templateId: string, language?: Language): Promise<TemplateDescriptor | undefined> {
      const [newest] = versionsOf(templateId)
      return newest && inLanguage(newest, language).descriptor
    },
    async clone(by: Actor, clientId: string, templateId: string, body: CloneTemplate): Promise<Cloned> {
      const cloned = await clone(clientId, templateId, by.actor, body)
      const details = { template: templateId, version: cloned.flow.template?.version, environment: body.environment, name: body.name }
      await options.audit.record(by, { action: 'template.clone', target: cloned.flow.id, clientId, details })
      return cloned
    },
    /** For the demo, which nobody is signed in to yet. */
    cloneFor: (clientId: string, templateId: string, body: CloneTemplate): Promise<Cloned> => clone(clientId, templateId, 'Tillflow', body),
    /** What an upgrade of this flow would bring; `null` when it is no clone, or is of the newest version. */
    async upgrade(clientId: string, flowId: string, reader?: Language): Promise<TemplateUpgrade | null> {
      const flow = await mustGet(clientId, flowId)
      const plan = await planUpgrade(options, versionsOf(flow.template?.id ?? ''), flow, {}, reader)
      return plan && plan.upgrade
    },
    /** Makes the merge the new draft; nothing is published. Throws `stale-revision`, or `conflict` when something is undecided. */
    async applyUpgrade(by: Actor, clientId: string, flowId: string, body: UpgradeFlow): Promise<UpgradedFlow> {
      const flow = await mustGet(clientId, flowId)
      return applyUpgrade(options, versionsOf(flow.template?.id ?? ''), flow, by, body)
    },
  }
}
