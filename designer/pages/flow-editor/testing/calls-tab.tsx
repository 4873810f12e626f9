// The calls that a test run would have made.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectorsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { useRecordTitles } from '#designer/ui/record-titles.ts'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import { connectorOf, slotOf, words } from '#designer/graph/summary.ts'
import type { TestRunResult } from '#shared/api/contract.ts'
import { useEditor } from '../state/context.ts'
import { Pane } from './steps-tab.tsx'
import classes from './testing.module.css'

export function CallsTab({ result }: { readonly result: TestRunResult }) {
  const document = useEditor((state) => state.document)
  const { nodes } = document
  const connectors = useQuery(connectorsQuery()).data
  const [at, setAt] = useState(0)
  const stepLabel = ({ nodeId }: TestRunResult['calls'][number]) => nodes[nodeId]?.label ?? nodeId
  const actionLabel = ({ nodeId, action }: TestRunResult['calls'][number]) => {
    const node = nodes[nodeId]
    const connector = node && connectorOf(document, slotOf(node), connectors)
    return connector?.actions.find(({ id }) => id === action)?.label ?? words(action)
  }
  const call = result.calls[at]
  const titleOf = useRecordTitles(document, call?.nodeId ?? '', 'sent')
  if (!call) {
    return (
      <EmptyState icon="plug" compact title={t('No calls')}>
        {t('On this sample the flow would not have called any system.')}
      </EmptyState>
    )
  }
  return (
    <div className={classes.steps} data-two>
      <div className={classes.stepList}>
        {result.calls.map((one, index) => (
          <button
            key={`${one.nodeId}${one.record}`}
            type="button"
            className={classes.step}
            data-active={index === at || undefined}
            onClick={() => setAt(index)}
          >
            <Icon name="send" size={14} />
            <span className={classes.stepName}>
              {stepLabel(one)}
              {actionLabel(one) === stepLabel(one) ? null : <span className={classes.record}>{actionLabel(one)}</span>}
            </span>
          </button>
        ))}
      </div>
      <Pane title={t('Would have been sent')}>
        <ValueTree value={call.input} label={t('Would have been sent')} depth={3} titleOf={titleOf} />
      </Pane>
    </div>
  )
}
