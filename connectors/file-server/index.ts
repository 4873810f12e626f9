// Files on somebody's server, over SFTP, FTPS or FTP.
import type { Connector } from '#connectors/kit/contract.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { folderActions } from '#connectors/kit/folder/actions.ts'
import { filesPoll } from '#connectors/kit/folder/files-poll.ts'
import type { WithFolder } from '#connectors/kit/folder/remote-folder.ts'
import { FileServerConfig, portOf, readConfig, SECRETS } from './config.ts'
import { withSession } from './session.ts'

const withFolder: WithFolder = (context, work) => withSession(context, ({ folder }) => work(folder))

export const fileServer = {
  id: 'file-server',
  name: 'File server (SFTP, FTPS)',
  category: 'generic',
  description: 'CSV, fixed width, XML and JSON files over SFTP, FTPS or FTP: read record by record, written in one piece.',
  icon: '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M3 6h7l2 3h9v11H3z"/><path d="M12 17v-5m-2.5 2.5L12 12l2.5 2.5"/></svg>',
  config: FileServerConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `${settings.protocol === 'sftp' ? 'sftp' : 'ftp'}://${authority(settings.host, portOf(settings))}`
  },
  actions: folderActions(withFolder),
  triggers: [],
  polls: [filesPoll(withFolder)],
  // Servers of partners are small: many refuse a fifth session.
  limits: { concurrency: 4 },
  async test(context) {
    const { host, folder: path } = readConfig(context.config)
    return await withSession(context, async ({ folder, description }) => {
      const found = await folder.list(path ?? '.')
      return {
        summary: `Signed in to ${host} (${description}); ${path ?? 'the first folder'} has ${found.length} ${found.length === 1 ? 'file' : 'files'}.`,
      }
    })
  },
} as const satisfies Connector
