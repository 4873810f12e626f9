// What the audit log calls what somebody did. Actions are saved as short names (`flow.deploy`); one that is not in the table is read as it stands.
import { phrase, t } from '#designer/i18n/index.ts'

export const ACTIONS: Readonly<Record<string, string>> = {
  'api-key.create': phrase('API key created:'),
  'api-key.remove': phrase('API key removed:'),
  'approval.approved': phrase('Approved:'),
  'approval.declined': phrase('Declined:'),
  'branding.image': phrase('Image of the brand put:'),
  'branding.image-remove': phrase('Image of the brand removed:'),
  'branding.reset': phrase('Brand reset:'),
  'branding.save': phrase('Brand changed:'),
  'chat-channel.create': phrase('Chat channel added:'),
  'chat-channel.remove': phrase('Chat channel removed:'),
  'chat-channel.save': phrase('Chat channel changed:'),
  'client.create': phrase('Client created:'),
  'client.delete': phrase('Client deleted:'),
  'connection.create': phrase('Connection made:'),
  'connection.flow-control': phrase('Limits of the connection changed:'),
  'connection.remove': phrase('Connection deleted:'),
  'connection.sign-in': phrase('Signed in to the other system:'),
  'connection.try-now': phrase('Connection tried again:'),
  'connection.update': phrase('Connection changed:'),
  'custom-connector.create': phrase('Connector of one’s own made:'),
  'custom-connector.remove': phrase('Connector of one’s own deleted:'),
  'custom-connector.save': phrase('Connector of one’s own changed:'),
  'exception.bulk-replay': phrase('Many exceptions replayed:'),
  'exception.bulk-replay-stop': phrase('Replay of many exceptions stopped:'),
  'exception.confirm': phrase('Said whether a record arrived:'),
  'exception.discard': phrase('Exception discarded:'),
  'exception.replay': phrase('Exception replayed:'),
  'file.send': phrase('File sent:'),
  'flow.create': phrase('Flow created:'),
  'flow.deploy': phrase('Flow deployed:'),
  'flow.publish': phrase('Flow published:'),
  'flow.remove': phrase('Flow deleted:'),
  'flow.restore': phrase('Older version made the draft:'),
  'flow.start': phrase('Flow started by hand:'),
  'flow.undeploy': phrase('Flow stopped:'),
  'hooks.show-secrets': phrase('Secrets of webhooks shown:'),
  'installation.setup': phrase('Installation set up:'),
  'lookup-table.create': phrase('Lookup table made:'),
  'lookup-table.save': phrase('Lookup table saved:'),
  'mapping-part.create': phrase('Mapping part made:'),
  'mapping-part.remove': phrase('Mapping part deleted:'),
  'mapping-part.save': phrase('Mapping part saved:'),
  'member.create': phrase('Member added:'),
  'member.remove': phrase('Member removed:'),
  'member.set-password': phrase('New password given to:'),
  'member.update': phrase('Member changed:'),
  'retention.change': phrase('How long runs are kept changed:'),
  'run.cancel': phrase('Run cancelled:'),
  'session.change-password': phrase('Own password changed:'),
  'template.clone': phrase('Flow made from a template:'),
  'template.upgrade': phrase('Flow upgraded to a newer template:'),
  'topic.save': phrase('Flow message saved:'),
  'version.comment': phrase('Version commented:'),
  'version.uncomment': phrase('Comment of a version removed:'),
  'window.close': phrase('Collection let go on:'),
}

/** `flow.deploy` as `Flow deployed:`, `pigeon.send` as `Pigeon: send`. */
export function actionWords(action: string): string {
  const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  if (known !== undefined) return t(known)
  const [subject = '', verb = ''] = action.replaceAll('-', ' ').split('.')
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}: ${verb}`
}

const DETAILS: Readonly<Record<string, string>> = {
  productName: phrase('product name “{{value}}”'),
  color: phrase('colour {{value}}'),
  support: phrase('help at {{value}}'),
  image: phrase('image {{value}}'),
  type: phrase('type {{value}}'),
  environment: phrase('environment {{value}}'),
  version: phrase('version {{value}}'),
  note: phrase('note “{{value}}”'),
  role: phrase('role {{value}}'),
  scope: phrase('for {{value}}'),
  runId: phrase('run {{value}}'),
  slug: phrase('short name {{value}}'),
  rows: phrase('rows: {{value}}'),
  bytes: phrase('bytes: {{value}}'),
  template: phrase('template {{value}}'),
  from: phrase('from {{value}}'),
  to: phrase('to {{value}}'),
  connector: phrase('connector {{value}}'),
  reason: phrase('reason “{{value}}”'),
  key: phrase('key {{value}}'),
  count: phrase('records: {{value}}'),
  total: phrase('records: {{value}}'),
  replayed: phrase('replayed: {{value}}'),
  refused: phrase('not replayed: {{value}}'),
}

/** What was so, or was not: said where it was. */
const FLAGS: Readonly<Record<string, string>> = {
  edited: phrase('with a corrected record'),
  answered: phrase('with an answer'),
  sentAgain: phrase('sent again'),
  again: phrase('once more'),
}

/** Ids, which say nothing to people: the entry names what they stand for. */
const UNSAID: ReadonlySet<string> = new Set(['name', 'comment', 'fileId', 'flowId', 'nodeId', 'revision'])

/** Of which version a replay was. */
const VERSIONS: Readonly<Record<string, string>> = { deployed: phrase('deployed version'), original: phrase('original version') }

/** One plain value that the entry notes: `version 2`; undefined where it says nothing. */
export function detailWords(name: string, value: string | number | boolean): string | undefined {
  if (UNSAID.has(name) || value === '') return undefined
  const flag = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined
  if (flag !== undefined) return value === true ? t(flag) : undefined
  const version = name === 'version' && typeof value === 'string' ? VERSIONS[value] : undefined
  if (version !== undefined) return t(version)
  const known = Object.hasOwn(DETAILS, name) ? DETAILS[name] : undefined
  return known === undefined ? `${name} ${value}` : t(known, { value: String(value) })
}
