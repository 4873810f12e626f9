// Entry of the command line.
import { pino } from 'pino'
import { toErrorData } from '#shared/errors.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { compose } from '../compose.ts'
import { readConfig } from '../config.ts'
import { runCli } from './program.ts'

const out = { line: (text: string) => console.log(text), error: (text: string) => console.error(text) }

try {
  process.exitCode = await runCli(process.argv.slice(2), {
    config: readConfig(process.env),
    out,
    async openInProcess(config) {
      const installation = await compose({
        config: { ...config, demo: 'off' },
        log: pino({ level: 'silent' }),
        version: packageJson.version,
        address: () => 'http://127.0.0.1',
      })
      return { fetch: installation.fetch, token: installation.controlToken, close: () => installation.close() }
    },
  })
} catch (error) {
  const { message, fix } = toErrorData(error)
  out.error(`${message}\n${fix}`)
  process.exitCode = 1
}
