// Countries by ISO 3166-1: two letters, three letters and number, and the names that people write. XK (Kosovo) is no official code, but the one in use.

const CODES = `
ADAND020 AEARE784 AFAFG004 AGATG028 AIAIA660 ALALB008 AMARM051 AOAGO024 AQATA010 ARARG032 ASASM016 ATAUT040 AUAUS036 AWABW533 AXALA248 AZAZE031
BABIH070 BBBRB052 BDBGD050 BEBEL056 BFBFA854 BGBGR100 BHBHR048 BIBDI108 BJBEN204 BLBLM652 BMBMU060 BNBRN096 BOBOL068 BQBES535 BRBRA076 BSBHS044
BTBTN064 BVBVT074 BWBWA072 BYBLR112 BZBLZ084 CACAN124 CCCCK166 CDCOD180 CFCAF140 CGCOG178 CHCHE756 CICIV384 CKCOK184 CLCHL152 CMCMR120 CNCHN156
COCOL170 CRCRI188 CUCUB192 CVCPV132 CWCUW531 CXCXR162 CYCYP196 CZCZE203 DEDEU276 DJDJI262 DKDNK208 DMDMA212 DODOM214 DZDZA012 ECECU218 EEEST233
EGEGY818 EHESH732 ERERI232 ESESP724 ETETH231 FIFIN246 FJFJI242 FKFLK238 FMFSM583 FOFRO234 FRFRA250 GAGAB266 GBGBR826 GDGRD308 GEGEO268 GFGUF254
GGGGY831 GHGHA288 GIGIB292 GLGRL304 GMGMB270 GNGIN324 GPGLP312 GQGNQ226 GRGRC300 GSSGS239 GTGTM320 GUGUM316 GWGNB624 GYGUY328 HKHKG344 HMHMD334
HNHND340 HRHRV191 HTHTI332 HUHUN348 IDIDN360 IEIRL372 ILISR376 IMIMN833 ININD356 IOIOT086 IQIRQ368 IRIRN364 ISISL352 ITITA380 JEJEY832 JMJAM388
JOJOR400 JPJPN392 KEKEN404 KGKGZ417 KHKHM116 KIKIR296 KMCOM174 KNKNA659 KPPRK408 KRKOR410 KWKWT414 KYCYM136 KZKAZ398 LALAO418 LBLBN422 LCLCA662
LILIE438 LKLKA144 LRLBR430 LSLSO426 LTLTU440 LULUX442 LVLVA428 LYLBY434 MAMAR504 MCMCO492 MDMDA498 MEMNE499 MFMAF663 MGMDG450 MHMHL584 MKMKD807
MLMLI466 MMMMR104 MNMNG496 MOMAC446 MPMNP580 MQMTQ474 MRMRT478 MSMSR500 MTMLT470 MUMUS480 MVMDV462 MWMWI454 MXMEX484 MYMYS458 MZMOZ508 NANAM516
NCNCL540 NENER562 NFNFK574 NGNGA566 NINIC558 NLNLD528 NONOR578 NPNPL524 NRNRU520 NUNIU570 NZNZL554 OMOMN512 PAPAN591 PEPER604 PFPYF258 PGPNG598
PHPHL608 PKPAK586 PLPOL616 PMSPM666 PNPCN612 PRPRI630 PSPSE275 PTPRT620 PWPLW585 PYPRY600 QAQAT634 REREU638 ROROU642 RSSRB688 RURUS643 RWRWA646
SASAU682 SBSLB090 SCSYC690 SDSDN729 SESWE752 SGSGP702 SHSHN654 SISVN705 SJSJM744 SKSVK703 SLSLE694 SMSMR674 SNSEN686 SOSOM706 SRSUR740 SSSSD728
STSTP678 SVSLV222 SXSXM534 SYSYR760 SZSWZ748 TCTCA796 TDTCD148 TFATF260 TGTGO768 THTHA764 TJTJK762 TKTKL772 TLTLS626 TMTKM795 TNTUN788 TOTON776
TRTUR792 TTTTO780 TVTUV798 TWTWN158 TZTZA834 UAUKR804 UGUGA800 UMUMI581 USUSA840 UYURY858 UZUZB860 VAVAT336 VCVCT670 VEVEN862 VGVGB092 VIVIR850
VNVNM704 VUVUT548 WFWLF876 WSWSM882 XKXKX983 YEYEM887 YTMYT175 ZAZAF710 ZMZMB894 ZWZWE716`

