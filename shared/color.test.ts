import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandColors, colorDoubts, PAGES } from './brand-colors.ts'
import { contrast, isHex, mix, readable, shadesOf, textOn } from './color.ts'

/** Of styles/tokens.css: words that are less important. */
const QUIET = { light: '#686f7e', dark: '#878e9c' }

const aColor = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

/** Which channel is the strongest, and which the weakest. */
const hueOf = (color: string) =>
  (['r', 'g', 'b'] as const)
    .map((name, i) => [name, Number.parseInt(color.slice(1 + 2 * i, 3 + 2 * i), 16)] as const)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name)
    .join('>')

describe('contrast', () => {
  // Pairs that everybody's calculator agrees on: the lightest grey that passes on white, the one after it, pure red.
  it.each([
    ['#ffffff', '#000000', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
  ])('of %s on %s is %d', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 1)
    expect(contrast(b, a)).toBe(contrast(a, b))
  })
})

describe('text on a colour', () => {
  it('is white on deep and black on bright ones', () => {
    expect(['#0a1f44', '#3d4fc4', '#ffd400', '#ffffff'].map(textOn)).toEqual(['#ffffff', '#ffffff', '#000000', '#000000'])
  })
  it('is readable on any colour', () => {
    fc.assert(
      fc.property(aColor, (color) => {
        expect(contrast(color, textOn(color))).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
})

describe('a readable colour', () => {
  it('is the colour itself where that is readable', () => {
    expect(readable('#3d4fc4', ['#ffffff'], 4.5)).toBe('#3d4fc4')
  })
  it('is a darker one of its hue on a light page, a lighter one on a dark page', () => {
    const darker = readable('#ffd400', ['#ffffff'], 4.5)
    expect(contrast(darker, '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(darker, '#ffffff')).toBeLessThan(4.7)
    expect(contrast(darker, '#ffffff')).toBeGreaterThan(contrast('#ffd400', '#ffffff'))
    expect(hueOf(darker)).toBe('r>g>b')
    const lighter = readable('#0a1f44', ['#121418'], 4.5)
    expect(contrast(lighter, '#121418')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(lighter, '#121418')).toBeLessThan(4.7)
    expect(hueOf(lighter)).toBe('b>g>r')
  })
})

describe('shades', () => {
  it('go from pale to deep through the colour itself', () => {
    for (const color of ['#3d4fc4', '#00695c', '#c2185b', '#0a1f44']) {
      const shades = shadesOf(color)
      expect(shades).toHaveLength(10)
      expect(shades[7]).toBe(color)
      const onBlack = shades.map((shade) => contrast(shade, '#000000'))
      expect(onBlack).toEqual(onBlack.toSorted((a, b) => b - a))
    }
  })
  it('are colours, whatever they are made of', () => {
    fc.assert(
      fc.property(aColor, (color) => {
        expect(shadesOf(color).filter((shade) => !isHex(shade))).toEqual([])
      }),
    )
  })
})

describe('a brand colour', () => {
  it('is readable wherever it is seen, whatever it is', () => {
    fc.assert(
      fc.property(aColor, (color) => {
        const colors = brandColors(color)
        for (const scheme of ['light', 'dark'] as const) {
          const { text, soft, accent, fill, fillHover, onFill } = colors[scheme]
          for (const page of PAGES[scheme]) {
            expect(contrast(text, page)).toBeGreaterThanOrEqual(4.5)
            expect(contrast(accent, page)).toBeGreaterThanOrEqual(3)
          }
          expect(contrast(text, soft)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(QUIET[scheme], soft)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(onFill, fill)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(onFill, fillHover)).toBeGreaterThanOrEqual(4.5)
        }
        // Mantine chooses once for both schemes what is written on the colour.
        expect(colors.dark.onFill).toBe(colors.light.onFill)
      }),
      { numRuns: 2_000 },
    )
  })
  it('fills light pages as it is', () => {
    expect(brandColors('#ffd400').light).toMatchObject({ fill: '#ffd400', onFill: '#000000' })
    expect(brandColors('#ffd400').shades[7]).toBe('#ffd400')
  })
  it('gives no reason to doubt where it is readable on light and on dark pages', () => {
    expect(colorDoubts('#757575')).not.toEqual([])
    expect(colorDoubts('#3d4fc4').map(({ scheme, as }) => `${as} on ${scheme}`)).toEqual(['text on dark', 'fill on dark'])
  })
  it('is doubted where it is too pale or too dark, with what is shown instead', () => {
    const doubts = colorDoubts('#ffd400')
    expect(doubts.map(({ scheme, as }) => `${as} on ${scheme}`)).toEqual(['text on light', 'fill on light'])
    expect(doubts[0]?.contrast).toBeCloseTo(1.3, 1)
    expect(doubts[0]?.shown).toBe(brandColors('#ffd400').light.text)
  })
})

it('mixes as a screen does', () => {
  expect(mix('#ffffff', '#000000', 0.5)).toBe('#808080')
  expect(mix('#ff0000', '#0000ff', 1)).toBe('#ff0000')
})
