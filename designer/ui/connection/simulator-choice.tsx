// In a demo: talk to the simulator on this computer instead of the real system.
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { simulatorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClient, useSession } from '#designer/state/session.ts'
import { withMember } from '#designer/ui/with-member.ts'

export interface SimulatorChoiceProps {
  readonly connector: string
  readonly config: Readonly<Record<string, unknown>>
  readonly onChange: (config: Readonly<Record<string, unknown>>) => void
}

export function SimulatorChoice({ connector, config, onChange }: SimulatorChoiceProps) {
  const { demo } = useSession()
  const client = useClient()
  const simulators = useQuery(simulatorsQuery(demo)).data ?? []
  const fitting = simulators
    .filter((s) => [client?.slug, client?.id, client?.name].includes(s.client))
    // One system may have several doors: a trading partner has a mailbox on a file server.
    .flatMap(({ name, also = [], ...main }) => [main, ...also].map((door) => ({ name, connector: door.connector, config: door.config })))
    .filter((door) => door.connector === connector)
  if (fitting.length === 0) return null
  const current = typeof config['simulator'] === 'string' ? config['simulator'] : ''
  return (
    <Select
      label={t('Talks to')}
      description={t('Simulators run on this computer and keep what they are sent, so that you can look at it.')}
      value={current}
      allowDeselect={false}
      data={[
        { value: '', label: t('The real system') },
        ...fitting.map((s) => ({ value: s.name, label: t('Simulator “{{name}}”', { name: s.name }) })),
      ]}
      onChange={(next) => {
        // A simulator plays one account: its settings are the ones that fit.
        const chosen = fitting.find(({ name }) => name === next)
        onChange(chosen ? { ...config, ...chosen.config, simulator: chosen.name } : withMember(config, 'simulator', undefined))
      }}
    />
  )
}
