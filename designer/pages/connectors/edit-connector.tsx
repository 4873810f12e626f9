// One connector of the partner: its newest version to change, its older ones to look at, and the way to remove it.
import { Button, Group, Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CustomConnector, CustomDefinition } from '#shared/model/custom-connectors.ts'
import { deleteCustomConnector } from '#designer/api/commands.ts'
import { customConnectorVersionsQuery } from '#designer/api/queries.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import { formatExact } from '#designer/ui/time.tsx'
import { DefinitionEditor } from './definition-editor.tsx'

const EMPTY: CustomDefinition = { name: '', description: '', baseUrl: '', auth: { kind: 'none' }, operations: [] }

export function EditConnector({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  if (id === 'new') return <DefinitionEditor initial={EMPTY} onSaved={onClose} onClose={onClose} />
  return <Existing id={id} onClose={onClose} />
}

function Existing({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const versions = useQuery(customConnectorVersionsQuery(id))
  const [shown, setShown] = useState<CustomConnector>()
  const remove = useMutation({
    mutationFn: () => deleteCustomConnector(id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['connectors'] })
      notifyDone(t('The connector was removed.'))
      onClose()
    },
    onError: notifyProblem,
  })
  return (
    <QueryView query={versions} skeleton={<FormSkeleton />}>
      {(all) => {
        const newest = all[0]
        if (!newest) return null
        const from = shown ?? newest
        return (
          <DefinitionEditor
            key={`${newest.version}-${from.version}`}
            initial={from.definition}
            connector={newest}
            onSaved={() => setShown(undefined)}
            onClose={onClose}
            actions={
              <Group gap="xs">
                <Menu position="bottom-end" width={280}>
                  <Menu.Target>
                    <Button variant="default" leftSection={<Icon name="history" size={15} />}>
                      {t('Version {{version}}', { version: from.version })}
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Label>{t('Begin from')}</Menu.Label>
                    {all.map((one) => (
                      <Menu.Item key={one.version} onClick={() => setShown(one)}>
                        {t('Version {{version}}', { version: one.version })} · {formatExact(one.createdAt)}
                        {one.note !== undefined && ` · ${one.note}`}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
                <Button
                  variant="default"
                  color="red"
                  loading={remove.isPending}
                  onClick={() =>
                    askFirst({
                      title: t('Remove “{{name}}”?', { name: newest.definition.name }),
                      text: t('All its versions are removed. This is refused while a client has a connection to it.'),
                      confirm: t('Remove connector'),
                      onConfirm: () => remove.mutate(),
                    })
                  }
                >
                  {t('Remove')}
                </Button>
              </Group>
            }
          />
        )
      }}
    </QueryView>
  )
}
