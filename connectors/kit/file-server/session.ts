// One session with the file server, whatever it speaks: opened, used and closed within one pass of flow control.
import type { CallContext, Connector } from '#connectors/kit/contract.ts'
import type { WithFolder } from '#connectors/kit/folder/remote-folder.ts'
import { authority } from '#connectors/kit/server-members.ts'
import { FileServerConfig, portOf, readConfig, SECRETS } from './config.ts'
import { openFtp } from './ftp.ts'
import { openSftp, type Session } from './sftp.ts'

function withSession<T>(context: CallContext, work: (session: Session) => Promise<T>): Promise<T> {
  return context.network.session(async () => {
    const config = readConfig(context.config)
    const endpoint = await context.network.resolve(config.host, portOf(config))
    // A simulator speaks SFTP only, whatever the real server speaks: what is done with files is the same.
    const isSftp = config.protocol === 'sftp' || endpoint.isSimulator
    const session = await (isSftp ? openSftp(context, config, endpoint) : openFtp(context, config, endpoint))
    try {
      return await work(session)
    } finally {
      session.close()
    }
  })
}

export const withFolder: WithFolder = (context, work) => withSession(context, ({ folder }) => work(folder))

/** What connections to a file server have in common, whatever is in the files. */
export const fileServerConnection = {
  config: FileServerConfig,
  secrets: SECRETS,
  baseUrl(config) {
    const settings = readConfig(config)
    return `${settings.protocol === 'sftp' ? 'sftp' : 'ftp'}://${authority(settings.host, portOf(settings))}`
  },
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
} as const satisfies Pick<Connector, 'config' | 'secrets' | 'baseUrl' | 'limits' | 'test'>
