// Chooses the record that is looked at: a sample, the last run's record, or one that is pasted in.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from '#designer/api/client.ts'
import { captureSample } from '#designer/api/commands.ts'
import { samplesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { environmentLabel } from '#designer/ui/environment-badge.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyAbsent, notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { ENVIRONMENTS } from '#shared/model/accounts.ts'
import { latestRun } from '../requests.ts'
import { useEditor } from '../state/context.ts'
import { PasteRecord } from './paste-record.tsx'
import classes from './samples.module.css'
import { TakeFromSimulator } from './take-from-simulator.tsx'
import { useTriggerSimulator } from './trigger-simulator.ts'
import { useDesignEnvironment } from './use-design-environment.ts'
import type { ChosenSample } from './use-sample.ts'

export interface SamplePickerProps {
  readonly sample: ChosenSample
  /** Several records of the sample come to the step. */
  readonly records?: { readonly index: number; readonly count: number }
}

const notifyNoRun = () => notifyAbsent(t('This flow has not run yet.'), t('Send a sample order, or paste a record.'))

export function SamplePicker({ sample, records }: SamplePickerProps) {
  const look = useEditor((state) => state.look)
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const readOnly = useEditor((state) => state.readOnly)
  const queries = useQueryClient()
  const environment = useDesignEnvironment()
  const [pasting, setPasting] = useState(false)
  const [taking, setTaking] = useState(false)
  const simulator = useTriggerSimulator()
  const takeLastRun = async () => {
    try {
      const run = await latestRun(clientId, flowId)
      if (!run) return notifyNoRun()
      const { body } = await request<{ body: string }>(`/clients/${encodeURIComponent(clientId)}/runs/${run.id}/input`)
      look({ pasted: { name: t("Last run's record"), input: JSON.parse(body) as unknown }, recordIndex: 0 })
    } catch (error) {
      notifyProblem(error)
    }
  }
  const keepLastRun = async () => {
    try {
      const run = await latestRun(clientId, flowId)
      if (!run) return notifyNoRun()
      const made = await captureSample(clientId, flowId, { name: run.label ?? t('From a real run'), from: { kind: 'run', runId: run.id } })
      await queries.invalidateQueries({ queryKey: samplesQuery(clientId, flowId).queryKey })
      look({ sampleId: made.id, pasted: undefined, recordIndex: 0 })
      notifyDone(t('Kept as the sample “{{sample}}”, with personal data masked.', { sample: made.name }))
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <span className={classes.picker}>
      <Menu position="bottom-end" width={270} withinPortal>
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="file-json" size={14} />}
            rightSection={<Icon name="chevron-down" size={13} />}
            className={classes.button ?? ''}
          >
            <span className={classes.name}>{sample.name ?? t('Choose a sample')}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {sample.samples.length > 0 ? <Menu.Label>{t('Samples of this flow')}</Menu.Label> : null}
          {sample.samples.map((one) => (
            <Menu.Item
              key={one.id}
              rightSection={one.id === sample.id ? <Icon name="check" size={14} /> : null}
              onClick={() => look({ sampleId: one.id, pasted: undefined, recordIndex: 0 })}
            >
              {one.name}
            </Menu.Item>
          ))}
          {sample.samples.length > 0 ? <Menu.Divider /> : null}
          <Menu.Item leftSection={<Icon name="history" size={14} />} onClick={() => void takeLastRun()}>
            {t("The last run's record")}
          </Menu.Item>
          {readOnly ? null : (
            <Menu.Item leftSection={<Icon name="file-json" size={14} />} onClick={() => void keepLastRun()}>
              {t('Keep it as a sample, masked')}
            </Menu.Item>
          )}
          {simulator && !readOnly ? (
            <Menu.Item leftSection={<Icon name="test-tube-diagonal" size={14} />} onClick={() => setTaking(true)}>
              {t('Take one from the simulator…')}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<Icon name="clipboard-paste" size={14} />} onClick={() => setPasting(true)}>
            {t('Paste a record…')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('Lookup tables are read from')}</Menu.Label>
          {ENVIRONMENTS.map((one) => (
            <Menu.Item
              key={one}
              rightSection={one === environment ? <Icon name="check" size={14} /> : null}
              onClick={() => look({ environment: one })}
            >
              {environmentLabel(one)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {records && records.count > 1 ? (
        <span className={classes.records}>
          <ActionIcon
            size={24}
            aria-label={t('Record before')}
            onClick={() => look({ recordIndex: (records.index - 1 + records.count) % records.count })}
          >
            <Icon name="chevron-left" size={14} />
          </ActionIcon>
          {t('Record {{index}} of {{count}}', { index: records.index + 1, count: records.count })}
          <ActionIcon size={24} aria-label={t('Next record')} onClick={() => look({ recordIndex: (records.index + 1) % records.count })}>
            <Icon name="chevron-right" size={14} />
          </ActionIcon>
        </span>
      ) : null}
      {taking && simulator ? (
        <TakeFromSimulator simulator={simulator} taken={sample.samples.map(({ name }) => name)} onClose={() => setTaking(false)} />
      ) : null}
      {pasting ? <PasteRecord onClose={() => setPasting(false)} /> : null}
    </span>
  )
}
