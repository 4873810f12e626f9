// Puts the focus on a step's card, wherever it stands.

/** A card that was out of sight is on the page only once the canvas has moved there. */
const APPEARS_MS = 3_000
let awaited: string | undefined

export const cardOf = (id: string): HTMLElement | null => document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)

/** A card that has just come may be made anew while the canvas settles, and would take the focus with it. */
const SETTLES_MS = 1_000

/** So that the next key, and a screen reader, are where the selection is. */
export function focusCard(id: string): void {
  awaited = id
  let until = performance.now() + APPEARS_MS
  let had: HTMLElement | undefined
  const look = () => {
    if (awaited !== id || performance.now() > until) return
    const now = document.activeElement
    // Who has the focus by now keeps it, and who took it from the card meant to.
    if (had && now !== had && (had.isConnected || now !== document.body)) return
    const card = cardOf(id)
    if (card && card !== now) {
      card.focus({ preventScroll: true })
      // What is hidden while the view moves takes no focus yet.
      if (document.activeElement === card) {
        if (!had) until = performance.now() + SETTLES_MS
        had = card
      }
    }
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
