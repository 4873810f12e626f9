// Several people on one flow: presence in its editor, comments on its versions.
import { CommentVersion, SayPresence } from '#shared/api/contract.ts'
import { clientRoute, param, versionParam, type PublicCall, type Route } from '../route.ts'

const flowOf = (call: PublicCall) => param(call, 'flow')

export const teamworkRoutes: readonly Route[] = [
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/presence',
    permission: 'edit-mappings',
    summary: 'Say that a window has the flow open; answers who else has, and the revision of the draft',
    body: SayPresence,
    run: (call) => call.services.teamwork.present(call.principal, call.client.id, flowOf(call), call.body),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/flows/:flow/presence/:seat',
    permission: 'edit-mappings',
    summary: 'Say that a window is closed',
    status: 204,
    run: (call) => call.services.teamwork.leave(call.principal, call.client.id, flowOf(call), param(call, 'seat')),
  }),
  clientRoute({
    method: 'GET',
    path: '/flows/:flow/comments',
    permission: 'read',
    summary: 'Comments on the versions of a flow, oldest first',
    run: async (call) => ({ items: await call.services.teamwork.comments(call.client.id, flowOf(call)) }),
  }),
  clientRoute({
    method: 'POST',
    path: '/flows/:flow/versions/:n/comments',
    permission: 'edit-mappings',
    summary: 'Comment on a version',
    body: CommentVersion,
    status: 201,
    run: (call) =>
      call.services.teamwork.comment(call.principal, call.client.id, flowOf(call), versionParam(call.params['n']), call.body.text),
  }),
  clientRoute({
    method: 'DELETE',
    path: '/flows/:flow/comments/:comment',
    permission: 'edit-mappings',
    summary: 'Take a comment of your own away',
    status: 204,
    run: (call) => call.services.teamwork.removeComment(call.principal, call.client.id, flowOf(call), param(call, 'comment')),
  }),
]
