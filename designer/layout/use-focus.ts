// Where the focus is when what had it is gone: a new page begins at its heading; who deleted or closed something goes on beside it.
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Pages are loaded when they are first opened. */
const COMES_MS = 3_000
/** Dialogs give the focus back by themselves, and forms put it into a field: they come first. */
const OTHERS_MS = 300

export function useFocus(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (pathChanged && fromLocation) beginPage(document.activeElement)
      }),
    [router],
  )
  useEffect(keepFocus, [])
}

/** Leads from page to page itself, and has the focus meanwhile: a page that takes its time opens behind it. */
const COMES_ALONG = '[data-tour-card]'

/** To the page as it stands now, and to its heading as soon as there is one: after what led here, and had the focus, is gone. */
export function focusPage(): void {
  const main = document.querySelector<HTMLElement>('main')
  const heading = main?.querySelector<HTMLElement>('h1')
  if (heading) return focusQuietly(heading)
  if (!main) return
  focusQuietly(main)
  beginPage(main)
}

/** To the heading of the page, unless the page itself has put the focus somewhere. */
function beginPage(before: Element | null): void {
  const until = performance.now() + COMES_MS
  const look = () => {
    const now = document.activeElement
    if ((now !== before && now !== document.body) || now?.closest(COMES_ALONG)) return
    const heading = document.querySelector<HTMLElement>('main h1')
    if (heading) focusQuietly(heading)
    else if (performance.now() < until) setTimeout(look, 50)
  }
  setTimeout(look, 50)
}

/** The focus falls to the document when what had it leaves the page: then it goes to what stood around it. */
function keepFocus(): () => void {
  let around: readonly HTMLElement[] = []
  const remember = ({ target }: FocusEvent) => {
    around = target instanceof HTMLElement ? ancestorsOf(target) : []
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const isLost = () => {
    const [had] = around
    return document.activeElement === document.body && had !== undefined && !had.isConnected
  }
  const mend = () => {
    if (!isLost()) return
    const place = around.find((one) => one.isConnected && one.matches(PLACES))
    const main = document.querySelector<HTMLElement>('main')
    const target = place && place !== main ? place : (main?.querySelector<HTMLElement>('h1') ?? main)
    if (target) focusQuietly(target)
  }
  const observer = new MutationObserver(() => {
    if (!isLost() || around.some((one) => one.matches('.react-flow'))) return
    clearTimeout(timer)
    timer = setTimeout(mend, OTHERS_MS)
  })
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', remember)
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', remember)
  }
}

/** What has a name of its own to be read out. */
const PLACES = 'table, section, form, fieldset, [role="dialog"], [role="grid"], [role="tree"], main'

function ancestorsOf(element: HTMLElement): readonly HTMLElement[] {
  const found: HTMLElement[] = []
  for (let one: HTMLElement | null = element; one; one = one.parentElement) found.push(one)
  return found
}

function focusQuietly(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
}
