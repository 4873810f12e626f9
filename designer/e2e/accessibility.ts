// What axe finds on a page. It is put into the page once and asked for findings alone: its Playwright companion opens a second page for each look and
// describes every element that passed, which takes ten times as long.
import type { Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    readonly axe: typeof axe
  }
}

export interface Look {
  /** CSS selector of the part that is looked at. Default: the whole page. */
  readonly within?: string
  /** CSS selectors of parts that another look covers. */
  readonly without?: readonly string[]
  /** Only these rules. Default: all. */
  readonly rules?: readonly string[]
}

/** What is wrong with the headings that are read out (what lies under the mapping is not): one of level 1, and none skips a level. */
export function headingFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const read = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => !one.closest('[inert]') && one.checkVisibility())
    const levels = read.map((one) => Number(one.tagName.slice(1)))
    const skips = levels.flatMap((level, at) =>
      level > (levels[at - 1] ?? 0) + 1 ? [`h${level} "${read[at]?.textContent}" comes behind h${levels[at - 1] ?? 0}`] : [],
    )
    const main = levels.filter((level) => level === 1).length
    return [...(main === 1 ? [] : [`${main} headings of level 1`]), ...skips]
  })
}

/** Findings of serious or critical impact, one a line: the rule, what it asks for and the element. */
export async function seriousFindings(page: Page, look: Look = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async ({ within, without = [], rules }) => {
    const { violations } = await window.axe.run(
      { include: within ?? 'html', exclude: [...without] },
      { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) },
    )
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} at ${String(node.target)}`))
  }, look)
}
