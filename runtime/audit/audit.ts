// Who changed what, for ever. Entries are appended after the change they tell of, and never edited.
import { newId } from '#shared/ids.ts'
import type { AuditEntry, AuditStore, Page, PageRequest } from '../store/ports.ts'

export type AuditAction =
  | 'installation.setup'
  | 'client.create'
  | 'client.delete'
  | 'member.create'
  | 'member.update'
  | 'member.remove'
  | 'member.set-password'
  | 'session.change-password'
  | 'branding.save'
  | 'branding.image'
  | 'branding.image-remove'
  | 'branding.reset'
  | 'api-key.create'
  | 'api-key.remove'
  | 'chat-channel.create'
  | 'chat-channel.save'
  | 'chat-channel.remove'
  | 'flow.create'
  | 'flow.remove'
  | 'flow.publish'
  | 'flow.restore'
  | 'version.comment'
  | 'version.uncomment'
  | 'flow.deploy'
  | 'flow.undeploy'
  | 'file.send'
  | 'flow.start'
  | 'run.cancel'
  | 'exception.replay'
  | 'exception.confirm'
  | 'exception.discard'
  | 'exception.bulk-replay'
  | 'exception.bulk-replay-stop'
  | 'approval.approved'
  | 'approval.declined'
  | 'retention.change'
  | 'window.close'
  | 'topic.save'
  | 'connection.create'
  | 'connection.update'
  | 'connection.remove'
  | 'connection.sign-in'
  | 'connection.flow-control'
  | 'connection.try-now'
  | 'mapping-part.create'
  | 'mapping-part.save'
  | 'mapping-part.remove'
  | 'custom-connector.create'
  | 'custom-connector.save'
  | 'custom-connector.remove'
  | 'lookup-table.create'
  | 'lookup-table.save'
  | 'hooks.show-secrets'
  | 'template.clone'
  | 'template.upgrade'

/** The part of a principal that an entry needs. */
export interface Actor {
  readonly actor: string
  readonly partnerId: string
  /** Of an API key: who made it. */
  readonly maker?: string
}

export interface Audit {
  record(
    by: Actor,
    entry: {
      readonly action: AuditAction
      readonly target: string
      readonly clientId?: string
      readonly details?: Readonly<Record<string, unknown>>
    },
  ): Promise<void>
  list(partnerId: string, page: PageRequest): Promise<Page<AuditEntry>>
}

export function createAudit(options: { readonly store: AuditStore; readonly clock?: () => Date }): Audit {
  const clock = options.clock ?? (() => new Date())
  return {
    record: async (by, entry) => {
      const at = clock()
      await options.store.append({
        id: newId('audit', at.getTime()),
        partnerId: by.partnerId,
        actor: by.actor,
        at: at.toISOString(),
        action: entry.action,
        target: entry.target,
        ...(entry.clientId && { clientId: entry.clientId }),
        ...(entry.details && { details: entry.details }),
      })
    },
    list: (partnerId, page) => options.store.list(partnerId, page),
  }
}
