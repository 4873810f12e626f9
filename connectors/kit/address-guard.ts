// Which addresses connectors may call: public ones only. A flow's author chooses URLs, and must not reach the machine
// Tillflow runs on, its network or its cloud's metadata service (SSRF).
// Names are resolved once, checked, and the connection goes to the checked address: a second answer of DNS changes nothing.
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError } from '#shared/errors.ts'
import { say, type Words } from '#shared/sentence.ts'

// https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry
const IPV4_BLOCKED: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT; Alibaba's metadata service lives here
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local: cloud metadata
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const IPV6_PUBLIC: readonly [string, number] = ['2000::', 3]
const IPV6_BLOCKED: readonly (readonly [string, number])[] = [
  ['2001::', 23], // IETF protocol assignments with Teredo, ORCHID
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4 carries an IPv4 address
  ['3fff::', 20],
]

const blocked = new BlockList()
for (const [net, prefix] of IPV4_BLOCKED) blocked.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of IPV6_BLOCKED) blocked.addSubnet(net, prefix, 'ipv6')
const publicV6 = new BlockList()
publicV6.addSubnet(...IPV6_PUBLIC, 'ipv6')

/** True for an IP address on the public internet. IPv4 inside IPv6 (mapped, NAT64, 6to4) is refused as a whole. */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0] ?? ''
  const family = isIP(plain)
  if (family === 4) return !blocked.check(plain, 'ipv4')
  if (family === 6) return publicV6.check(plain, 'ipv6') && !blocked.check(plain, 'ipv6')
  return false
}

/**
 * Throws `connection-blocked` for what can be told from the URL alone. `new URL` has already turned `127.1`, `0x7f.1`,
 * `2130706433` and full-width digits into `127.0.0.1`.
 */
export function checkUrl(url: URL): void {
  const refuse = (why: Words) => {
    throw new AppError('connection-blocked', { message: say`Tillflow does not call ${url.protocol}//${url.host}: ${why}.` })
  }
  if (url.protocol !== 'https:')
    refuse(url.protocol === 'http:' ? say`it is not encrypted (HTTPS)` : say`only HTTPS addresses can be called`)
  if (url.username !== '' || url.password !== '') refuse(say`credentials do not belong into an address`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicAddress(host)) refuse(say`it is not a public address`)
  if (/^(localhost|.*\.(localhost|local|internal|intranet|lan|home\.arpa))\.?$/i.test(host)) refuse(say`it is not a public address`)
}

/** For `net.connect`: resolves, and fails when any of the name's addresses is not public (DNS rebinding, A public + AAAA private). */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 4)
    const bad = addresses.find(({ address }) => !isPublicAddress(address))
    const first = addresses[0]
    if (bad || !first) {
      const refusal = new AppError('connection-blocked', { message: say`Tillflow does not call ${hostname}: it is not a public address.` })
      return callback(refusal as NodeJS.ErrnoException & AppError, '', 4)
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}
