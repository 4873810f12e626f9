// Own limits and maintenance windows of one connection, beside what its connector declares.
import { Button, Divider, List, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FlowControlDetail, FlowSettings, MaintenanceWindow, OwnLimits } from '#shared/model/flow-control.ts'
import { saveFlowControl } from '#designer/api/commands.ts'
import { flowControlQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { useMay } from '#designer/state/session.ts'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import { withMember } from '#designer/ui/with-member.ts'
import { FlowState } from './flow-state.tsx'
import { WindowFields } from './window-fields.tsx'
import classes from './connection.module.css'

export interface LimitsFormProps {
  readonly client: string
  readonly connection: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

export function LimitsForm(props: LimitsFormProps) {
  const detail = useQuery(flowControlQuery(props.client, props.connection.id))
  return (
    <QueryView query={detail} skeleton={<FormSkeleton />} compact>
      {(data) => <Form {...props} detail={data} />}
    </QueryView>
  )
}

type LimitField = Exclude<keyof OwnLimits, 'dayResets'>

/** The browser's own zone is the best guess for where the consultant's client is. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone
const NEW_WINDOW: MaintenanceWindow = { days: ['sun'], from: '02:00', to: '04:00', timeZone: HERE }

function Form({ client, connection, onClose, detail }: LimitsFormProps & { readonly detail: FlowControlDetail }) {
  const mayConnect = useMay('connect')
  const [limits, setLimits] = useState<OwnLimits>(detail.settings.limits ?? {})
  const [windows, setWindows] = useState<readonly MaintenanceWindow[]>(detail.settings.windows ?? [])
  const save = useMutation({
    mutationFn: (settings: FlowSettings) => saveFlowControl(client, connection.id, settings),
    onSuccess: () => {
      notifyDone(t('The limits of “{{name}}” hold from now on.', { name: connection.name }))
      return queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
  })
  const set = (field: keyof OwnLimits, value: unknown) => setLimits(withMember(limits, field, value) as OwnLimits)
  const field = (id: LimitField, label: string, description: string, decimal = false) => (
    <NumberInput
      label={label}
      description={description}
      value={limits[id] ?? ''}
      min={decimal ? 0.001 : 1}
      allowDecimal={decimal}
      allowNegative={false}
      disabled={!mayConnect}
      onChange={(value) => set(id, typeof value === 'number' ? value : undefined)}
    />
  )
  const resets = limits.dayResets ?? { at: '00:00', timeZone: 'UTC' }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({
          ...(Object.keys(limits).length > 0 && { limits }),
          ...(windows.length > 0 && { windows: [...windows] }),
        })
      }}
    >
      <Stack gap="md">
        <FlowState client={client} name={connection.name} state={detail.state} />
        <div>
          <Text fz="sm" fw={500} mb={4}>
            {t('What the connector keeps to by itself')}
          </Text>
          <List fz="sm" c="dimmed">
            {detail.said.map((line, i) => (
              <List.Item key={detail.declared[i]}>{words(line)}</List.Item>
            ))}
          </List>
        </div>
        <Divider label={t('Own limits: the strictest one holds')} labelPosition="left" />
        {field('concurrency', t('Calls at once'), t('Over all flows that use this connection.'))}
        {field('perSecond', t('Calls a second'), t('0.5 is one call every two seconds.'), true)}
        {field('perMinute', t('Calls a minute'), t('Never more within any 60 seconds.'))}
        {field('perDay', t('Calls a day'), t('Runs that find the day used up wait for the next one.'))}
        {limits.perDay !== undefined && (
          <div className={classes.pair}>
            <TextInput
              label={t('A new day begins at')}
              value={resets.at}
              placeholder="00:00"
              disabled={!mayConnect}
              onChange={(event) => set('dayResets', { ...resets, at: event.currentTarget.value })}
            />
            <TextInput
              label={t('Time zone')}
              value={resets.timeZone}
              placeholder="Europe/London"
              disabled={!mayConnect}
              onChange={(event) => set('dayResets', { ...resets, timeZone: event.currentTarget.value })}
            />
          </div>
        )}
        <Divider label={t('Maintenance windows: runs wait, nothing fails')} labelPosition="left" />
        {windows.map((window, index) => (
          <WindowFields
            key={index}
            number={index + 1}
            window={window}
            disabled={!mayConnect}
            onChange={(next) => setWindows(next ? windows.with(index, next) : windows.toSpliced(index, 1))}
          />
        ))}
        {mayConnect && (
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setWindows([...windows, NEW_WINDOW])}
            style={{ alignSelf: 'start' }}
          >
            {t('Add a window')}
          </Button>
        )}
        <FormProblem error={save.error} />
      </Stack>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t('Close')}
        </Button>
        {mayConnect && (
          <Button type="submit" loading={save.isPending}>
            {t('Save limits')}
          </Button>
        )}
      </div>
    </form>
  )
}
