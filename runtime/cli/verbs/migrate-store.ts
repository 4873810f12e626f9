// migrate-store: from the data directory into PostgreSQL, while Tillflow is stopped.
import type { Command } from 'commander'
import type { CliContext } from '../program.ts'

export function addMigrateStoreVerb(program: Command, { out, config }: CliContext): void {
  program
    .command('migrate-store')
    .description('move this installation from its data directory into an empty PostgreSQL database; stop Tillflow first')
    .requiredOption('--to <url>', 'the database, such as postgres://user:password@host:5432/tillflow')
    .action(async ({ to }: { to: string }) => {
      const [{ moveStore }, { createAccounts }, { loadInstallationKey }] = await Promise.all([
        import('../../store/migrate-store.ts'),
        import('../../auth/create-auth.ts'),
        import('../../connections/installation-key.ts'),
      ])
      const installationKey = loadInstallationKey({ secretKey: config.secretKey, dataDir: config.dataDir })
      let total = 0
      await moveStore({
        dataDir: config.dataDir,
        to,
        prepare: (pool) => createAccounts({ database: { type: 'postgres', pool }, installationKey, secureCookies: false }).migrate(),
        onTable(table, rows) {
          total += rows
          if (rows > 0) out.line(`${String(rows).padStart(9)}  ${table}`)
        },
      })
      out.line(`${String(total).padStart(9)}  rows were moved and counted.`)
      out.line(
        'Start with DATABASE_URL set to this database, and with the same secret key: TILLFLOW_SECRET_KEY, or the line in the file secret.key.',
      )
      out.line(`${config.dataDir} was left as it was. Do not start Tillflow on it again without DATABASE_URL: orders would go to both.`)
    })
}
