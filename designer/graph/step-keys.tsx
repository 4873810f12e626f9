// The canvas by keyboard: Tab goes from step to step along the flow, also to steps that are out of sight and not on the page; at either end it leaves the
// canvas. What the keys do is said when the first step has the focus.
import { Panel, useReactFlow, useStoreApi } from '@xyflow/react'
import { memo, useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from 'react'
import { t } from '#designer/i18n/index.ts'
import type { FlowDocument } from '#shared/flow/document.ts'
import { cardOf, focusCard } from './focus-card.ts'
import { placements } from './placement.ts'
import { CARD_WIDTH, cardHeight } from './ports.ts'
import classes from './step-keys.module.css'
import { stepOrder } from './step-order.ts'

export interface StepKeysProps {
  readonly document: FlowDocument
  readonly frame: RefObject<HTMLElement | null>
  /** What else one can press here. */
  readonly help: string
}

/** A step counts as in sight with this much room around it. */
const MARGIN = 24
/** Below there are the words of these keys, and the canvas' own buttons. */
const FOOT = 120

/** Leaves the canvas: into its own buttons, which come behind the steps. */
export const leaveSteps = (frame: Element | null): void =>
  frame?.querySelector<HTMLElement>('[data-behind-steps] button:not(:disabled), .react-flow__controls button')?.focus()

export function SkipSteps({ frame }: Pick<StepKeysProps, 'frame'>) {
  return (
    <button type="button" className={classes.skip} data-skip-steps onClick={() => leaveSteps(frame.current)}>
      {t('Skip the steps')}
    </button>
  )
}

export const StepKeys = memo(function StepKeys({ document: flow, frame, help }: StepKeysProps) {
  const { setCenter, getZoom } = useReactFlow()
  const store = useStoreApi()
  const order = useMemo(() => stepOrder(flow), [flow])
  const [at, setAt] = useState<string>()
  const last = useRef<string>(undefined)

  const bringInSight = (id: string) => {
    const node = flow.nodes[id]
    const place = placements(flow).get(id)
    if (!node || !place) return
    const { width, height, transform } = store.getState()
    const [x, y, zoom] = transform
    const [cardWidth, tall] = [CARD_WIDTH, cardHeight(node)]
    const fits = (start: number, size: number, room: number, after: number) => start >= MARGIN && start + size <= room - after
    if (fits(place.x * zoom + x, cardWidth * zoom, width, MARGIN) && fits(place.y * zoom + y, tall * zoom, height, FOOT)) return
    // At once: whoever holds the key down must not wait for it, and the card comes onto the page only there.
    void setCenter(place.x + cardWidth / 2, place.y + tall / 2, { zoom: getZoom(), duration: 0 })
  }
  /** The step whose card has the focus, or had it until it went out of sight. */
  const stepAt = (target: EventTarget | null): string | undefined => {
    const id = target instanceof HTMLElement && target.classList.contains('react-flow__node') ? target.dataset['id'] : undefined
    if (id !== undefined) return frame.current?.contains(target as Node) && Object.hasOwn(flow.nodes, id) ? id : undefined
    const gone = last.current
    return target === document.body && gone !== undefined && cardOf(gone) === null && order.includes(gone) ? gone : undefined
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
    const here = stepAt(event.target)
    if (here === undefined) return
    const next = order[order.indexOf(here) + (event.shiftKey ? -1 : 1)]
    event.preventDefault()
    if (next === undefined) {
      if (event.shiftKey) frame.current?.parentElement?.querySelector<HTMLElement>('[data-skip-steps]')?.focus()
      else leaveSteps(frame.current)
      return
    }
    bringInSight(next)
    focusCard(next)
  })
  const onFocus = useEffectEvent((event: FocusEvent) => {
    const card = event.target instanceof HTMLElement ? event.target : undefined
    const id = card?.classList.contains('react-flow__node') ? card.dataset['id'] : undefined
    last.current = id
    setAt(id !== undefined && order.includes(id) && card?.matches(':focus-visible') ? id : undefined)
  })
  const onBlur = useEffectEvent((event: FocusEvent) => {
    // A card that leaves the page is followed by the next one.
    if (!(event.relatedTarget instanceof Element)) return
    last.current = undefined
    setAt(undefined)
  })
  useEffect(() => {
    const canvas = frame.current
    const keys = (event: KeyboardEvent) => onKey(event)
    const focus = (event: FocusEvent) => onFocus(event)
    const blur = (event: FocusEvent) => onBlur(event)
    window.addEventListener('keydown', keys)
    canvas?.addEventListener('focusin', focus)
    canvas?.addEventListener('focusout', blur)
    return () => {
      window.removeEventListener('keydown', keys)
      canvas?.removeEventListener('focusin', focus)
      canvas?.removeEventListener('focusout', blur)
    }
  }, [frame])

  return (
    <Panel position="bottom-center" className={classes.panel ?? ''}>
      {at === undefined ? null : (
        <span className={classes.at} aria-hidden>
          {t('{{at}} of {{count}}', { at: order.indexOf(at) + 1, count: order.length })}
        </span>
      )}
      {/* Read out once, when a step gets the focus first. */}
      <span role="status" className={at === undefined ? classes.quiet : classes.help}>
        {at === undefined ? '' : help}
      </span>
    </Panel>
  )
})
