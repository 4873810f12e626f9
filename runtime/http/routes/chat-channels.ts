// Channels of chat programs that are told what waits.
import { SaveChatChannel } from '#shared/model/notifications.ts'
import { param, partnerRoute, type Route } from '../route.ts'

export const chatChannelRoutes: readonly Route[] = [
  partnerRoute({
    method: 'GET',
    path: '/chat-channels',
    permission: 'administer',
    summary: 'Channels of chat programs that are told what waits, without their addresses',
    run: async ({ services, principal }) => ({ items: await services.chatChannels.list(principal.partnerId) }),
  }),
  partnerRoute({
    method: 'POST',
    path: '/chat-channels',
    permission: 'administer',
    summary: 'Tell a channel of a chat program what waits',
    body: SaveChatChannel,
    status: 201,
    run: ({ services, principal, body }) => services.chatChannels.create(principal, body),
  }),
  partnerRoute({
    method: 'PUT',
    path: '/chat-channels/:channel',
    permission: 'administer',
    summary: 'Change what a channel is told; without an address the kept one stays',
    body: SaveChatChannel,
    run: (call) => call.services.chatChannels.save(call.principal, param(call, 'channel'), call.body),
  }),
  partnerRoute({
    method: 'DELETE',
    path: '/chat-channels/:channel',
    permission: 'administer',
    summary: 'Tell a channel nothing any more, and forget its address',
    status: 204,
    run: (call) => call.services.chatChannels.remove(call.principal, param(call, 'channel')),
  }),
  partnerRoute({
    method: 'POST',
    path: '/chat-channels/:channel/test',
    permission: 'administer',
    summary: 'Send a test message to a channel',
    status: 204,
    run: (call) => call.services.chatChannels.sendTest(call.principal, param(call, 'channel')),
  }),
]
