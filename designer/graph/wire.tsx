// The line between two nodes, and the slot in its middle for what a canvas wants to offer there (an insert button).
import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react'
import { createContext, memo, use, useState, type ReactNode } from 'react'
import type { WireEdge } from './card-data.ts'
import type { EdgeRecord } from './edge-records.ts'
import classes from './wire.module.css'

/** Draws what stands in the middle of a wire; nothing in read-only graphs. */
export const WireMiddle = createContext<((wire: MiddleOf) => ReactNode) | undefined>(undefined)

export interface MiddleOf {
  readonly source: string
  readonly port: string
  readonly target: string
  readonly records?: readonly EdgeRecord[]
}

/** On a wire shorter than this the middle shows only while somebody points at the wire or has the focus in it. */
const SHORT_PX = 90

export const Wire = memo(function Wire(props: EdgeProps<WireEdge>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props
  const [path, x, y] = getBezierPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
  const middle = use(WireMiddle)
  const [near, setNear] = useState(false)
  const short = Math.hypot(targetX - sourceX, targetY - sourceY) < SHORT_PX
  const className = [
    classes.wire,
    data?.isError && classes.error,
    data?.change && classes[data.change],
    data?.travelled && classes.travelled,
    data?.dimmed && classes.dimmed,
    selected && classes.selected,
  ]
  return (
    <>
      <g onPointerEnter={() => setNear(true)} onPointerLeave={() => setNear(false)}>
        <BaseEdge id={props.id} path={path} className={className.filter(Boolean).join(' ')} interactionWidth={22} />
      </g>
      {middle ? (
        <EdgeLabelRenderer>
          <div
            className={`${classes.middle} nodrag nopan`}
            data-selected={selected || undefined}
            data-short={short || undefined}
            data-resting={(short && !near && !selected && !data?.records) || undefined}
            style={{ left: x, top: y }}
          >
            {middle({
              source: props.source,
              port: props.sourceHandleId ?? 'out',
              target: props.target,
              ...(data?.records && { records: data.records }),
            })}
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </>
  )
})
