// One session with the file server, whatever it speaks: opened, used and closed within one pass of flow control.
import type { CallContext } from '#connectors/kit/contract.ts'
import { portOf, readConfig } from './config.ts'
import { openFtp } from './ftp.ts'
import { openSftp, type Session } from './sftp.ts'

export function withSession<T>(context: CallContext, work: (session: Session) => Promise<T>): Promise<T> {
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
