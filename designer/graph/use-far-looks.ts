// The looks of the scheme that is on now, for a canvas that is drawn outside of React's rendering.
import { useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'
import { farLooks, type FarLooks } from './far-looks.ts'

/** `onChange` is called when a sign has been drawn or the scheme has changed. */
export function useFarLooks(onChange: () => void): RefObject<FarLooks | undefined> {
  const looks = useRef<FarLooks>(undefined)
  const changed = useEffectEvent(onChange)
  // Before the first drawing: the page must not be seen without its lines.
  useLayoutEffect(() => {
    const renew = () => {
      looks.current = farLooks(document.body, () => changed())
      changed()
    }
    const scheme = new MutationObserver(renew)
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    renew()
    return () => scheme.disconnect()
  }, [])
  return looks
}
