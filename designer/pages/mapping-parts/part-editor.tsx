// The part while it is edited: nothing is stored until it is saved as its next version.
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { explainPart, mappingPartsQuery, previewPart, removeMappingPart, type ShownVersion } from '#designer/api/mapping-parts.ts'
import { lookupTablesQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { MappingWorkspace } from '#designer/mapping/mapping-workspace.tsx'
import type { Explain } from '#designer/mapping/use-explanation.ts'
import type { Evaluate } from '#designer/mapping/use-samples-preview.ts'
import { useMay } from '#designer/state/session.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { LeaveGuard } from '#designer/ui/leave-guard.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import type { MappingRow } from '#shared/flow/document.ts'
import type { MappingPart, PartContent } from '#shared/model/mapping-parts.ts'
import { CaseDialog } from './case-dialog.tsx'
import classes from './mapping-parts.module.css'
import { freshCaseId, partOfRows, rowsOfPart, samplesOfPart } from './part-rows.ts'
import { SaveDialog } from './save-dialog.tsx'
import { useCaseActions } from './use-case-actions.ts'
import { useHistory } from './use-history.ts'
import { UsesDialog } from './uses-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

export interface PartEditorProps {
  readonly client: string
  readonly part: MappingPart
  readonly versions: readonly ShownVersion[]
}

type Dialog = 'case' | 'save' | 'uses' | 'versions'

export function PartEditor({ client, part, versions }: PartEditorProps) {
  const navigate = useNavigate()
  const readOnly = !useMay('edit-mappings')
  const library = useQuery(mappingPartsQuery(client)).data
  const tables = useQuery(lookupTablesQuery(client)).data
  const [stored] = useState<PartContent>(() => contentOf(part))
  const { value: draft, put, undo, redo } = useHistory(stored)
  const [chosenId, setChosenId] = useState<string>()
  const [dialog, setDialog] = useState<Dialog>()
  const { body, cases } = draft
  const rows = useMemo(() => rowsOfPart(body), [body])
  // What a case expects of a value part stands in its row; the body's text is no part of it.
  const { kind } = body
  const samples = useMemo(() => samplesOfPart(kind === 'record' ? { kind, rows: [] } : { kind, expression: '$' }, cases), [kind, cases])
  const chosen = samples.find(({ id }) => id === chosenId) ?? samples[0]
  const scope = useMemo(
    () => ({ record: chosen?.record, others: samples.flatMap((one) => (one.id === chosen?.id ? [] : [one.record])) }),
    [samples, chosen],
  )
  const evaluate = useCallback<Evaluate>(
    (list, some, signal) =>
      previewPart(
        client,
        { rows: [...list], cases: some.map(({ id, record }) => ({ id, input: record ?? null })), environment: 'test' },
        signal,
      ),
    [client],
  )
  const explain = useCallback<Explain>(
    async (list, path, { record }, signal) =>
      (await explainPart(client, { rows: [...list], paths: [path], input: record ?? null, environment: 'test' }, signal)).rows[0],
    [client],
  )
  const parts = useMemo(() => ({ choices: (library ?? []).filter(({ name }) => name !== part.name) }), [library, part.name])
  const names = useMemo(() => [...new Set((tables ?? []).map(({ name }) => name))], [tables])
  const actions = useCaseActions(client, draft, put)
  const changed = JSON.stringify(draft) !== JSON.stringify(stored)
  const back = () => void navigate({ to: '/c/$client/mapping-parts', params: { client } })
  useHotkeys([
    ['mod+Z', () => undo?.()],
    ['mod+shift+Z', () => redo?.()],
  ])
  const remove = () =>
    askFirst({
      title: t('Delete the part “{{part}}”?', { part: part.label }),
      text:
        part.scope === 'client' && part.partnerVersion !== undefined
          ? t('The client’s flows then use the part of all clients, from their next version on.')
          : t('It is deleted with all its versions. This works only while nothing uses it.'),
      confirm: t('Delete the part'),
      onConfirm: () =>
        void removeMappingPart(client, part.name, part.scope).then(() => {
          notifyDone(t('The part is deleted.'))
          back()
        }, notifyProblem),
    })
  return (
    <>
      <LeaveGuard changed={changed && dialog !== 'save'} />
      <MappingWorkspace
        title={
          <>
            <Icon name="boxes" size={17} />
            <span>{draft.label}</span>
            <span className={classes.note}>
              {`${part.scope === 'partner' ? t('All clients') : t('This client')} · ${t('version {{version}}', { version: part.version })}${changed ? ` · ${t('not saved')}` : ''}`}
            </span>
          </>
        }
        backLabel={t('All mapping parts')}
        rows={rows}
        onRows={(next: MappingRow[], group?: string) => put((now) => ({ ...now, body: partOfRows(now.body, next) }), group)}
        scope={scope}
        samples={samples}
        chosenId={chosen?.id}
        onChoose={setChosenId}
        evaluate={evaluate}
        explain={explain}
        parts={parts}
        tables={names}
        readOnly={readOnly}
        {...(!readOnly && { sampleActions: actions })}
        samplePicker={
          readOnly ? null : (
            <Button size="xs" variant="default" leftSection={<Icon name="flask-conical" size={14} />} onClick={() => setDialog('case')}>
              {t('Add a case')}
            </Button>
          )
        }
        onBack={back}
        tools={
          <>
            <ActionIcon aria-label={t('Undo')} title={t('Undo')} disabled={!undo} onClick={undo}>
              <Icon name="undo-2" size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('Redo')} title={t('Redo')} disabled={!redo} onClick={redo}>
              <Icon name="redo-2" size={16} />
            </ActionIcon>
            <Button size="xs" variant="default" leftSection={<Icon name="workflow" size={14} />} onClick={() => setDialog('uses')}>
              {t('Used by')}
            </Button>
            {readOnly ? null : (
              <Button size="xs" disabled={!changed} onClick={() => setDialog('save')}>
                {t('Save…')}
              </Button>
            )}
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon aria-label={t('More')} title={t('More')}>
                  <Icon name="ellipsis" size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<Icon name="history" size={14} />} onClick={() => setDialog('versions')}>
                  {t('Versions')}
                </Menu.Item>
                {readOnly ? null : (
                  <Menu.Item color="red" leftSection={<Icon name="trash-2" size={14} />} onClick={remove}>
                    {t('Delete the part')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      {dialog === 'case' ? (
        <CaseDialog
          number={cases.length + 1}
          onClose={() => setDialog(undefined)}
          onAdd={(name, input) => {
            const id = freshCaseId(cases)
            put((now) => ({ ...now, cases: [...now.cases, { id, name, input }] }))
            setChosenId(id)
          }}
        />
      ) : null}
      {dialog === 'save' ? (
        <SaveDialog client={client} part={part} versions={versions} content={draft} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'uses' ? <UsesDialog client={client} part={part} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'versions' ? (
        <VersionsDialog
          part={part}
          versions={versions}
          {...(!readOnly && {
            onTake: (content: PartContent) => {
              put(() => content)
              setDialog(undefined)
            },
          })}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </>
  )
}

const contentOf = ({ label, description, body, cases }: MappingPart): PartContent => ({
  label,
  ...(description !== undefined && { description }),
  body,
  cases,
})
