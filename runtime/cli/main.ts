// Entry of the command line.
import { toErrorData } from '#shared/errors.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { readConfig } from '../config.ts'
import { withoutControls } from './output.ts'
import { runCli } from './program.ts'

const out = { line: (text: string) => console.log(withoutControls(text)), error: (text: string) => console.error(withoutControls(text)) }

try {
  const config = readConfig(process.env)
  // npm runs us in the package's folder; files are named from where the person is. The data directory is the one of `npm start`.
  const { INIT_CWD: home, npm_lifecycle_event: script } = process.env
  if (home !== undefined && script === 'tillflow') process.chdir(home)
  process.exitCode = await runCli(process.argv.slice(2), {
    config,
    out,
    async openInProcess() {
      // Read only where no server runs: with one, a verb answers in half the time.
      const [{ compose }, { pino }] = await Promise.all([import('../compose.ts'), import('pino')])
      const installation = await compose({
        config: { ...config, demo: 'off' },
        log: pino({ level: 'silent' }),
        version: packageJson.version,
        // Where `npm start` with these settings will listen.
        address: () => `http://${config.host}:${config.port}`,
      })
      return { fetch: installation.fetch, token: installation.controlToken, close: () => installation.close() }
    },
  })
} catch (error) {
  const { message, fix } = toErrorData(error)
  out.error(`${message}\n${fix}`)
  process.exitCode = 1
}
