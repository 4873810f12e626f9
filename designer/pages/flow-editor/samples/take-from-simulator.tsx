// Keeps a record of the simulated system as a sample: one that it holds, or the connector's own example of the event.
import { Button, Group, Modal, ScrollArea, Select, Stack, Text, UnstyledButton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { captureSample } from '#designer/api/commands.ts'
import { connectorsQuery, samplesQuery, simulatorContentsQuery, simulatorRecordsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { firstType, shown, tellingColumns, type VendorRecord } from '#designer/ui/vendor-record.ts'
import type { Sample } from '#shared/model/flows.ts'
import { createSample } from '../requests.ts'
import { useEditor } from '../state/context.ts'
import classes from './samples.module.css'
import { typeOfEvent, type TriggerSimulator } from './trigger-simulator.ts'

export interface TakeFromSimulatorProps {
  readonly simulator: TriggerSimulator
  /** Names that are taken. */
  readonly taken: readonly string[]
  readonly onClose: () => void
}

export function TakeFromSimulator({ simulator, taken, onClose }: TakeFromSimulatorProps) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const look = useEditor((state) => state.look)
  const queries = useQueryClient()
  const contents = useQuery(simulatorContentsQuery(clientId, simulator.name))
  const connector = useQuery(connectorsQuery()).data?.find(({ id }) => id === simulator.connector)
  const event = [...(connector?.triggers ?? []), ...(connector?.polls ?? [])].find(({ id }) => id === simulator.event)
  const [chosen, setChosen] = useState<string>()
  const [busy, setBusy] = useState(false)
  const keep = async (make: () => Promise<Sample>) => {
    setBusy(true)
    try {
      const made = await make()
      await queries.invalidateQueries({ queryKey: samplesQuery(clientId, flowId).queryKey })
      look({ sampleId: made.id, pasted: undefined, recordIndex: 0 })
      notifyDone(t('Kept as the sample “{{sample}}”.', { sample: made.name }))
      onClose()
    } catch (error) {
      notifyProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const take = (type: string, index: number, name: string) =>
    void keep(() =>
      captureSample(clientId, flowId, {
        name: freeName(name, taken),
        from: { kind: 'simulator', simulator: simulator.name, type, index },
      }),
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('Take a sample from the simulated {{system}}', { system: connector?.name ?? simulator.connector })}
      size="lg"
    >
      <QueryView query={contents} skeleton={<TableSkeleton rows={4} />}>
        {({ types }) => {
          const type = chosen ?? typeOfEvent(simulator.event, types) ?? firstType(types)
          return (
            <Stack gap="sm">
              <Text fz="sm" c="dimmed">
                {t('The records are made up: nothing in them has to be masked.')}
              </Text>
              <Group align="end">
                <Select
                  label={t('Kind of record')}
                  data={[...types]}
                  value={type ?? null}
                  allowDeselect={false}
                  onChange={(next) => setChosen(next ?? undefined)}
                  style={{ flex: 1 }}
                />
                {event ? (
                  <Button
                    variant="default"
                    disabled={busy}
                    leftSection={<Icon name="file-json" size={14} />}
                    onClick={() =>
                      void keep(() => createSample(clientId, flowId, { name: freeName(event.label, taken), input: event.example }))
                    }
                  >
                    {t('Take the example of “{{event}}”', { event: event.label })}
                  </Button>
                ) : null}
              </Group>
              {type === undefined ? null : (
                <Records key={type} simulator={simulator.name} type={type} busy={busy} onTake={(index, name) => take(type, index, name)} />
              )}
            </Stack>
          )
        }}
      </QueryView>
    </Modal>
  )
}

interface RecordsProps {
  readonly simulator: string
  readonly type: string
  readonly busy: boolean
  readonly onTake: (index: number, name: string) => void
}

function Records({ simulator, type, busy, onTake }: RecordsProps) {
  const clientId = useEditor((state) => state.clientId)
  // What is listed is what is taken: meanwhile nothing may move.
  const records = useQuery({ ...simulatorRecordsQuery(clientId, simulator, type), refetchInterval: false })
  return (
    <QueryView query={records} skeleton={<TableSkeleton rows={4} />}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState compact icon="circle-dashed" title={t('No records of this kind yet')}>
            {t('Play a day on the page Simulators, or take the example.')}
          </EmptyState>
        ) : (
          <ScrollArea.Autosize mah={320} type="auto">
            <ul className={classes.takeList} aria-label={t('Records of the simulator')}>
              {items.map((record, index) => {
                const name = nameOf(record, type)
                return (
                  <li key={index}>
                    <UnstyledButton className={classes.take ?? ''} disabled={busy} onClick={() => onTake(index, name)}>
                      <span className={classes.takeName}>{name}</span>
                      <span className={classes.takeMore}>{moreOf(record)}</span>
                    </UnstyledButton>
                  </li>
                )
              })}
            </ul>
          </ScrollArea.Autosize>
        )
      }
    </QueryView>
  )
}

const nameOf = (record: VendorRecord, type: string) => shown(record['name']) || shown(record['id']) || type
const moreOf = (record: VendorRecord) =>
  tellingColumns([record])
    .filter(({ member }) => member !== 'name')
    .map(({ member }) => shown(record[member]))
    .join(' · ')

/** `#1001`, `#1001 (2)` … */
function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} (${number})`
    if (!taken.includes(free)) return free
  }
}
