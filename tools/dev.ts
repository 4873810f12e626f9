// `npm run dev`: the server, restarted on changes, and the designer with hot reload at the address Vite prints.
import { spawn } from 'node:child_process'
import { ROOT } from './steps.ts'

const start = (command: string, args: readonly string[]) => spawn(command, args, { cwd: ROOT, stdio: 'inherit' })
const children = [start('node', ['--no-node-snapshot', '--watch', 'runtime/main.ts']), start('vite', ['designer'])]

const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
for (const child of children) child.once('exit', stop)
