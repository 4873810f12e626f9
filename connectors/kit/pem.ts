// Keys and certificates as a person pastes them: a field of one line takes their line breaks away, and nothing reads them then.

/** The same PEM text (RFC 7468) with its line breaks; what has some, or is no PEM, stays as it is. */
export function wholePem(text: string): string {
  if (text.trim().includes('\n')) return text
  return text.replaceAll(/-----BEGIN ([A-Z0-9 ]+)-----(.+?)-----END \1-----/g, (_, label: string, body: string) => {
    const lines = body.replaceAll(/\s+/g, '').match(/.{1,64}/g) ?? []
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
  })
}
