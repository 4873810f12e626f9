// The shipped templates as a service: read once at start, cloned for clients.
import { AppError } from '#shared/errors.ts'
import type { CloneTemplate } from '#shared/api/contract.ts'
import type { TemplateDescriptor } from '#shared/model/descriptors.ts'
import { cloneTemplate, type CloneOptions, type Cloned } from './clone.ts'
import { loadTemplates } from './template.ts'

/** Who clones, as the audit wants to know it. */
interface Actor {
  readonly actor: string
  readonly partnerId: string
}

export interface TemplatesOptions extends CloneOptions {
  readonly dir: string
  readonly audit: {
    record(
      by: Actor,
      entry: {
        readonly action: string
        readonly target: string
        readonly clientId?: string
        readonly details?: Readonly<Record<string, unknown>>
      },
    ): Promise<void>
  }
}

export async function createTemplates(options: TemplatesOptions) {
  const templates = new Map((await loadTemplates(options.dir)).map((template) => [template.file.id, template]))

  async function clone(clientId: string, templateId: string, by: string, body: CloneTemplate): Promise<Cloned> {
    const template = templates.get(templateId)
    if (!template) throw new AppError('not-found', { message: `There is no template "${templateId}".` })
    return cloneTemplate(options, template, clientId, by, body)
  }

  return {
    list: async (): Promise<readonly TemplateDescriptor[]> => [...templates.values()].map(({ descriptor }) => descriptor),
    get: async (templateId: string): Promise<TemplateDescriptor | undefined> => templates.get(templateId)?.descriptor,
    async clone(by: Actor, clientId: string, templateId: string, body: CloneTemplate): Promise<Cloned> {
      const cloned = await clone(clientId, templateId, by.actor, body)
      const details = { template: templateId, environment: body.environment, name: body.name }
      await options.audit.record(by, { action: 'template.clone', target: cloned.flow.id, clientId, details })
      return cloned
    },
    /** For the demo, which nobody is signed in to yet. */
    cloneFor: (clientId: string, templateId: string, body: CloneTemplate): Promise<Cloned> => clone(clientId, templateId, 'Tillflow', body),
  }
}
