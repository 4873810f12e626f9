// The tour of a new person: a card beside the real thing, on the real page. It covers nothing but itself, takes keys only while it has the focus,
// and is left with Escape at any time.
import { Button, Popover, Portal, Text } from '@mantine/core'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { focusPage } from '#designer/layout/use-focus.ts'
import { useSession } from '#designer/state/session.ts'
import type { TourStop } from './stops.ts'
import classes from './tour.module.css'
import { useTourState } from './tour-state.ts'
import { useAnchor, type Rect } from './use-anchor.ts'
import { useBeginTour, useEndTour } from './use-tour.ts'

/** Where one comes to after signing in. A link that leads somewhere else is followed without a tour. */
const START_PAGES = /^\/(c\/[^/]+\/overview)?$/

export function Tour() {
  const { toured } = useSession()
  const { pathname } = useLocation()
  const { stops, at } = useTourState()
  const begin = useBeginTour()
  const start = useEffectEvent(begin)
  const isWanted = !toured && stops.length === 0 && START_PAGES.test(pathname)
  useEffect(() => {
    if (isWanted) start()
  }, [isWanted])
  const stop = stops[at]
  return stop ? <Stop key={stop.id} stop={stop} at={at} count={stops.length} /> : null
}

interface StopProps {
  readonly stop: TourStop
  readonly at: number
  readonly count: number
}

function Stop({ stop, at, count }: StopProps) {
  const navigate = useNavigate()
  const go = useTourState((state) => state.go)
  const end = useEndTour()
  const anchor = useAnchor(stop.anchor)
  const ids = { title: useId(), text: useId() }
  const card = useRef<HTMLDivElement>(null)
  const lead = useEffectEvent(() => void navigate(stop.where))
  useEffect(() => lead(), [])
  useFocus(card, anchor !== undefined)
  const isLast = at === count - 1
  const next = () => (isLast ? end() : go(at + 1))
  const back = () => go(Math.max(0, at - 1))
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key === 'Tab') return
    // While the card has the focus, keys are not the page's.
    event.stopPropagation()
    const isOnCard = event.target === event.currentTarget
    if (event.key === 'Escape') end()
    else if (event.key === 'ArrowRight' || (event.key === 'Enter' && isOnCard)) next()
    else if (event.key === 'ArrowLeft') back()
    else return
    event.preventDefault()
  }
  const spot = spotFor(anchor)
  return (
    <>
      {anchor ? (
        <Portal>
          <div className={classes.ring} style={boxOf(isLarge(anchor) ? anchor : around(anchor))} aria-hidden />
        </Portal>
      ) : null}
      <Popover
        opened
        width={340}
        position={spot.position}
        offset={spot.offset}
        withArrow={spot.withArrow}
        arrowSize={10}
        middlewares={MIDDLEWARES}
        shadow="lg"
        // Above the mapping, which covers the app; below dialogs, which have the floor.
        zIndex={190}
        withRoles={false}
        trapFocus={false}
        returnFocus={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
      >
        <Popover.Target>
          <Spot box={spot.box} />
        </Popover.Target>
        <Popover.Dropdown
          ref={card}
          className={classes.card ?? ''}
          role="dialog"
          aria-labelledby={ids.title}
          aria-describedby={ids.text}
          tabIndex={-1}
          data-tour-card
          onKeyDown={onKeyDown}
        >
          <Text fz="xs" c="dimmed">
            {t('Tour, {{number}} of {{count}}', { number: at + 1, count })}
          </Text>
          <h2 id={ids.title} className={classes.title}>
            {t(stop.title)}
          </h2>
          <p id={ids.text} className={classes.text}>
            {t(stop.text)}
          </p>
          <div className={classes.buttons}>
            {isLast ? null : (
              <Button size="xs" variant="subtle" color="gray" onClick={end} mr="auto" ml={-10}>
                {t('Skip the tour')}
              </Button>
            )}
            {at > 0 ? (
              <Button size="xs" variant="default" onClick={back}>
                {t('Back')}
              </Button>
            ) : null}
            <Button size="xs" onClick={next}>
              {isLast ? t('Done') : t('Next')}
            </Button>
          </div>
          <Text fz="xs" c="dimmed" mt={10}>
            {t('Enter or → goes on, ← goes back, Esc ends it. You find it again in the menu with your initials.')}
          </Text>
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

/** What a page focuses by itself as it opens comes first. */
const SETTLE_MS = 350

/** The card is read out, and takes keys, as soon as it stands; after the tour the focus goes back to where it was, or to the page. */
function useFocus(card: React.RefObject<HTMLDivElement | null>, isThere: boolean): void {
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    const timer = setTimeout(() => card.current?.focus({ preventScroll: true }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [card, isThere])
  useEffect(
    () => () => {
      if (useTourState.getState().stops.length > 0) return
      const isGone =
        !(before instanceof HTMLElement) || !before.isConnected || before === document.body || before.closest('[data-tour-card]')
      if (isGone) focusPage()
      else before.focus({ preventScroll: true })
    },
    [before],
  )
}

function Spot({ box, ref }: { readonly box: Rect; readonly ref?: React.Ref<HTMLDivElement> }) {
  return (
    <Portal>
      <div ref={ref} className={classes.spot} style={boxOf(box)} aria-hidden />
    </Portal>
  )
}

/** The card keeps off the edges of the window. */
const MIDDLEWARES = { shift: { padding: 12 }, flip: true }

const ROOM = 4
const around = ({ x, y, width, height }: Rect): Rect => ({ x: x - ROOM, y: y - ROOM, width: width + 2 * ROOM, height: height + 2 * ROOM })
const isLarge = ({ width, height }: Rect) => width > window.innerWidth / 2 && height > window.innerHeight / 2

const boxOf = ({ x, y, width, height }: Rect) => ({ left: x, top: y, width, height })

/** Beside a button or a panel; within what fills the page, in its lower corner; where nothing is to be seen, in the corner of the window. */
function spotFor(anchor: Rect | undefined) {
  if (!anchor || isLarge(anchor)) {
    const corner = anchor ?? { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight }
    const box = { x: corner.x + corner.width - 24, y: corner.y + corner.height - 24, width: 0, height: 0 }
    return { box, position: 'top-end', withArrow: false, offset: 0 } as const
  }
  const isTall = anchor.height > window.innerHeight / 2
  return { box: anchor, position: isTall ? 'right-start' : 'bottom', withArrow: true, offset: 12 } as const
}
