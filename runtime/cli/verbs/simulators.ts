// simulator: the built-in stand-ins for vendors, and a retailer's day on them.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command } from 'commander'
import { AppError } from '#shared/errors.ts'
import type { SimulatorContents, SimulatorDescriptor } from '#shared/model/descriptors.ts'
import { printJson, printTable } from '../output.ts'
import type { CliContext } from '../program.ts'

const LOOK_EVERY_MS = 500

interface DayArguments {
  readonly orders: string
  readonly minutes: string
  readonly seed: string
  readonly json?: boolean
}

export function addSimulatorVerbs(program: Command, context: CliContext): void {
  const { out } = context
  const simulator = program.command('simulator').description('built-in stand-ins for vendors (demo)')
  simulator
    .command('list')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      context.withSession(async (session) => {
        const { items } = await session.get<{ items: SimulatorDescriptor[] }>('/simulators')
        if (options.json) return printJson(out, items)
        printTable(
          out,
          ['NAME', 'CONNECTOR', 'CLIENT', 'URL'],
          items.map((s) => [s.name, s.connector, s.client, s.url]),
          'No simulators run.',
        )
      }),
    )
  simulator
    .command('day <name>')
    .description("play a retailer's day on a simulated shop: orders, sales, returns and cancellations, the same for the same seed")
    .option('--orders <n>', 'web orders; there are as many sales in the shops', '50')
    .option('--minutes <n>', 'how long it takes; 0: as fast as it goes', '2')
    .option('--seed <n>', 'decides everything that happens', '1')
    .option('--json', 'as JSON')
    .action((name: string, options: DayArguments) =>
      context.withSession(async (session) => {
        const { items } = await session.get<{ items: SimulatorDescriptor[] }>('/simulators')
        const client = items.find((one) => one.name === name)?.client
        if (client === undefined)
          throw new AppError('not-found', { message: `There is no simulator "${name}".`, fix: 'Look at `simulator list`.' })
        const path = `/clients/${client}/simulators/${name}`
        await session.post(`${path}/day`, { seed: Number(options.seed), orders: Number(options.orders), minutes: Number(options.minutes) })
        const look = async () => (await session.get<SimulatorContents>(path)).day
        let day = await look()
        while (day?.state === 'playing') {
          await sleep(LOOK_EVERY_MS)
          day = await look()
        }
        if (day?.state !== 'finished')
          throw new AppError('conflict', { message: `The day did not end: ${day?.message ?? day?.state ?? 'unknown'}.` })
        if (options.json) printJson(out, day)
        else out.line(`${day.played} of the day's ${day.total} events happened in ${name}.`)
      }),
    )
}
