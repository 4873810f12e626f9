import { describe, expect, it } from 'vitest'
import { cleanSvg } from './svg.ts'

const svg = (inside: string, attributes = 'viewBox="0 0 8 8"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`
const written = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">${inside}</svg>`

describe('an SVG', () => {
  it('keeps its shapes, gradients, styles and texts', () => {
    const inside =
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"></stop></linearGradient></defs><style>.a{fill:url(#g)}</style><path class="a" d="M0 0h8" fill="url(\'#g\')"></path><text x="1">Q &amp; A</text>'
    expect(cleanSvg(svg(inside))).toBe(written(inside))
  })
  it('loses what only drawing programs read', () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?><!-- Made in Inkscape --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
${svg('<metadata><x:rdf xmlns:x="urn:x"><x:b/></x:rdf></metadata><i:view xmlns:i="urn:inkscape"><path d="M1"/></i:view><path xmlns:i="urn:inkscape" i:label="a" data-name="b" d="M0"/>')}`
    expect(cleanSvg(text)).toBe(written('<path d="M0"></path>'))
  })
  it('uses its own pieces', () => {
    expect(cleanSvg(svg('<g id="a"><path d="M0"/></g><use xlink:href="#a"/>'))).toBe(
      written('<g id="a"><path d="M0"></path></g><use href="#a"></use>'),
    )
  })
  it('has a viewBox, of its sides where it names none', () => {
    expect(cleanSvg(svg('', 'width="24px" height="12"'))).toContain('viewBox="0 0 24 12"')
  })

  it.each([
    ['a script', '<script>alert(1)</script>', 'element "script"'],
    ['a script in another prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', 'element "s:script"'],
    ['an event handler', '<path onclick="alert(1)" d="M0"/>', 'script in "onclick"'],
    ['an event handler in capitals', '<path ONLOAD="alert(1)" d="M0"/>', 'script in "ONLOAD"'],
    ['an event handler in a namespace', '<path xmlns:e="urn:e" e:onload="alert(1)" d="M0"/>', 'script in "onload"'],
    ['a foreign object', '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">hi</p></foreignObject>', 'element "foreignObject"'],
    ['a web page’s element', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', 'element "h:script"'],
    ['an element of no namespace', '<script xmlns="">alert(1)</script>', 'element "script"'],
    ['a link', '<a href="https://evil.example"><path d="M0"/></a>', 'element "a"'],
    ['a picture from elsewhere', '<image href="https://evil.example/x.png"/>', 'element "image"'],
    ['a picture within', '<image href="data:image/png;base64,AAAA"/>', 'element "image"'],
    ['an animation', '<animate attributeName="href" to="javascript:alert(1)"/>', 'element "animate"'],
    ['a set', '<set attributeName="onload" to="alert(1)"/>', 'element "set"'],
    ['a use of elsewhere', '<use href="https://evil.example/x.svg#a"/>', 'leads elsewhere'],
    ['a use of data', '<use xlink:href="data:image/svg+xml;base64,AAAA#a"/>', 'leads elsewhere'],
    ['a javascript address', '<use xlink:href="javascript:alert(1)"/>', 'leads elsewhere'],
    ['a hidden javascript address', '<use xlink:href="java&#10;script:alert(1)"/>', 'leads elsewhere'],
    ['a picture of a filter', '<filter><feImage href="#a"/></filter>', 'element "feImage"'],
    ['a fill from elsewhere', '<path d="M0" fill="url(https://evil.example/#a)"/>', 'style loads'],
    ['a style from elsewhere', '<path d="M0" style="fill:url( \'//evil.example\' )"/>', 'style loads'],
    ['an import', '<style>@import "https://evil.example/a.css";</style>', 'style loads'],
    ['an escaped import', '<style>\\40 import "https://evil.example/a.css";</style>', 'style loads'],
    ['a style in cdata', '<style><![CDATA[a{background:url(https://evil.example)}]]></style>', 'style loads'],
    ['a style cut by cdata', '<style>a{background:ur<![CDATA[l(https://evil.example)]]>}</style>', 'style loads'],
    ['a style cut by a comment', '<style>a{background:u<!-- -->rl(https://evil.example)}</style>', 'style loads'],
    ['an image set', '<style>a{background:image-set("https://evil.example" 1x)}</style>', 'style loads'],
    ['copies of copies', '<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"><path/></g><use href="#a"/>', 'copies what is a copy'],
    ['a copy of itself', '<g id="a"><use href="#a"/></g>', 'copies what is a copy'],
    ['an instruction', '<?xml-stylesheet href="https://evil.example/a.css"?>', 'instruction "xml-stylesheet"'],
    ['an open end', '<path', 'no well-formed XML'],
    ['depth', '<g>'.repeat(80) + '</g>'.repeat(80), 'deeper than 60'],
    ['a crowd', '<path/>'.repeat(5_000), 'more than 5000 elements'],
  ])('is refused with %s', (_, inside, reason) => {
    expect(() => cleanSvg(svg(inside))).toThrow(reason)
    expect(() => cleanSvg(svg(inside))).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  })
  it.each([
    [
      'declares entities',
      '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&a;</svg>',
      'entities',
    ],
    ['is no SVG', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'does not begin with an svg element'],
    ['is of no namespace', '<svg viewBox="0 0 1 1"/>', 'does not begin with an svg element'],
    ['has no size', '<svg xmlns="http://www.w3.org/2000/svg" width="100%"/>', 'no size'],
    ['is cut off', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">', 'no well-formed XML'],
    ['has two roots', `${svg('')}${svg('')}`, 'no well-formed XML'],
    ['is only dropped', '<a:b xmlns:a="urn:a"/>', 'no well-formed XML'],
  ])('is refused when it %s', (_, text, reason) => {
    expect(() => cleanSvg(text)).toThrow(reason)
  })
  it('says in which line', () => {
    expect(() => cleanSvg(svg('\n\n<script/>'))).toThrow('(line 3)')
  })
})
