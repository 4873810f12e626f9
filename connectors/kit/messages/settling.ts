// A page of a broker's messages is settled once: by who stored it or could not, or after a time by nobody, which gives it back.

export function settleOnce(afterMs: number, settle: (stored: boolean) => Promise<void>): (stored: boolean) => Promise<void> {
  let isSettled = false
  const once = async (stored: boolean): Promise<void> => {
    if (isSettled) return
    isSettled = true
    clearTimeout(timer)
    await settle(stored)
  }
  const timer = setTimeout(() => void once(false), afterMs)
  timer.unref()
  return once
}
