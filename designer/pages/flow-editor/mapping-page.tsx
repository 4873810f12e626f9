// The mapping of one step of the open flow: connects the workspace with the document, the sample and the server's preview.
import { Alert, Button, Portal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import type { PreviewCase } from '#shared/api/contract.ts'
import type { MapNode, MappingRow } from '#shared/flow/document.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import { connectorsQuery } from '#designer/api/queries.ts'
import { createMappingPart, mappingPartsQuery } from '#designer/api/mapping-parts.ts'
import { useMay } from '#designer/state/session.ts'
import { recordTags } from '#shared/retail/record-tags.ts'
import { fieldsNow, reviewedNow } from '#designer/mapping/drift/drift-view.ts'
import type { MakePart } from '#designer/mapping/make-part-dialog.tsx'
import { KIND_LOOKS } from '#designer/graph/node-kinds.ts'
import { connectorOf, slotOf, summaryOf } from '#designer/graph/summary.ts'
import { t } from '#designer/i18n/index.ts'
import { PresenceContext, type PresenceReader } from '#designer/mapping/field-presence.ts'
import { sourceTitles } from '#designer/mapping/source-titles.ts'
import type { MappingSample } from '#designer/mapping/mapping-samples.ts'
import { MappingWorkspace } from '#designer/mapping/mapping-workspace.tsx'
import type { Explain } from '#designer/mapping/use-explanation.ts'
import type { Evaluate } from '#designer/mapping/use-samples-preview.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { CommandButton } from './commands/command-button.tsx'
import { commandById } from './commands/use-commands.ts'
import classes from './editor.module.css'
import { SaveSign } from './header/save-sign.tsx'
import { explainRows, previewSamples, readFieldPresence } from './requests.ts'
import { ImpactDialog } from './samples/impact-dialog.tsx'
import { SamplePicker } from './samples/sample-picker.tsx'
import { useNodeSamples } from './samples/use-node-samples.ts'
import { useNodeScope } from './samples/use-node-scope.ts'
import { useSampleActions } from './samples/use-sample-actions.tsx'
import { useTemplateRows } from './samples/use-template-rows.ts'
import { SystemFieldsBar } from './system-fields/system-fields-bar.tsx'
import { useTargetFields } from './system-fields/use-target-fields.ts'
import { SourceFieldsBars, useUpstreamFields } from './system-fields/use-upstream-fields.tsx'
import { useEditor, useEditorStore } from './state/context.ts'

export function MappingPage() {
  const mapping = useEditor((state) => state.mapping)
  const kind = useEditor((state) => (mapping ? state.document.nodes[mapping.nodeId]?.kind : undefined))
  if (!mapping || (kind !== 'map' && kind !== 'call')) return null
  return (
    <Over>
      <NodeMapping key={mapping.nodeId} nodeId={mapping.nodeId} row={mapping.row} />
    </Over>
  )
}

/** Covers the app, which takes no focus and is not read out until this is gone; then the focus goes back to where it was. */
function Over({ children }: { readonly children: ReactNode }) {
  useLayoutEffect(() => {
    const app = document.getElementById('root')
    const before = document.activeElement
    if (app) app.inert = true
    return () => {
      if (app) app.inert = false
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <Portal>
      <div className={classes.over} data-tour="mapping">
        {children}
      </div>
    </Portal>
  )
}

const NO_ROWS: MappingRow[] = []

/** For this client alone: whoever may change what all share does it on the part's page. */
async function makePart(clientId: string, { name, label, body }: Parameters<MakePart>[0]): Promise<void> {
  await createMappingPart(clientId, { name, scope: 'client', content: { label, body, cases: [] } })
}
const NO_CONTRACTS: readonly BalanceContract[] = []

function NodeMapping({ nodeId, row }: { readonly nodeId: string; readonly row: string | undefined }) {
  const store = useEditorStore()
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  const document = useEditor((state) => state.document)
  const readOnly = useEditor((state) => state.readOnly)
  const connectors = useQuery(connectorsQuery()).data
  const here = useNodeScope(nodeId)
  const node = document.nodes[nodeId]
  const rows = node?.kind === 'map' || node?.kind === 'call' ? (node.config.rows ?? NO_ROWS) : NO_ROWS
  const target = node?.kind === 'map' ? node.config.target : node?.kind === 'call' ? node.config : undefined
  const balance = node?.kind === 'map' ? node.config.balance : undefined
  const connector = connectorOf(document, target?.slot, connectors)
  const action = connector?.actions.find((one) => one.id === target?.action)
  const { scope, sample, environment } = here
  const known = sample.input !== undefined
  const samples = useNodeSamples(nodeId, sample)
  const others = useMemo(
    () => samples.flatMap((one) => (one.id === sample.id || one.record === undefined ? [] : [one.record])),
    [samples, sample.id],
  )
  const evaluate = useCallback<Evaluate>(
    (list, cases, signal) => {
      const body = { rows: [...list], environment, cases: cases.map((one) => caseOf(list, one)), ...(balance && { balance }) }
      return previewSamples(clientId, body, signal)
    },
    [clientId, environment, balance],
  )
  const explain = useCallback<Explain>(
    async (list, path, one, signal) => {
      const body = { rows: [...list], paths: [path], environment, ...caseOf(list, one) }
      const { id: _, ...request } = body
      return (await explainRows(clientId, request, signal)).rows[0]
    },
    [clientId, environment],
  )
  const [showsImpact, setShowImpact] = useState(false)
  const templateRows = useTemplateRows(nodeId)
  const sampleActions = useSampleActions(nodeId, sample)
  const library = useQuery(mappingPartsQuery(clientId)).data
  const may = useMay('edit-mappings')
  const parts = useMemo(
    () => ({
      choices: library ?? [],
      ...(may && { onMake: (part: Parameters<MakePart>[0]) => makePart(clientId, part) }),
    }),
    [library, may, clientId],
  )
  const system = useTargetFields(nodeId, action)
  const { schema } = system
  const upstream = useUpstreamFields(nodeId)
  const { sources } = upstream
  const sourceTools = useMemo(() => (sources.length > 0 ? <SourceFieldsBars sources={sources} /> : undefined), [sources])
  const { told } = upstream
  // By what they say: a keystroke makes a new document, and must not draw the lines again.
  const said = useMemo(
    () => JSON.stringify([...sourceTitles(document, nodeId, connectors ?? [], told)]),
    [document, nodeId, connectors, told],
  )
  const titles = useMemo(() => new Map(JSON.parse(said) as readonly (readonly [string, string])[]), [said])
  const allScope = useMemo(() => ({ ...scope, others, titles }), [scope, others, titles])
  const now = useMemo(() => fieldsNow(schema, samples), [schema, samples])
  const tags = useMemo(() => recordTags(document, nodeId, connectors ?? []), [document, nodeId, connectors])
  const change = useCallback(
    (config: Partial<MapNode['config']>, group?: string) => {
      const { document: latest, apply } = store.getState()
      const changed = latest.nodes[nodeId]
      if (changed?.kind !== 'map' && changed?.kind !== 'call') return
      apply({ kind: 'update-node', id: nodeId, changes: { config: { ...changed.config, ...config } } }, group && `${nodeId}:${group}`)
    },
    [store, nodeId],
  )
  const onRows = useCallback(
    (next: MappingRow[], group?: string) => {
      const before = store.getState().document.nodes[nodeId]
      const reviewed = before?.kind === 'map' || before?.kind === 'call' ? before.config.reviewed : undefined
      // Who writes the first rule sees the fields: what comes later is new.
      const looked = reviewedNow(now, reviewed)
      change({ rows: next, ...(Object.keys(looked).length > 0 && { reviewed: looked }) }, group)
    },
    [store, nodeId, now, change],
  )
  const onContracts = useCallback(
    (contracts: BalanceContract[], group?: string) => {
      const { document: now, apply } = store.getState()
      const changed = now.nodes[nodeId]
      if (changed?.kind !== 'map') return
      const { balance: _, ...config } = changed.config
      const next = contracts.length > 0 ? { ...config, balance: contracts } : config
      apply({ kind: 'update-node', id: nodeId, changes: { config: next } }, group && `${nodeId}:${group}`)
    },
    [store, nodeId],
  )
  const presence = useMemo(
    (): PresenceReader => ({
      key: [clientId, flowId, nodeId, environment],
      read: (paths, signal) => readFieldPresence(clientId, flowId, { node: nodeId, paths: [...paths], environment }, signal),
    }),
    [clientId, flowId, nodeId, environment],
  )
  if (!node) return null
  const icon = connectorOf(document, slotOf(node), connectors)
  return (
    <PresenceContext value={presence}>
      <MappingWorkspace
        title={
          <>
            {icon ? <ConnectorIcon svg={icon.icon} name={icon.name} size={18} /> : <Icon name={KIND_LOOKS.map.icon} size={17} />}
            <span>{node.label}</span>
            <span className={classes.titleNote}>
              {action ? `${connector?.name ?? ''} · ${action.label}` : summaryOf(document, node, connectors)}
            </span>
          </>
        }
        rows={rows}
        {...(schema && { schema })}
        {...(system.here && {
          targetTools: <SystemFieldsBar here={system.here} side="input" {...(system.readAt && { readAt: system.readAt })} />,
        })}
        sourceTools={sourceTools}
        told={told}
        onRows={onRows}
        {...(node.kind === 'map' && { balance: { contracts: balance ?? NO_CONTRACTS, onContracts } })}
        scope={allScope}
        samples={samples}
        recordTags={tags}
        chosenId={sample.id}
        onChoose={(id) => store.getState().look(id === 'pasted' ? { recordIndex: 0 } : { sampleId: id, recordIndex: 0 })}
        evaluate={evaluate}
        explain={explain}
        {...(templateRows && { templateRows })}
        {...(sampleActions && { sampleActions })}
        samplePicker={<SamplePicker sample={sample} records={here} />}
        notice={<Notice known={known} loading={sample.loading} unreached={here.unreached} />}
        reviewed={{
          fields: node.kind === 'map' || node.kind === 'call' ? node.config.reviewed : undefined,
          onReviewed: (fields) => change({ reviewed: fields }),
        }}
        tables={here.tables}
        parts={parts}
        {...(row !== undefined && { focusTarget: row })}
        readOnly={readOnly}
        onBack={() => store.getState().look({ mapping: undefined })}
        tools={
          <>
            <SaveSign />
            <Button size="xs" variant="default" leftSection={<Icon name="git-compare" size={14} />} onClick={() => setShowImpact(true)}>
              {t('What changes')}
            </Button>
            {showsImpact ? <ImpactDialog onClose={() => setShowImpact(false)} /> : null}
            <CommandButton command={commandById('undo')} />
            <CommandButton command={commandById('redo')} />
          </>
        }
      />
    </PresenceContext>
  )
}

/** What a request needs of a sample. What the rows do not read is not sent: a trigger is as large as the record. */
function caseOf(rows: readonly MappingRow[], { id, record, trigger, steps }: MappingSample): PreviewCase {
  const text = JSON.stringify(rows)
  return {
    id,
    input: record ?? null,
    ...(text.includes('$trigger') && { trigger }),
    ...(text.includes('$steps') && { steps: { ...steps } }),
  }
}

function Notice({ known, loading, unreached }: { readonly known: boolean; readonly loading: boolean; readonly unreached: boolean }) {
  const text = loading
    ? undefined
    : !known
      ? t('Choose or paste a sample to see what each row gives.')
      : unreached
        ? t('This sample does not get as far as this step. The rows are tried on the record that starts the flow.')
        : undefined
  if (!text) return null
  return (
    <Alert variant="light" color={known ? 'yellow' : 'blue'} radius={0} py={6} icon={<Icon name="info" size={15} />}>
      {text}
    </Alert>
  )
}
