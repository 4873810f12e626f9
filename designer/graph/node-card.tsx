// The card of a node on a canvas: icon, label, one line on what it does, problems, state in a run, labelled ports.
import { Handle, Position, type NodeProps } from '@xyflow/react'
import { memo, use } from 'react'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { phrase, t } from '#designer/i18n/index.ts'
import { ERROR_PORT } from '#shared/flow/document.ts'
import type { CardData, CardNode, NodeState } from './card-data.ts'
import { DrawnFromAfar } from './large-flow.tsx'
import { lookOf } from './node-kinds.ts'
import classes from './node-card.module.css'
import { handlesOf, portsOf } from './ports.ts'

const STATE_LOOK = {
  waiting: { icon: 'timer', word: phrase('Waiting') },
  running: { icon: 'loader-circle', word: phrase('Running') },
  succeeded: { icon: 'check', word: phrase('Done') },
  skipped: { icon: 'minus', word: phrase('Skipped') },
  retrying: { icon: 'rotate-ccw', word: phrase('Trying again') },
  parked: { icon: 'x', word: phrase('On the exception desk') },
} as const

const CHANGE_WORDS = { added: phrase('added'), removed: phrase('removed'), changed: phrase('changed') } as const

function StateBadge({ state }: { readonly state: NodeState }) {
  const look = STATE_LOOK[state.status]
  return (
    <span
      className={classes.state}
      data-status={state.status}
      title={[
        t(look.word),
        t('records-count', { count: state.count }),
        ...(state.failed > 0 ? [t('{{failed}} failed', { failed: state.failed })] : []),
      ].join(' · ')}
    >
      <Icon name={look.icon} size={11} />
      {state.failed > 0 && state.count > 1 ? `${state.failed}/${state.count}` : state.count > 1 ? state.count : null}
    </span>
  )
}

function ProblemBadge({ errors, warnings }: Pick<CardData, 'errors' | 'warnings'>) {
  const total = errors + warnings
  if (total === 0) return null
  const title = t('problems-count', { count: total })
  return (
    <span className={classes.problem} data-severity={errors > 0 ? 'error' : 'warning'} title={title} aria-label={title}>
      {total}
    </span>
  )
}

export const NodeCard = memo(function NodeCard(props: NodeProps<CardNode>) {
  return use(DrawnFromAfar) ? <Place {...props} /> : <Card {...props} />
})

/** Where a card is, without anything to see: what one points at, drags and Tab goes to. */
function Place({ data, width, height }: NodeProps<CardNode>) {
  const problems = data.errors + data.warnings
  const title = [
    data.node.label,
    ...(data.state ? [t(STATE_LOOK[data.state.status].word)] : problems > 0 ? [t('problems-count', { count: problems })] : []),
    ...(data.change ? [t(CHANGE_WORDS[data.change])] : []),
  ].join(' · ')
  return (
    <div className={classes.place} style={{ width, height }} title={title}>
      {/* React Flow measures where lines end when a card comes onto the page, and remembers it for the view from near. */}
      {handlesOf(data.node).map((dot) => (
        <span
          key={`${dot.type} ${dot.id}`}
          className={`${classes.dot} ${dot.type}`}
          data-handleid={dot.id}
          data-handlepos={dot.position}
          style={{ left: dot.x, top: dot.y, width: dot.width, height: dot.height }}
        />
      ))}
    </div>
  )
}

function Card({ data, selected, isConnectable }: NodeProps<CardNode>) {
  const { node, summary, state, dimmed } = data
  const look = lookOf(node)
  const ports = portsOf(node)
  return (
    <div
      className={classes.card}
      data-selected={selected || undefined}
      data-status={state?.status}
      data-dimmed={dimmed || undefined}
      data-error={data.errors > 0 || undefined}
      data-off={node.disabled || undefined}
      data-change={data.change}
      style={
        {
          '--kind': `var(--mantine-color-${look.color}-filled)`,
          '--kind-light': `var(--mantine-color-${look.color}-light)`,
          '--kind-text': `var(--mantine-color-${look.color}-light-color)`,
        } as React.CSSProperties
      }
    >
      {node.kind === 'trigger' ? null : (
        <Handle type="target" position={Position.Left} id="in" className={classes.target} isConnectable={isConnectable} />
      )}
      <div className={classes.head}>
        <span className={classes.icon}>
          {data.connectorIcon ? (
            <ConnectorIcon svg={data.connectorIcon} name={look.label} size={20} />
          ) : (
            <Icon name={look.icon} size={18} />
          )}
        </span>
        <span className={classes.text}>
          <span className={classes.label} title={node.label}>
            {node.label}
          </span>
          <span className={classes.below}>
            <span className={classes.summary} title={summary}>
              {summary}
            </span>
            {data.pinned ? (
              <span className={classes.pin} title={t('A test can begin here with the record that was kept')}>
                <Icon name="pin" size={12} label={t('A test can begin here with the record that was kept')} />
              </span>
            ) : null}
            {node.note ? (
              <span className={classes.note} title={node.note}>
                <Icon name="sticky-note" size={12} />
              </span>
            ) : null}
            {data.slot ? (
              <span className={classes.slot} data-tone={data.slot.tone} title={data.slot.words} role="img" aria-label={data.slot.words} />
            ) : null}
          </span>
        </span>
      </div>
      {ports.length === 1 ? (
        <Handle
          type="source"
          position={Position.Right}
          id={ports[0]?.id ?? 'out'}
          className={classes.single}
          isConnectable={isConnectable}
        />
      ) : null}
      {ports.length > 1 ? (
        <div className={classes.ports}>
          {ports.map((port) => (
            <div key={port.id} className={classes.port} data-error={port.id === ERROR_PORT || undefined}>
              <span className={classes.portLabel} title={port.label}>
                {port.label}
              </span>
              <Handle type="source" position={Position.Right} id={port.id} className={classes.source} isConnectable={isConnectable} />
            </div>
          ))}
        </div>
      ) : null}
      {state ? <StateBadge state={state} /> : <ProblemBadge errors={data.errors} warnings={data.warnings} />}
      {node.disabled ? <span className={classes.off}>{t('switched off')}</span> : null}
      {data.change ? <span className={classes.change}>{t(CHANGE_WORDS[data.change])}</span> : null}
    </div>
  )
}
