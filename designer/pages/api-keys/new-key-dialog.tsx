// Makes a key and shows it, this once.
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { ROLES, type Role } from '#shared/model/accounts.ts'
import { createApiKey } from '#designer/api/commands.ts'
import { apiKeysQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { CopyField } from '#designer/ui/copy-field.tsx'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { roleDescription, roleLabel } from '#designer/ui/role-label.ts'

const NEVER = 'never'

export function NewKeyDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    // A click beside it must not lose a key that is shown only once.
    <Modal opened={opened} onClose={onClose} title={t('New API key')} closeOnClickOutside={false}>
      <NewKeyForm onClose={onClose} />
    </Modal>
  )
}

function NewKeyForm({ onClose }: { readonly onClose: () => void }) {
  const form = useForm({
    initialValues: { name: '', role: 'operator' as Role, expires: '365' },
    validate: { name: (value) => (value.trim() === '' ? t('Say what it is for.') : null) },
  })
  const save = useMutation({
    mutationFn: ({ name, role, expires }: typeof form.values) =>
      createApiKey({ name, role, ...(expires !== NEVER && { expiresInDays: Number(expires) }) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery().queryKey }),
  })
  if (save.data) {
    return (
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t('Copy it now: it is shown only this once.')}
        </Text>
        <CopyField label={save.data.name} value={save.data.key} help={t('Programs send it as “Authorization: Bearer …”.')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('I have copied it')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="md">
        <TextInput label={t('What it is for')} placeholder={t('Nightly export')} data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('Role')}
          description={roleDescription(form.values.role)}
          allowDeselect={false}
          data={ROLES.map((role) => ({ value: role, label: roleLabel(role) }))}
          {...form.getInputProps('role')}
        />
        <Select
          label={t('Valid for')}
          allowDeselect={false}
          data={[
            { value: '30', label: t('30 days') },
            { value: '90', label: t('90 days') },
            { value: '365', label: t('One year') },
            { value: NEVER, label: t('No end') },
          ]}
          {...form.getInputProps('expires')}
        />
        <FormProblem error={save.error} />
        <DialogActions submit={t('Create key')} pending={save.isPending} onCancel={onClose} />
      </Stack>
    </form>
  )
}