/** Names and codes in use that neither the standard nor the language data knows. Without accents, blanks and signs, in small letters. */
const ALIASES: Readonly<Record<string, string>> = {
  america: 'US',
  bosnia: 'BA',
  burma: 'MM',
  congo: 'CG',
  czechrepublic: 'CZ',
  drcongo: 'CD',
  easttimor: 'TL',
  el: 'GR',
  england: 'GB',
  greatbritain: 'GB',
  grossbritannien: 'GB',
  holland: 'NL',
  hongkong: 'HK',
  irelandrepublicof: 'IE',
  ivorycoast: 'CI',
  korea: 'KR',
  macau: 'MO',
  macedonia: 'MK',
  northernireland: 'GB',
  palestine: 'PS',
  peoplesrepublicofchina: 'CN',
  republicofireland: 'IE',
  republicofkorea: 'KR',
  russianfederation: 'RU',
  scotland: 'GB',
  swaziland: 'SZ',
  taiwanprovinceofchina: 'TW',
  thebahamas: 'BS',
  thegambia: 'GM',
  thenetherlands: 'NL',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  unitedstatesofamerica: 'US',
  vatican: 'VA',
  wales: 'GB',
}

/** In which languages names are known. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da', 'nb', 'fi', 'cs']

export interface CountryCodes {
  readonly alpha2: string
  readonly alpha3: string
  readonly numeric: string
}

/** Both are made when they are first needed: each client's isolate loads this file, and most flows know no countries, or only codes. */
let byCode: Map<string, CountryCodes> | undefined
let byName: Map<string, CountryCodes> | undefined

/** By a code (`DE`, `DEU`, `276`) or a name (`Germany`, `Deutschland`, `Allemagne`). Undefined when there is none. */
export function findCountry(text: string): CountryCodes | undefined {
  const trimmed = text.trim()
  byCode ??= codesOfCountries()
  const found = byCode.get(trimmed.toUpperCase()) ?? (/^\d{1,3}$/.test(trimmed) ? byCode.get(trimmed.padStart(3, '0')) : undefined)
  if (found) return found
  byName ??= namesOfCountries(byCode)
  return byName.get(plainName(trimmed))
}

/** In English. */
export const countryName = (country: CountryCodes): string => displayNames('en').of(country.alpha2) ?? country.alpha2

function codesOfCountries(): Map<string, CountryCodes> {
  const codes = CODES.trim()
    .split(/\s+/)
    .map((text) => ({ alpha2: text.slice(0, 2), alpha3: text.slice(2, 5), numeric: text.slice(5) }))
  return new Map(codes.flatMap((country) => [country.alpha2, country.alpha3, country.numeric].map((code) => [code, country] as const)))
}

function namesOfCountries(codes: ReadonlyMap<string, CountryCodes>): Map<string, CountryCodes> {
  const names = new Map<string, CountryCodes>()
  for (const language of LANGUAGES) {
    for (const display of [displayNames(language), displayNames(language, 'short')]) {
      for (const country of new Set(codes.values())) {
        const name = plainName(display.of(country.alpha2) ?? '')
        if (name !== '' && !names.has(name)) names.set(name, country)
      }
    }
  }
  for (const [alias, code] of Object.entries(ALIASES)) {
    const country = codes.get(code)
    if (country && !names.has(alias)) names.set(alias, country)
  }
  return names
}

const displayNames = (language: string, style: 'long' | 'short' = 'long') => new Intl.DisplayNames([language], { type: 'region', style })

/** Letters only, without accents, small; "&" and "St." are written out, so that both ways of writing meet. */
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/\bst\.? /g, 'saint ')
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')
    .replaceAll('ß', 'ss')
