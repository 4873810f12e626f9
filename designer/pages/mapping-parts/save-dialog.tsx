// Saves a part as its next version, after showing which cases of it fail, and which flows would give something else on which samples.
import { Alert, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mappingPartsQuery, partImpactQuery, previewPart, saveMappingPart, type ShownVersion } from '#designer/api/mapping-parts.ts'
import { t } from '#designer/i18n/index.ts'
import { sayIssue } from '#designer/i18n/problems.ts'
import { shownValue } from '#designer/mapping/result-cell.tsx'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone } from '#designer/ui/notify.tsx'
import { QueryView } from '#designer/ui/query-view.tsx'
import { TableSkeleton } from '#designer/ui/skeletons.tsx'
import { isSame } from '#shared/flow/same.ts'
import { checkPart } from '#shared/mapping/parts/check-part.ts'
import type { MappingPart, PartContent, PartImpact, PartScope } from '#shared/model/mapping-parts.ts'
import classes from './mapping-parts.module.css'
import { expectedOf, rowsOfPart } from './part-rows.ts'

export interface SaveDialogProps {
  readonly client: string
  readonly part: MappingPart
  readonly versions: readonly ShownVersion[]
  readonly content: PartContent
  readonly onClose: () => void
}

export function SaveDialog({ client, part, versions, content, onClose }: SaveDialogProps) {
  const [scope, setScope] = useState<PartScope>(part.scope)
  const [note, setNote] = useState('')
  const library = useQuery(mappingPartsQuery(client)).data ?? []
  const issues = checkPart(part.name, content.body, Object.fromEntries(library.map(({ name, body }) => [name, { body }]))).map(sayIssue)
  const impact = useQuery({ ...partImpactQuery(client, part.name, { scope, body: content.body }), enabled: issues.length === 0 })
  const newest = versions.filter((one) => one.scope === scope).reduce((most, { version }) => Math.max(most, version), 0)
  const save = useMutation({
    mutationFn: () => saveMappingPart(client, part.name, { scope, version: newest, content, note: note.trim() }),
    onSuccess: ({ version }) => {
      notifyDone(t('Version {{version}} is saved. Flows use it from their next version on.', { version }))
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('Save version {{version}}', { version: newest + 1 })} size="xl">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          {issues.map((issue) => (
            <Alert key={issue.path + issue.code} color="red" variant="light" icon={<Icon name="circle-alert" size={15} />}>
              {`${issue.message} ${issue.fix ?? ''}`}
            </Alert>
          ))}
          {part.scope === 'partner' ? (
            <div>
              <Text fz="sm" fw={500} mb={4}>
                {t('Who gets it')}
              </Text>
              <SegmentedControl
                aria-label={t('Who gets it')}
                value={scope}
                onChange={(next) => setScope(next as PartScope)}
                data={[
                  { value: 'partner', label: t('All clients') },
                  { value: 'client', label: t('Only this client, as a copy') },
                ]}
              />
            </div>
          ) : null}
          <Cases client={client} content={content} />
          {issues.length > 0 ? null : (
            <section>
              <h3 className={classes.small}>{t('What flows would give')}</h3>
              <QueryView query={impact} skeleton={<TableSkeleton />}>
                {(found) => <Impact impact={found} />}
              </QueryView>
            </section>
          )}
          <TextInput
            label={t('Note')}
            placeholder={t('What changed')}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <FormProblem error={save.error} />
          <DialogActions
            submit={t('Save version {{version}}', { version: newest + 1 })}
            pending={save.isPending}
            disabled={issues.length > 0}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}

function Cases({ client, content }: Pick<SaveDialogProps, 'client' | 'content'>) {
  const { body, cases } = content
  const tried = useQuery({
    queryKey: ['client', client, 'mapping-part-cases', body, cases],
    queryFn: ({ signal }) =>
      previewPart(
        client,
        { rows: rowsOfPart(body), cases: cases.map(({ id, input }) => ({ id, input: input ?? null })), environment: 'test' },
        signal,
      ),
    enabled: cases.length > 0,
  }).data
  const checked = cases.filter((one) => one.expected !== undefined)
  if (!tried || checked.length === 0) return null
  const wrong = checked.filter(({ id, expected }) => !isSame(expected, expectedOf(body, tried.cases.find((one) => one.id === id)?.output)))
  return wrong.length === 0 ? (
    <Text fz="sm" c="var(--tf-ok)">
      {t('All cases give what is expected.')}
    </Text>
  ) : (
    <Alert color="yellow" variant="light" icon={<Icon name="triangle-alert" size={15} />}>
      {t('Not as expected: {{names}}', { names: wrong.map(({ name }) => name).join(', ') })}
    </Alert>
  )
}

function Impact({ impact: { flows } }: { readonly impact: PartImpact }) {
  const changed = flows.filter(({ cases, problem }) => cases.length > 0 || problem !== undefined)
  if (flows.length === 0) return <p className={classes.faint}>{t('No draft uses this part.')}</p>
  if (changed.length === 0) return <p className={classes.faint}>{t('part-changes-nothing', { count: flows.length })}</p>
  return (
    <>
      <p className={classes.faint}>
        {t('{{changed}} of {{all}} flows would give something else. What is deployed stays as it is.', {
          changed: changed.length,
          all: flows.length,
        })}
      </p>
      {changed.map(({ flowId, flow, client, samples, cases, problem }) => (
        <section key={flowId} className={classes.impact} aria-label={flow}>
          <h4 className={classes.flow}>
            {flow}
            <span className={classes.faint}>
              {client} · {problem ?? t('{{changed}} of {{all}} samples', { changed: cases.length, all: samples })}
            </span>
          </h4>
          <table className={classes.table}>
            <tbody>
              {cases.flatMap(({ sampleId, name, differences }) =>
                differences.slice(0, 4).map(({ path, before, after }, i) => (
                  <tr key={`${sampleId}${path}`}>
                    <td>{i === 0 ? name : ''}</td>
                    <td className="tf-mono">{path.slice(1).replaceAll('/', '.')}</td>
                    <td className={classes.before}>{shownValue(before)}</td>
                    <td className={classes.after}>{shownValue(after)}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}
