// The command line: `npm run -s tillflow -- <verb>`. Exit 0 on success, 1 when the answer is "no" (invalid, differs, failed), 2 on wrong usage.
import { Command, CommanderError } from 'commander'
import { toErrorData } from '#shared/errors.ts'
import type { Config } from '../config.ts'
import { addBackupVerbs } from './verbs/backups.ts'
import { addClientVerbs } from './verbs/clients.ts'
import { addSimulatorVerbs } from './verbs/simulators.ts'
import { addFlowVerbs } from './verbs/flows.ts'
import { addInstallationVerbs } from './verbs/installation.ts'
import { addMigrateStoreVerb } from './verbs/migrate-store.ts'
import type { Output } from './output.ts'
import { openSession, type OpenInProcess, type Session } from './session.ts'

/** What a verb gets. Its answer is the exit code's half: false is "no". */
export interface CliContext {
  readonly config: Config
  readonly out: Output
  readonly openInProcess: OpenInProcess
  /** Runs `work` on the installation's API. */
  withSession<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** The verb's answer was "no". */
  fail(): void
}

export async function runCli(
  args: readonly string[],
  options: { readonly config: Config; readonly out: Output; readonly openInProcess: OpenInProcess },
): Promise<0 | 1 | 2> {
  let failed = false
  const program = new Command('tillflow')
    .description('Tillflow: retail integration flows')
    .option('--partner <id>', 'the partner, when the installation has several')
    .exitOverride()
    .configureOutput({ writeOut: (text) => options.out.line(text.trimEnd()), writeErr: (text) => options.out.error(text.trimEnd()) })
    .showHelpAfterError('(add --help for the arguments)')
  const context: CliContext = {
    ...options,
    async withSession(work) {
      const session = await openSession(options.config, program.opts<{ partner?: string }>().partner, options.openInProcess)
      try {
        return await work(session)
      } finally {
        await session.close()
      }
    },
    fail: () => void (failed = true),
  }
  addFlowVerbs(program, context)
  addClientVerbs(program, context)
  addSimulatorVerbs(program, context)
  addInstallationVerbs(program, context)
  addBackupVerbs(program, context)
  addMigrateStoreVerb(program, context)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return failed ? 1 : 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const { message, fix, issues } = toErrorData(error)
    options.out.error(`${message}\n${fix}`)
    for (const issue of issues ?? []) options.out.error(`  ${issue.path}: ${issue.message}`)
    return 1
  }
}
