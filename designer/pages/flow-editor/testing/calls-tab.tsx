// The calls that a test run would have made.
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import { words } from '#designer/graph/summary.ts'
import type { TestRunResult } from '#shared/api/contract.ts'
import { useEditor } from '../state/context.ts'
import { Pane } from './steps-tab.tsx'
import classes from './testing.module.css'

export function CallsTab({ result }: { readonly result: TestRunResult }) {
  const nodes = useEditor((state) => state.document.nodes)
  const [at, setAt] = useState(0)
  const call = result.calls[at]
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
              {nodes[one.nodeId]?.label ?? one.nodeId}
              <span className={classes.record}>{words(one.action)}</span>
            </span>
          </button>
        ))}
      </div>
      <Pane title={t('Would have been sent')}>
        <ValueTree value={call.input} label={t('Would have been sent')} depth={3} />
      </Pane>
    </div>
  )
}
