// The end of a client: says what goes, asks for its name, and leads back to the others.
import { Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Client } from '#shared/model/accounts.ts'
import { deleteClient } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { sessionQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { CopyField } from '#designer/ui/copy-field.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import classes from './client-settings.module.css'

export function DeleteClient({ client }: { readonly client: Client }) {
  const [opened, dialog] = useDisclosure(false)
  return (
    <Card>
      <h2 className={classes.heading}>{t('Delete this client')}</h2>
      <Group justify="space-between" wrap="nowrap" gap="lg">
        <Text fz="sm" c="dimmed">
          {t('With its flows, connections, tables and runs. This cannot be undone.')}
        </Text>
        <Button color="red" variant="light" style={{ flexShrink: 0 }} onClick={dialog.open}>
          {t('Delete client…')}
        </Button>
      </Group>
      {opened && <DeleteDialog client={client} onClose={dialog.close} />}
    </Card>
  )
}

function DeleteDialog({ client, onClose }: { readonly client: Client; readonly onClose: () => void }) {
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const remove = useMutation({
    mutationFn: () => deleteClient(client.slug, { name }),
    onSuccess: async () => {
      // Nobody asks the server about it any more.
      queryClient.setQueryData(
        sessionQuery().queryKey,
        (session) => session && { ...session, clients: session.clients.filter(({ id }) => id !== client.id) },
      )
      await navigate({ to: '/' })
      queryClient.removeQueries({ queryKey: ['client', client.slug] })
      await queryClient.invalidateQueries({ queryKey: sessionQuery().queryKey })
      notifyDone(t('{{name}} was deleted.', { name: client.name }))
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('Delete {{name}}', { name: client.name })} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name === client.name) remove.mutate()
        }}
      >
        <Stack gap="md">
          <List fz="sm" spacing={6}>
            <List.Item>{t('Its webhooks are taken back from the shops, and its addresses answer 404 from now on.')}</List.Item>
            <List.Item>{t('Runs under way end; what waits on the exception desk is gone.')}</List.Item>
            <List.Item>{t('Its credentials are destroyed together with the key they were encrypted with.')}</List.Item>
            <List.Item>
              {t('Flows, versions, lookup tables, runs and their records are removed. Your audit log keeps what was done.')}
            </List.Item>
            <List.Item>
              {t('Backups made before still hold it: let them expire, and delete the client again after restoring one.')}
            </List.Item>
          </List>
          <CopyField
            label={t('To keep its flows, export them first')}
            value={`npm run -s tillflow -- export --client ${client.slug} --out ${client.slug}`}
          />
          <TextInput
            label={t('Type {{name}} to delete it', { name: client.name })}
            autoComplete="off"
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <FormProblem error={remove.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" color="red" loading={remove.isPending} disabled={name !== client.name}>
              {t('Delete for good')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
