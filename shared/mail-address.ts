/** Pattern of one e-mail address without a name: no blanks, brackets or separators of lists (RFC 5322 §3.4), a host behind the @. */
export const MAIL_ADDRESS = '^[^\\s@<>,;:"\\\\]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$'
