// Rows of memberships, API keys and the audit trail, and the models made of them.
import type { Membership, Role } from '#shared/model/accounts.ts'
import type { ApiKeyRow, AuditEntry } from '../ports.ts'
import { fromJson } from './json.ts'

export interface MembershipRow {
  readonly user_id: string
  readonly partner_id: string
  readonly role: Role
  readonly client_ids: string | null
  readonly toured_at: string | null
}

export const toMembership = (row: MembershipRow): Membership => ({
  userId: row.user_id,
  partnerId: row.partner_id,
  role: row.role,
  clientIds: toClientIds(row.client_ids),
  ...(row.toured_at !== null && { touredAt: row.toured_at }),
})

/** `null` stands for all clients of the partner, also of those to come. */
export const toClientIds = (text: string | null): readonly string[] | null => (text === null ? null : fromJson<string[]>(text))
export const fromClientIds = (ids: readonly string[] | null): string | null => (ids === null ? null : JSON.stringify(ids))

export interface KeyRow {
  readonly id: string
  readonly partner_id: string
  readonly role: Role
  readonly client_ids: string | null
  readonly name: string
  readonly hash: string
  readonly created_at: string
  readonly created_by: string | null
  readonly expires_at: string | null
}

export const toKey = (row: KeyRow): ApiKeyRow => ({
  id: row.id,
  partnerId: row.partner_id,
  role: row.role,
  clientIds: toClientIds(row.client_ids),
  name: row.name,
  hash: row.hash,
  createdAt: row.created_at,
  ...(row.created_by !== null && { createdBy: row.created_by }),
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
})

export interface AuditRow {
  readonly id: string
  readonly partner_id: string
  readonly client_id: string | null
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly at: string
  readonly details: string | null
}

export const toEntry = (row: AuditRow): AuditEntry => ({
  id: row.id,
  partnerId: row.partner_id,
  ...(row.client_id !== null && { clientId: row.client_id }),
  actor: row.actor,
  action: row.action,
  target: row.target,
  at: row.at,
  ...(row.details !== null && { details: fromJson<Record<string, unknown>>(row.details) }),
})
