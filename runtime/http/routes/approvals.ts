// What flows ask people.
import { Type } from 'typebox'
import { DecideApproval } from '#shared/api/contract.ts'
import { Environment } from '#shared/model/accounts.ts'
import { clientRoute, PAGE, pageOf, param, query, type Route } from '../route.ts'

const ApprovalState = Type.Union([Type.Literal('open'), Type.Literal('done'), Type.Literal('timed-out'), Type.Literal('withdrawn')])

export const approvalRoutes: readonly Route[] = [
  clientRoute({
    method: 'GET',
    path: '/approvals',
    permission: 'read',
    summary: 'Questions of flows to people, newest first',
    query: query({ ...PAGE, environment: Type.Optional(Environment), status: Type.Optional(ApprovalState) }),
    run: ({ services, client, query: { limit, cursor, ...filter } }) =>
      services.approvals.list(client.id, { ...pageOf({ limit, cursor }), ...filter }),
  }),
  clientRoute({
    method: 'GET',
    path: '/approvals/:approval',
    permission: 'read',
    summary: 'One question, and how it was answered',
    run: (call) => call.services.approvals.get(call.client.id, param(call, 'approval')),
  }),
  clientRoute({
    method: 'POST',
    path: '/approvals/:approval/decision',
    permission: 'operate',
    summary: 'Approve or decline, with a note',
    body: DecideApproval,
    run: (call) => call.services.approvals.decide(call.principal, call.client.id, param(call, 'approval'), call.body),
  }),
]
