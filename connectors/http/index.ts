// Any REST API: the connector for systems that have none of their own.
import type { Connector } from '#connectors/kit/contract.ts'
import { get } from './actions/get.ts'
import { getAll } from './actions/get-all.ts'
import { post, postWithKey } from './actions/post.ts'
import { request } from './actions/request.ts'
import { AUTH, send } from './auth.ts'
import { readBody } from '#connectors/kit/json-body.ts'
import { HttpConfig, readConfig, SECRETS } from './config.ts'
import { listPoll } from './polls/list.ts'
import { webhook } from './triggers/webhook.ts'

export const http = {
  id: 'http',
  name: 'HTTP',
  category: 'generic',
  description: 'Any API over HTTP (JSON, XML, forms), and webhooks from any sender.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3a14 14 0 0 1 0 18M12 3a14 14 0 0 0 0 18"/></svg>',
  config: HttpConfig,
  secrets: SECRETS,
  auth: AUTH,
  baseUrl: (config) => readConfig(config).baseUrl,
  otherAddresses: (config) => [readConfig(config).tokenUrl ?? ''],
  actions: [post, postWithKey, get, getAll, request],
  triggers: [webhook],
  // Nothing is known about the API: its connection's own limits say what it can take.
  limits: { concurrency: 256, perServer: true },
  polls: [listPoll],
  async test(context) {
    const { testPath, baseUrl } = readConfig(context.config)
    readBody(await send(context, { method: 'GET', url: testPath ?? '/' }))
    return { summary: `${new URL(baseUrl).host} answers.` }
  },
} as const satisfies Connector
