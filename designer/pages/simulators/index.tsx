// What the simulated systems of a client hold: the sales orders that a flow has made, the shop's orders, everything else.
import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { SimulatorDescriptor } from '#shared/model/descriptors.ts'
import { connectorsQuery, simulatorContentsQuery, simulatorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Page } from '#designer/ui/page.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { Toolbar } from '#designer/ui/toolbar.tsx'
import { PlayDay } from './play-day.tsx'
import { PlayEverywhere } from './play-everywhere.tsx'
import { RecordTable } from './record-table.tsx'
import { firstType } from '#designer/ui/vendor-record.ts'

export function SimulatorsPage() {
  const client = useClientSlug()
  const { system } = useSearch({ strict: false }) as { system?: string }
  const simulators = useQuery(simulatorsQuery(true))
  return (
    <Page
      title={t('Simulators')}
      actions={<PlayEverywhere client={client} />}
      description={t('Made-up shops and ERPs on this computer that behave like the real ones. Look here at what your flows have done.')}
    >
      <QueryView query={simulators} skeleton={<TableSkeleton rows={4} />}>
        {(all) => {
          const mine = all.filter((simulator) => simulator.client === client)
          const chosen = mine.find(({ name }) => name === system) ?? mine.find(isLiveErp) ?? mine[0]
          return chosen ? (
            <Contents key={chosen.name} client={client} simulator={chosen} all={mine} />
          ) : (
            <EmptyState icon="test-tube-diagonal" bordered title={t('No simulators for this client')}>
              {t('The demo clients have them. Other clients connect real systems.')}
            </EmptyState>
          )
        }}
      </QueryView>
    </Page>
  )
}

const isLiveErp = ({ connector, name }: SimulatorDescriptor) => connector === 'odoo' && !name.endsWith('-test')

function Contents({
  client,
  simulator,
  all,
}: {
  readonly client: string
  readonly simulator: SimulatorDescriptor
  readonly all: readonly SimulatorDescriptor[]
}) {
  const navigate = useNavigate()
  const { type: wanted } = useSearch({ strict: false }) as { type?: string }
  const contents = useQuery(simulatorContentsQuery(client, simulator.name))
  const connectors = useQuery(connectorsQuery()).data
  const label = ({ connector, name }: SimulatorDescriptor) =>
    `${connectors?.find(({ id }) => id === connector)?.name ?? connector} · ${name.endsWith('-test') ? t('test') : t('live')}`
  const show = (search: { system: string; type?: string }) => void navigate({ to: '/c/$client/simulators', params: { client }, search })
  return (
    <QueryView query={contents} skeleton={<TableSkeleton rows={4} />}>
      {({ types, playsDays, day }) => {
        const type = wanted !== undefined && types.includes(wanted) ? wanted : firstType(types)
        return (
          <>
            <Toolbar
              aside={
                <Group gap="xs">
                  {playsDays && <PlayDay client={client} simulator={simulator.name} day={day} />}
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<Icon name="refresh-cw" size={14} />}
                    onClick={() => void contents.refetch()}
                  >
                    {t('Refresh')}
                  </Button>
                </Group>
              }
            >
              <Group gap="xs">
                <Select
                  size="xs"
                  w={190}
                  aria-label={t('System')}
                  allowDeselect={false}
                  value={simulator.name}
                  data={all.map((one) => ({ value: one.name, label: label(one) }))}
                  onChange={(next) => next && show({ system: next })}
                />
                <Select
                  size="xs"
                  w={220}
                  aria-label={t('Kind of record')}
                  allowDeselect={false}
                  searchable
                  value={type ?? null}
                  data={[...types]}
                  onChange={(next) => next && show({ system: simulator.name, type: next })}
                />
              </Group>
            </Toolbar>
            {type === undefined ? (
              <EmptyState icon="circle-dashed" bordered title={t('Nothing here yet')}>
                {t('Send a sample order through a flow; what it makes appears here.')}
              </EmptyState>
            ) : (
              <RecordTable client={client} simulator={simulator.name} type={type} />
            )}
          </>
        )
      }}
    </QueryView>
  )
}
