// Who is asking, and what they may do. A route asks for a permission, never for a role.
import { PERMISSIONS, type Permission, type Role } from '#shared/model/accounts.ts'

export interface Principal {
  /** `installation` is the owner of the machine: the CLI with the control token. */
  readonly kind: 'user' | 'api-key' | 'installation'
  readonly id: string
  readonly name: string
  readonly email: string
  /** How this principal stands in audit entries and `createdBy`: an e-mail address, `key:<name>` or `installation`. */
  readonly actor: string
  /** Of an API key: who made it. */
  readonly maker?: string
  readonly partnerId: string
  readonly role: Role
  /** `null`: all clients of the partner. */
  readonly clientIds: readonly string[] | null
}

/** Somebody who is limited to some clients administers nothing of the whole partner, whatever the role. */
export function permissionsOf(principal: Pick<Principal, 'role' | 'clientIds'>): readonly Permission[] {
  const all = PERMISSIONS[principal.role]
  return principal.clientIds === null ? all : all.filter((permission) => permission !== 'administer')
}

export function isAllowed(principal: Principal, permission: Permission): boolean {
  return permissionsOf(principal).includes(permission)
}
