// Signing in and out, the session, the first admin, members, API keys, the audit trail.
import { Type } from 'typebox'
import {
  ChangePassword,
  CreateAdmin,
  CreateApiKey,
  CreateMember,
  SetPassword,
  SetTour,
  UpdateMember,
  type Session,
} from '#shared/api/contract.ts'
import { Language } from '#shared/language.ts'
import { NotificationSettings } from '#shared/model/notifications.ts'
import { AppError } from '#shared/errors.ts'
import { permissionsOf } from '../../auth/principal.ts'
import { PAGE, pageOf, param, partnerRoute, publicRoute, query, type Route } from '../route.ts'

const SignIn = Type.Object(
  { email: Type.String({ maxLength: 254 }), password: Type.String({ maxLength: 128 }), rememberMe: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)

const Frame = { language: Language, timeZone: Type.String({ minLength: 1, maxLength: 64 }) }

export const accountRoutes: readonly Route[] = [
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-in/email',
    summary: 'Sign in with e-mail address and password; sets the session cookie',
    body: SignIn,
    run: async ({ services, body, address, headers, setCookies }) => {
      const { user, cookies } = await services.accounts.signIn(body, { address, headers })
      setCookies(cookies)
      return { user }
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/api/auth/sign-out',
    summary: 'End the session',
    run: async ({ services, headers, setCookies }) => {
      setCookies(await services.accounts.signOut(headers))
      return { signedOut: true }
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/api/v1/setup',
    summary: 'Whether this installation waits for its first admin',
    run: ({ services }) => services.setup.state(),
  }),
  publicRoute({
    method: 'POST',
    path: '/api/v1/setup',
    summary: 'Name the first admin; once',
    body: CreateAdmin,
    status: 201,
    run: async ({ services, body }) => ({ user: await services.setup.createAdmin(body) }),
  }),
  partnerRoute({
    method: 'GET',
    path: '/session',
    permission: 'read',
    summary: 'Who is signed in, and what they may do',
    run: async ({ services, principal }): Promise<Session> => {
      const [partner, clients, toured] = await Promise.all([
        services.tenancy.partner(principal.partnerId),
        services.tenancy.clients(principal),
        services.tenancy.isToured(principal),
      ])
      return {
        user: { id: principal.id, name: principal.name, email: principal.email },
        partner: { id: partner.id, name: partner.name },
        role: principal.role,
        permissions: permissionsOf(principal),
        clients,
        demo: services.config.demo,
        toured,
      }
    },
  }),
  partnerRoute({
    method: 'PUT',
    path: '/session/tour',
    permission: 'read',
    summary: 'Remember that the tour of the app was seen, or show it again',
    body: SetTour,
    status: 204,
    run: async ({ services, principal, body }) => services.tenancy.setToured(principal, body.toured),
  }),
  partnerRoute({
    method: 'POST',
    path: '/session/password',
    permission: 'read',
    summary: 'Change the own password; ends all other sessions',
    body: ChangePassword,
    status: 204,
    run: async ({ services, principal, body, address, headers, setCookies }) => {
      if (principal.kind !== 'user') throw new AppError('not-found', { message: 'Only people who sign in have a password.' })
      setCookies(await services.accounts.changePassword(principal, body, { address, headers }))
      await services.audit.record(principal, {
        action: 'session.change-password',
        target: principal.id,
        details: { name: principal.email },
      })
    },
  }),
  partnerRoute({
    method: 'GET',
    path: '/session/notifications',
    permission: 'read',
    summary: 'What the signed-in person is told by mail',
    run: ({ services, principal }) => services.notifications.state(principal),
  }),
  partnerRoute({
    method: 'PUT',
    path: '/session/notifications',
    permission: 'read',
    summary: 'Choose what to be told by mail',
    body: NotificationSettings,
    run: ({ services, principal, body }) => services.notifications.save(principal, body),
  }),
  partnerRoute({
    method: 'GET',
    path: '/session/notifications/preview',
    permission: 'read',
    summary: 'The daily summary as it would be sent now',
    // Ids of clients, with commas between; absent for all.
    query: query({ ...Frame, clients: Type.Optional(Type.String({ minLength: 1, maxLength: 8_000 })) }),
    run: ({ services, principal, query: { clients, ...frame } }) =>
      services.notifications.preview(principal, { ...frame, ...(clients !== undefined && { clientIds: clients.split(',') }) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/session/notifications/test',
    permission: 'read',
    summary: 'Send oneself a test mail',
    body: Type.Object(Frame, { additionalProperties: false }),
    status: 204,
    run: ({ services, principal, body }) => services.notifications.sendTest(principal, body),
  }),
  partnerRoute({
    method: 'GET',
    path: '/members',
    permission: 'administer',
    summary: 'The people of the partner',
    run: async ({ services, principal }) => ({ items: await services.members.list(principal.partnerId) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/members',
    permission: 'administer',
    summary: 'Add a person with a role',
    body: CreateMember,
    status: 201,
    run: ({ services, principal, body }) => services.members.create(principal, body),
  }),
  partnerRoute({
    method: 'PATCH',
    path: '/members/:member',
    permission: 'administer',
    summary: "Change a member's role and clients",
    body: UpdateMember,
    run: (call) => call.services.members.update(call.principal, param(call, 'member'), call.body),
  }),
  partnerRoute({
    method: 'PUT',
    path: '/members/:member/password',
    permission: 'administer',
    summary: 'Give a member a new password; ends their sessions',
    body: SetPassword,
    status: 204,
    run: (call) => call.services.members.setPassword(call.principal, param(call, 'member'), call.body.password),
  }),
  partnerRoute({
    method: 'DELETE',
    path: '/members/:member',
    permission: 'administer',
    summary: 'Remove a member with their sessions and the keys they made',
    status: 204,
    run: (call) => call.services.members.remove(call.principal, param(call, 'member')),
  }),
  partnerRoute({
    method: 'GET',
    path: '/api-keys',
    permission: 'administer',
    summary: 'API keys of the partner, without the keys themselves',
    run: async ({ services, principal }) => ({ items: await services.apiKeys.list(principal.partnerId) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/api-keys',
    permission: 'administer',
    summary: 'Make an API key; the answer is the only time it is told',
    body: CreateApiKey,
    status: 201,
    run: ({ services, principal, body }) => services.apiKeys.create(principal, body),
  }),
  partnerRoute({
    method: 'DELETE',
    path: '/api-keys/:id',
    permission: 'administer',
    summary: 'End an API key at once',
    status: 204,
    run: (call) => call.services.apiKeys.remove(call.principal, param(call, 'id')),
  }),
  partnerRoute({
    method: 'GET',
    path: '/audit',
    permission: 'administer',
    summary: 'Who changed what, newest first',
    query: query(PAGE),
    run: async ({ services, principal, query: asked }) => {
      const page = await services.audit.list(principal.partnerId, pageOf(asked))
      const targets = await services.auditNames(page.items)
      return { ...page, items: page.items.map((entry, i) => ({ ...entry, ...targets[i] })) }
    },
  }),
]
