// Puts the focus on a step's card, wherever it stands.

/** A card that was out of sight is on the page only once the canvas has moved there. */
const APPEARS_MS = 1_500
let awaited: string | undefined

export const cardOf = (id: string): HTMLElement | null => document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)

/** So that the next key, and a screen reader, are where the selection is. */
export function focusCard(id: string): void {
  awaited = id
  const until = performance.now() + APPEARS_MS
  const look = () => {
    if (awaited !== id) return
    const card = cardOf(id)
    if (card) card.focus({ preventScroll: true })
    else if (performance.now() < until) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
