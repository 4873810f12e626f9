// Two versions of the flow beside each other: the canvas with what came, went and changed in colour, the differences as sentences, and of the
// chosen step its settings or its mapping rows side by side.
import { Button, Group, Modal, ScrollArea, Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { versionQuery } from '#designer/api/queries.ts'
import { FlowGraph } from '#designer/graph/flow-graph.tsx'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon, type IconName } from '#designer/ui/icon.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import type { FlowChange } from '#shared/api/contract.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { rowsOf } from '#shared/flow/expressions.ts'
import { sentSchema } from '#shared/flow/shown-names.ts'
import { useEditor } from '../state/context.ts'
import { useNamingContext } from '../state/use-naming-context.ts'
import classes from './compare.module.css'
import { RowsBeside } from './rows-beside.tsx'
import { unionOf } from './union-flow.ts'
import { useRestore } from './use-restore.ts'

export interface CompareDialogProps {
  /** Versions by number, or `draft`. */
  readonly from: string
  readonly to: string
  readonly onClose: () => void
}

const versionWord = (version: string) => (version === 'draft' ? t('the draft') : t('version {{version}}', { version }))

export function CompareDialog({ from, to, onClose }: CompareDialogProps) {
  const [before, after] = [useDocument(from), useDocument(to)]
  const error = before.error ?? after.error
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(1680px, 96vw)"
      title={t('From {{from}} to {{to}}', { from: versionWord(from), to: versionWord(to) })}
      styles={{ body: { padding: 0 } }}
    >
      <div className={classes.compare}>
        {error ? <ProblemState compact error={error} onRetry={() => void Promise.all([before.refetch(), after.refetch()])} /> : null}
        {!error && (!before.document || !after.document) ? <TableSkeleton rows={6} /> : null}
        {before.document && after.document ? (
          <Compared before={before.document} after={after.document} from={from} to={to} onClose={onClose} />
        ) : null}
      </div>
    </Modal>
  )
}

function useDocument(version: string) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const draft = useEditor((state) => state.document)
  const stored = useQuery({ ...versionQuery(clientId, flowId, Number(version)), enabled: version !== 'draft' })
  return { document: version === 'draft' ? draft : stored.data?.document, error: stored.error, refetch: stored.refetch }
}

interface ComparedProps extends CompareDialogProps {
  readonly before: FlowDocument
  readonly after: FlowDocument
}

function Compared({ before, after, from, to, onClose }: ComparedProps) {
  const context = useNamingContext()
  const { connectors } = context
  const union = useMemo(() => unionOf(before, after, context), [before, after, context])
  const readOnly = useEditor((state) => state.readOnly)
  const restore = useRestore()
  const first = union.changes.find(({ nodeId }) => nodeId !== undefined)?.nodeId
  const [chosen, setChosen] = useState<string | undefined>(first)
  if (union.changes.length === 0) {
    return (
      <EmptyState icon="circle-check" compact title={t('There is no difference.')}>
        {t('Both do the same and look the same.')}
      </EmptyState>
    )
  }
  const older = from === 'draft' ? undefined : Number(from)
  return (
    <>
      <div className={classes.graph}>
        <FlowGraph
          document={union.document}
          changes={union.nodes}
          wireChanges={union.wires}
          {...(chosen !== undefined && { selected: chosen })}
          {...(connectors && { connectors })}
          onSelect={setChosen}
        />
        <Legend />
      </div>
      <aside className={classes.side} aria-label={t('Differences')}>
        <ScrollArea className={classes.sentences ?? ''} scrollbarSize={6}>
          <ul className={classes.list}>
            {union.changes.map((change) => (
              <li key={change.path + change.sentence}>
                <Sentence change={change} isChosen={chosen !== undefined && change.nodeId === chosen} onChoose={setChosen} />
              </li>
            ))}
          </ul>
        </ScrollArea>
        {chosen === undefined ? null : <Step id={chosen} before={before} after={after} />}
        {older !== undefined && to === 'draft' && !readOnly ? (
          <Group justify="flex-end" p="sm" className={classes.actions ?? ''}>
            <Button
              variant="default"
              leftSection={<Icon name="archive-restore" size={15} />}
              onClick={() => void restore(older).then((done) => done && onClose())}
            >
              {t('Make version {{version}} the draft again', { version: older })}
            </Button>
          </Group>
        ) : null}
      </aside>
    </>
  )
}

const ICONS: Readonly<Record<FlowChange['kind'], IconName>> = { added: 'plus', removed: 'minus', changed: 'pencil', moved: 'move' }

interface SentenceProps {
  readonly change: FlowChange
  readonly isChosen: boolean
  readonly onChoose: (nodeId: string) => void
}

function Sentence({ change, isChosen, onChoose }: SentenceProps) {
  const { nodeId } = change
  return (
    <UnstyledButton
      className={classes.sentence ?? ''}
      data-kind={change.kind}
      data-active={isChosen || undefined}
      disabled={nodeId === undefined}
      onClick={() => nodeId !== undefined && onChoose(nodeId)}
    >
      <Icon name={ICONS[change.kind]} size={13} />
      <span>{words(change.said ?? change.sentence)}</span>
    </UnstyledButton>
  )
}

function Step({ id, before, after }: { readonly id: string; readonly before: FlowDocument; readonly after: FlowDocument }) {
  const [old, now] = [before.nodes[id], after.nodes[id]]
  const [oldRows, nowRows] = [old ? rowsOf(old) : [], now ? rowsOf(now) : []]
  const schema = sentSchema(now ? after : before, id, useNamingContext())
  if (oldRows.length + nowRows.length === 0) return null
  return (
    <ScrollArea className={classes.rows ?? ''} scrollbarSize={6}>
      <Text fz="xs" c="dimmed">
        {now?.label ?? old?.label ?? id}
      </Text>
      <RowsBeside key={id} before={oldRows} after={nowRows} schema={schema} />
    </ScrollArea>
  )
}

function Legend() {
  return (
    <div className={classes.legend} aria-hidden>
      <span data-kind="added">{t('added')}</span>
      <span data-kind="changed">{t('changed')}</span>
      <span data-kind="removed">{t('removed')}</span>
    </div>
  )
}
