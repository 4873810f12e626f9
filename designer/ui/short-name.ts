// Short names for addresses and lookup tables: `harbour-finch`.
const SHORT_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const isShortName = (value: string) => SHORT_NAME.test(value) && value.length <= 64

/** Letters that are written as two where there is no key for them, and those that no accent makes. */
const LETTERS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  å: 'aa',
  ł: 'l',
  đ: 'd',
  þ: 'th',
}

export function shortNameOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüßæœøåłđþ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 64)
    .replaceAll(/-+$/g, '')
}
