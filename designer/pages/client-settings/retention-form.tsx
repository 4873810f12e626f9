// How many days a client's ended runs are kept, with all that belongs to them.
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Retention } from '#shared/model/retention.ts'
import { saveRetention } from '#designer/api/commands.ts'
import { retentionQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import classes from './client-settings.module.css'

const MOST_DAYS = 3_650

export function RetentionForm({ client, retention }: { readonly client: string; readonly retention: Retention }) {
  const mayDeploy = useMay('deploy')
  const isDays = (value: unknown) =>
    typeof value === 'number' && value >= 1 && value <= MOST_DAYS ? null : t('Between 1 and {{most}} days.', { most: MOST_DAYS })
  const form = useForm<Retention>({
    initialValues: { ...retention },
    validate: { succeededDays: isDays, parkedDays: isDays, resolvedDays: isDays },
  })
  const save = useMutation({
    mutationFn: (body: Retention) => saveRetention(client, body),
    onSuccess: async (saved) => {
      notifyDone(t('Saved. What is over goes within an hour.'))
      form.setInitialValues({ ...saved })
      form.reset()
      await queryClient.invalidateQueries({ queryKey: retentionQuery(client).queryKey })
    },
  })
  const days = {
    min: 1,
    max: MOST_DAYS,
    allowDecimal: false,
    suffix: ` ${t('days')}`,
    readOnly: !mayDeploy,
    styles: { wrapper: { width: 200 } },
  } as const
  return (
    <Card>
      <h2 className={classes.heading}>{t('How long runs are kept')}</h2>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <Text fz="sm" c="dimmed">
            {t(
              'A run goes with its steps, its records and what it received. Deliveries are recognised as duplicates for seven days in any case. The audit log is never removed.',
            )}
          </Text>
          <NumberInput
            label={t('Runs that went well')}
            description={t('Succeeded or skipped, from their end.')}
            {...days}
            {...form.getInputProps('succeededDays')}
          />
          <NumberInput
            label={t('Runs that did not')}
            description={t('Needed attention, cancelled or set aside, from their end.')}
            {...days}
            {...form.getInputProps('parkedDays')}
          />
          <NumberInput
            label={t('After the last exception was closed')}
            description={t('While one is open, its run stays in any case.')}
            {...days}
            {...form.getInputProps('resolvedDays')}
          />
          <FormProblem error={save.error} />
          {mayDeploy && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t('Save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Card>
  )
}
