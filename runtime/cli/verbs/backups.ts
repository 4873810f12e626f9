// backup, restore.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '#shared/errors.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import type { CliContext } from '../program.ts'

export function addBackupVerbs(program: Command, { out, config }: CliContext): void {
  const { dataDir, secretKey } = config
  const refuseServer = () => {
    if (config.databaseUrl === undefined) return
    throw new AppError('config-invalid', {
      message: 'This installation keeps its data on a PostgreSQL server, which has its own backups.',
      fix: 'Use pg_dump and pg_restore, or the point-in-time recovery of the server; docs/operating.md says what to do after a restore.',
    })
  }

  program
    .command('backup')
    .description('copy the installation into a new folder while it is in use; the secret key only when asked')
    .requiredOption('--to <folder>', 'a folder that is not there yet')
    .option('--with-key', 'include the secret key: whoever has the folder then can read every stored credential')
    .action(async (options: { to: string; withKey?: boolean }) => {
      refuseServer()
      const { takeBackup } = await import('../../keeping/backup.ts')
      const withKey = options.withKey === true
      await takeBackup({ dataDir, to: resolve(options.to), secretKey, withKey, version: packageJson.version, now: new Date() })
      out.line(
        withKey
          ? `${options.to} holds everything, with the secret key: guard it like the key itself.`
          : `${options.to} holds everything but the secret key. Keep TILLFLOW_SECRET_KEY, or the file secret.key, in another place.`,
      )
    })

  program
    .command('restore')
    .description('bring a backup back into an empty data directory')
    .requiredOption('--from <folder>', 'what the backup verb made')
    .option('--key <file>', 'the file with the secret key, where TILLFLOW_SECRET_KEY is not set')
    .action(async (options: { from: string; key?: string }) => {
      refuseServer()
      const { restoreBackup } = await import('../../keeping/backup.ts')
      const { takenAt } = await restoreBackup({
        from: resolve(options.from),
        dataDir,
        secretKey,
        ...(options.key !== undefined && { keyFile: resolve(options.key) }),
        now: new Date(),
      })
      out.line(`${dataDir} is as it was at ${takenAt}. Start Tillflow as usual.`)
      out.line(
        'What was under way then is not sent again blindly: calls that cannot be repeated safely wait on the exception desk. ' +
          'Events that came after the backup are missing until their senders deliver them again.',
      )
    })
}
