// Partners, their retail clients (the tenants) and who may do what.
import { Type, type Static } from 'typebox'

export const Role = Type.Union([
  Type.Literal('partner-admin'),
  Type.Literal('consultant'),
  Type.Literal('analyst'),
  Type.Literal('operator'),
  Type.Literal('client-viewer'),
])
export type Role = Static<typeof Role>
export const ROLES: readonly Role[] = ['partner-admin', 'consultant', 'analyst', 'operator', 'client-viewer']

/** What a role may do. A route asks for one of these, never for a role. */
export type Permission =
  | 'read' // see flows, runs, exceptions of the clients one may see
  | 'edit-mappings' // save drafts, lookup tables; test runs
  | 'design' // create, clone, publish flows
  | 'deploy' // deploy, roll back, start manual runs
  | 'operate' // replay, discard, cancel
  | 'connect' // create and change connections and their secrets
  | 'administer' // clients, members, API keys

export const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'partner-admin': ['read', 'edit-mappings', 'design', 'deploy', 'operate', 'connect', 'administer'],
  consultant: ['read', 'edit-mappings', 'design', 'deploy', 'operate', 'connect'],
  analyst: ['read', 'edit-mappings', 'operate'],
  operator: ['read', 'operate'],
  'client-viewer': ['read'],
}

export const Environment = Type.Union([Type.Literal('test'), Type.Literal('live')])
export type Environment = Static<typeof Environment>
export const ENVIRONMENTS: readonly Environment[] = ['test', 'live']

export interface Partner {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

/** A retail client: the tenant. `slug` is unique within its partner and stands in addresses. */
export interface Client {
  readonly id: string
  readonly partnerId: string
  readonly name: string
  readonly slug: string
  readonly createdAt: string
}

/** A user's place in a partner. `clientIds: null` means all clients of the partner. */
export interface Membership {
  readonly userId: string
  readonly partnerId: string
  readonly role: Role
  readonly clientIds: readonly string[] | null
  /** When they finished or left the tour of the app; absent for who has not. */
  readonly touredAt?: string
}
