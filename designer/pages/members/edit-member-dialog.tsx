// Changes what a member may do; it holds from their next click on.
import { Modal, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Member } from '#shared/api/contract.ts'
import { updateMember } from '#designer/api/commands.ts'
import { membersQuery, sessionQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { AccessFields, clientsProblem, type Access } from './access-fields.tsx'

export function EditMemberDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const form = useForm<Access>({
    initialValues: { role: member.role, clientIds: [...(member.clientIds ?? [])] },
    validate: { clientIds: clientsProblem },
  })
  const save = useMutation({
    mutationFn: ({ role, clientIds }: Access) =>
      updateMember(member.userId, { role, clientIds: clientIds.length === 0 ? null : clientIds }),
    onSuccess: async () => {
      notifyDone(t('{{name}} has it from now on.', { name: member.name }))
      onClose()
      await Promise.all([membersQuery(), sessionQuery()].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })))
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('Role and clients of {{name}}', { name: member.name })}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <AccessFields role={form.values.role} props={form.getInputProps} />
          <FormProblem error={save.error} />
          <DialogActions submit={t('Save')} pending={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}
