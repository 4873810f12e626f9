// Shows what arrived from the sender, as it arrived.
import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { Run } from '#shared/model/runs.ts'
import { readRunInput } from '#designer/api/commands.ts'
import { t } from '#designer/i18n/index.ts'
import { CopyButton } from '#designer/ui/copy-button.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { readText } from '#designer/ui/read-text.ts'
import { FormSkeleton } from '#designer/ui/skeletons.tsx'
import { ValueTree } from '#designer/ui/value-tree.tsx'

export function ReceivedButton({ client, run }: { readonly client: string; readonly run: Run }) {
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      <Button variant="default" leftSection={<Icon name="scroll-text" size={14} />} onClick={dialog.open}>
        {t('What arrived')}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={t('What arrived')} size="xl">
        <Received client={client} run={run.id} />
      </Modal>
    </>
  )
}

function Received({ client, run }: { readonly client: string; readonly run: string }) {
  const query = useQuery({
    queryKey: ['client', client, 'run', run, 'input'],
    queryFn: () => readRunInput(client, run),
    staleTime: Infinity,
  })
  return (
    <QueryView query={query} skeleton={<FormSkeleton />} compact>
      {({ body }) => {
        const read = readText(body)
        return (
          <>
            <div style={{ display: 'flex', justifyContent: 'flex-end', marginBottom: 8 }}>
              <CopyButton value={body} label={t('Copy as received')} text />
            </div>
            {read.ok ? <ValueTree value={read.value} label={t('What arrived')} depth={2} /> : <pre className="tf-mono">{body}</pre>}
          </>
        )
      }}
    </QueryView>
  )
}
