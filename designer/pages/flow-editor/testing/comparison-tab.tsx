// What the sample expects beside what the flow gave.
import { useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ValueTree } from '#designer/ui/value-tree.tsx'
import type { TestRunResult } from '#shared/api/contract.ts'
import { useEditor } from '../state/context.ts'
import { FieldPath } from '#designer/ui/field-path.tsx'
import { sentSchema } from '#shared/flow/shown-names.ts'
import { useNamingContext } from '../state/use-naming-context.ts'
import { differences } from '#designer/ui/differences.ts'
import { Pane } from './steps-tab.tsx'
import classes from './testing.module.css'

export function ComparisonTab({ result }: { readonly result: TestRunResult }) {
  const document = useEditor((state) => state.document)
  const { nodes } = document
  const context = useNamingContext()
  const list = result.comparison ?? []
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      list.findIndex((one) => !one.matches),
    ),
  )
  const one = list[at]
  if (!one) return null
  if (!one.matches && one.actual === undefined) {
    return (
      <EmptyState icon="circle-x" compact title={t('{{step}} gave nothing', { step: nodes[one.nodeId]?.label ?? one.nodeId })}>
        {t('The record did not get through this step. Look at Steps to see why.')}
      </EmptyState>
    )
  }
  const schema = sentSchema(document, one.nodeId, context)
  const differing = one.matches ? [] : differences(one.expected, one.actual)
  return (
    <div className={classes.steps}>
      <div className={classes.stepList}>
        {list.map((other, index) => (
          <button
            key={other.nodeId}
            type="button"
            className={classes.step}
            data-active={index === at || undefined}
            onClick={() => setAt(index)}
          >
            <Icon name={other.matches ? 'circle-check' : 'circle-x'} size={15} color={other.matches ? 'var(--tf-ok)' : 'var(--tf-bad)'} />
            <span className={classes.stepName}>{nodes[other.nodeId]?.label ?? other.nodeId}</span>
          </button>
        ))}
      </div>
      <Pane title={t('Expected')}>
        <ValueTree value={one.expected} label={t('Expected')} depth={2} />
      </Pane>
      <Pane title={one.matches ? t('The flow gave the same') : t('differences-count', { count: differing.length })}>
        {differing.length > 0 ? (
          <ul className={classes.differences}>
            {differing.map((difference) => (
              <li key={difference.keys.join('/')}>
                <FieldPath keys={difference.keys} schema={schema} />
                <span data-side="expected">{difference.expected}</span>
                <span data-side="actual">{difference.actual}</span>
              </li>
            ))}
          </ul>
        ) : null}
        <ValueTree value={one.actual} label={t('What the flow gave')} depth={2} />
      </Pane>
    </div>
  )
}
