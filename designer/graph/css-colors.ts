// What a colour of the style sheets is as a canvas wants it: resolved by the page, once.

/** As the styles of `beside` are now; made anew when the scheme changes. */
export function cssColors(beside: HTMLElement): (css: string) => string {
  const known = new Map<string, string>()
  return (css) => {
    const before = known.get(css)
    if (before !== undefined) return before
    const probe = beside.appendChild(document.createElement('span'))
    probe.style.color = css
    const { color } = getComputedStyle(probe)
    probe.remove()
    known.set(css, color)
    return color
  }
}
