// Every error code of the product, once: its disposition, HTTP status, a plain sentence and what to do.
// Codes are saved in customers' data: they are chosen slowly and never renamed.
import type { Disposition } from './errors.ts'

export interface ErrorCodeEntry {
  readonly disposition: Disposition
  /** HTTP status when it ends an API request. */
  readonly status: number
  readonly message: string
  readonly fix: string
}

export const ERROR_CODES = {
  // Requests to the API
  'not-found': {
    disposition: 'stop',
    status: 404,
    message: 'There is nothing here with that id.',
    fix: 'Check the address, and that you are signed in to the right partner and client.',
  },
  'not-signed-in': {
    disposition: 'reconnect',
    status: 401,
    message: 'You are not signed in.',
    fix: 'Sign in, or send a valid API key as a Bearer token.',
  },
  'not-allowed': {
    disposition: 'stop',
    status: 403,
    message: 'Your role does not allow this.',
    fix: 'Ask a partner admin for a role that does.',
  },
  'invalid-request': {
    disposition: 'stop',
    status: 400,
    message: 'The request is not valid.',
    fix: 'Correct the members listed under issues.',
  },
  'invalid-json': {
    disposition: 'rejected',
    status: 400,
    message: 'The body is not valid JSON.',
    fix: 'Send one well-formed JSON value in UTF-8.',
  },
  'too-large': {
    disposition: 'rejected',
    status: 413,
    message: 'The body is too large.',
    fix: 'Send less at once, or split it into several requests.',
  },
  'unsupported-media-type': {
    disposition: 'stop',
    status: 415,
    message: 'This content type is not accepted here.',
    fix: 'Send application/json.',
  },
  'method-not-allowed': {
    disposition: 'stop',
    status: 405,
    message: 'This address does not take that method.',
    fix: 'Use one of the methods listed in the Allow header.',
  },
  'stale-revision': {
    disposition: 'stop',
    status: 409,
    message: 'Somebody saved a newer revision in the meantime.',
    fix: 'Reload, look at the difference, and apply your change to the newest revision.',
  },
  conflict: {
    disposition: 'stop',
    status: 409,
    message: 'This clashes with something that exists already.',
    fix: 'Choose another name, or change the existing one.',
  },
  'part-conflict': {
    disposition: 'stop',
    status: 409,
    message: 'The file brings mapping parts that say something else here.',
    fix: 'Say for each whether to keep what is here, to make a new version of it, or to use another name.',
  },
  'too-many-requests': {
    disposition: 'retry-after',
    status: 429,
    message: 'Too many requests.',
    fix: 'Wait as long as Retry-After says and send it again.',
  },
  unavailable: {
    disposition: 'retry',
    status: 503,
    message: 'The service cannot take this right now.',
    fix: 'Try again shortly.',
  },
  internal: {
    disposition: 'bug',
    status: 500,
    message: 'Something went wrong inside Tillflow.',
    fix: 'Try again. If it happens again, send us the request id.',
  },

  // Webhooks
  'hook-unknown': {
    disposition: 'stop',
    status: 404,
    message: 'No webhook is registered at this address.',
    fix: "Copy the address again from the flow's deployment.",
  },
  'hook-inactive': {
    disposition: 'stop',
    status: 410,
    message: 'The flow behind this webhook is not deployed any more.',
    fix: 'Deploy the flow again, or delete the webhook at the sender.',
  },
  'signature-invalid': {
    disposition: 'stop',
    status: 401,
    message: 'The signature does not match.',
    fix: 'Check that the sender uses the current secret of this webhook.',
  },
  'delivery-rejected': {
    disposition: 'stop',
    status: 400,
    message: 'The delivery is not one this webhook accepts.',
    fix: 'Check the event and the shop this webhook belongs to.',
  },

  // Flow documents
  'flow-invalid': {
    disposition: 'stop',
    status: 422,
    message: 'The flow has problems that must be fixed first.',
    fix: 'Open the problems list; each entry jumps to its node.',
  },
  'samples-differ': {
    disposition: 'stop',
    status: 422,
    message: 'Samples give something else than is expected, and this flow is published only when they do not.',
    fix: 'Mend the flow, or keep what comes out as the expected result of the sample.',
  },
  'flow-format-unknown': {
    disposition: 'stop',
    status: 422,
    message: 'This flow was saved by a newer Tillflow, or is not a flow.',
    fix: 'Update Tillflow, or export the flow again.',
  },
  'slot-unbound': {
    disposition: 'stop',
    status: 422,
    message: 'A connection slot has no connection.',
    fix: 'Choose a connection for every slot, then deploy again.',
  },
  'not-deployed': {
    disposition: 'stop',
    status: 409,
    message: 'The flow is not deployed in this environment.',
    fix: 'Publish a version and deploy it.',
  },

  // Mapping and sandbox
  'expression-invalid': {
    disposition: 'stop',
    status: 422,
    message: 'The expression has a syntax error.',
    fix: 'Correct it at the marked position.',
  },
  'expression-failed': {
    disposition: 'rejected',
    status: 422,
    message: 'The expression could not be evaluated for this record.',
    fix: 'Look at the record, then correct the expression or the data.',
  },
  'required-field-missing': {
    disposition: 'rejected',
    status: 422,
    message: 'A required field has no value.',
    fix: 'Correct the mapping row or the source data, then replay.',
  },
  'lookup-missing': {
    disposition: 'rejected',
    status: 422,
    message: 'The lookup table has no entry for this value.',
    fix: 'Add the value to the lookup table, then replay.',
  },
  'lookup-table-missing': {
    disposition: 'stop',
    status: 422,
    message: 'The lookup table does not exist for this client.',
    fix: 'Create the table under Lookup tables, or correct its name in the flow.',
  },
  'money-invalid': {
    disposition: 'rejected',
    status: 422,
    message: 'A value is not an amount of money.',
    fix: 'Give a decimal number such as 12.50.',
  },
  'currencies-mixed': {
    disposition: 'rejected',
    status: 422,
    message: 'Amounts of two currencies meet in one calculation.',
    fix: 'Take both amounts in one currency, or convert one of them at a stated rate.',
  },
  unbalanced: {
    disposition: 'rejected',
    status: 422,
    message: 'Two sums of the mapped record that must agree do not.',
    fix: 'Compare the amounts with the record in the other system; correct the mapping or the data, then replay.',
  },
  'value-invalid': {
    disposition: 'rejected',
    status: 422,
    message: 'A value is not what the function can read.',
    fix: 'Correct the value at its source, or the rule, then replay.',
  },
  'script-failed': {
    disposition: 'rejected',
    status: 422,
    message: 'The script threw an error for this record.',
    fix: 'Correct the script or the data, then replay.',
  },
  'script-invalid': { disposition: 'stop', status: 422, message: 'The script has a syntax error.', fix: 'Correct it at the marked line.' },
  'sandbox-timeout': {
    disposition: 'rejected',
    status: 422,
    message: 'The step took too long and was ended.',
    fix: 'Look for an endless loop, a runaway regular expression, or far too much data.',
  },
  'sandbox-memory': {
    disposition: 'rejected',
    status: 422,
    message: 'The step used too much memory and was ended.',
    fix: 'Work on less data at once.',
  },
  'sandbox-crashed': {
    disposition: 'retry',
    status: 503,
    message: 'The process that evaluates mappings ended unexpectedly.',
    fix: 'It is restarted and the step is tried again by itself.',
  },
  'output-too-large': {
    disposition: 'rejected',
    status: 422,
    message: 'The step produced too much data.',
    fix: 'Return less, or use a loop.',
  },
  raised: {
    disposition: 'rejected',
    status: 422,
    message: 'The flow sent this record to the exception desk.',
    fix: 'Read the message of the raise step.',
  },
  'items-not-a-list': {
    disposition: 'rejected',
    status: 422,
    message: 'The loop did not get a list.',
    fix: 'Correct the items expression of the loop.',
  },
  'file-unreadable': {
    disposition: 'rejected',
    status: 422,
    message: 'The file cannot be read.',
    fix: 'Compare the file with the format that the trigger of the flow expects, correct one of them, and send the file again.',
  },
  'file-record-invalid': {
    disposition: 'rejected',
    status: 422,
    message: 'A record of the file cannot be read.',
    fix: 'Replay it with a corrected record, or correct the file and send it again.',
  },
  'payload-invalid': {
    disposition: 'rejected',
    status: 422,
    message: 'The stored payload is not JSON that a flow can use.',
    fix: 'Look at the raw payload and ask the sender to correct it.',
  },

  // Calls to other systems
  'connection-failed': {
    disposition: 'retry',
    status: 502,
    message: 'The other system could not be reached.',
    fix: 'Check that it is up; Tillflow tries again by itself.',
  },
  'connection-blocked': {
    disposition: 'stop',
    status: 422,
    message: 'Tillflow does not call this address.',
    fix: 'Use a public address over HTTPS.',
  },
  'call-timeout': {
    disposition: 'retry',
    status: 504,
    message: 'The other system did not answer in time.',
    fix: 'Tillflow tries again by itself; if it stays slow, ask its operator.',
  },
  'outcome-unknown': {
    disposition: 'uncertain',
    status: 502,
    message: 'The other system may or may not have stored this.',
    fix: 'Look in the other system, then say whether it arrived or send it again.',
  },
  'vendor-throttled': {
    disposition: 'retry-after',
    status: 429,
    message: 'The other system asks us to slow down.',
    fix: 'Nothing to do: Tillflow waits and goes on.',
  },
  'vendor-busy': {
    disposition: 'retry-after',
    status: 503,
    message: 'The other system is still working on it.',
    fix: 'Nothing to do: Tillflow looks again by itself.',
  },
  'not-there-yet': {
    disposition: 'retry',
    status: 404,
    message: 'The other system does not have it yet.',
    fix: 'Tillflow looks again by itself, as the step says. If it never comes: look why it was not made, then replay.',
  },
  'daily-limit-reached': {
    disposition: 'retry-after',
    status: 429,
    message: "The other system's calls for today are used up.",
    fix: 'Nothing to do: Tillflow goes on when the day begins anew. If it happens often, ask the vendor for more calls.',
  },
  'maintenance-window': {
    disposition: 'retry-after',
    status: 503,
    message: 'The connection is in its maintenance window.',
    fix: 'Nothing to do: Tillflow goes on when the window ends. Windows are set at the connection.',
  },
  'connection-down': {
    disposition: 'retry-after',
    status: 503,
    message: 'The other system failed several times in a row; Tillflow waits and tries again by itself.',
    fix: 'Check that the other system is up. "Try now" on the connections page does not wait.',
  },
  'sign-in-awaited': {
    disposition: 'retry-after',
    status: 503,
    message: 'The connection waits for valid credentials.',
    fix: 'Reconnect it on the connections page; what waits goes on by itself.',
  },
  'token-unavailable': {
    disposition: 'retry-after',
    status: 503,
    message: 'No new access token could be had from the other system.',
    fix: 'Nothing to do: Tillflow tries again by itself. If it stays so, ask the operator of the other system.',
  },
  'vendor-unavailable': {
    disposition: 'retry',
    status: 502,
    message: 'The other system reports an error of its own.',
    fix: 'Tillflow tries again by itself.',
  },
  'vendor-rejected': {
    disposition: 'rejected',
    status: 422,
    message: 'The other system refused this record.',
    fix: 'Read its message, correct the record or the mapping, then replay.',
  },
  'vendor-answer-invalid': {
    disposition: 'rejected',
    status: 502,
    message: 'The other system answered with something that is not what its API promises.',
    fix: 'Check the address of the connection, and whether a proxy or a sign-in page answered instead.',
  },
  'credentials-invalid': {
    disposition: 'reconnect',
    status: 422,
    message: 'The other system refused the credentials.',
    fix: 'Reconnect the connection with valid credentials.',
  },
  'action-unknown': {
    disposition: 'stop',
    status: 422,
    message: 'The connector has no such action.',
    fix: 'Choose another action in the call step.',
  },
  'action-input-invalid': {
    disposition: 'rejected',
    status: 422,
    message: 'The mapping produced something the action does not accept.',
    fix: 'Correct the mapping rows listed under issues, then replay.',
  },
  'secret-unreadable': {
    disposition: 'reconnect',
    status: 422,
    message: "A stored secret cannot be decrypted with this installation's key.",
    fix: 'Restore TILLFLOW_SECRET_KEY, or enter the secret again.',
  },

  // Engine
  'lane-unknown': {
    disposition: 'rejected',
    status: 422,
    message: '"Keep order by" does not tell the lane of this record.',
    fix: 'Correct "Keep order by" in the flow settings and deploy, or correct the record, then replay it.',
  },
  'run-quarantined': {
    disposition: 'bug',
    status: 409,
    message: 'The run ended its worker several times and was set aside.',
    fix: 'Look at its last step; replay it when the cause is gone.',
  },
  'retries-exhausted': {
    disposition: 'rejected',
    status: 422,
    message: 'It failed as often as the flow allows.',
    fix: 'Read the last error; replay when the cause is gone.',
  },

  'wait-timed-out': {
    disposition: 'rejected',
    status: 422,
    message: 'Nobody answered in time.',
    fix: 'Replay it to ask again, or connect "timed-out" to a step of the flow.',
  },
  'window-key-missing': {
    disposition: 'rejected',
    status: 422,
    message: 'The record has no key to collect it by.',
    fix: 'Correct the key of the step or the data, then replay.',
  },
  'window-closed': {
    disposition: 'rejected',
    status: 422,
    message: 'The record came after its collection had gone on.',
    fix: 'Replay it to collect it anew, or discard it.',
  },
  'window-too-large': {
    disposition: 'rejected',
    status: 422,
    message: 'The collection holds more than one run can carry.',
    fix: 'Keep a smaller part of each record, or let collections go on earlier.',
  },
  'join-input-unknown': {
    disposition: 'rejected',
    status: 422,
    message: 'The record is none of the inputs that the step joins.',
    fix: 'Correct the conditions of the inputs, then replay.',
  },
  'join-incomplete': {
    disposition: 'rejected',
    status: 422,
    message: 'Not everything that belongs together came in time.',
    fix: 'Find out what is missing; replay to go on with what came, after connecting "timed-out".',
  },
  'event-refused': {
    disposition: 'rejected',
    status: 422,
    message: 'The flow message does not take this event.',
    fix: 'Correct what is sent, or the schema of the flow message, then replay.',
  },
  'subflow-refused': {
    disposition: 'rejected',
    status: 422,
    message: 'The called flow does not take this record.',
    fix: 'Correct what the step sends, or the input that the other flow declares, then replay.',
  },
  'subflow-failed': {
    disposition: 'rejected',
    status: 422,
    message: 'The called flow did not get through.',
    fix: 'Look at its run; replay this to call it anew.',
  },
  'subflow-late': {
    disposition: 'rejected',
    status: 422,
    message: 'The called flow was not through in time.',
    fix: 'Look at its run, which may wait on the exception desk; when it is through, replay this: it is not called again.',
  },
  'flow-circle': {
    disposition: 'stop',
    status: 422,
    message: 'Flows start each other in a circle.',
    fix: 'Follow the runs back by their cause, and end the circle: a filter that lets only real changes pass, or another flow message.',
  },
  'wait-too-long': {
    disposition: 'rejected',
    status: 422,
    message: 'The step would wait for more than 400 days.',
    fix: 'Correct the instant that the step waits for.',
  },

  // Installation
  'data-dir-in-use': {
    disposition: 'stop',
    status: 500,
    message: 'Another Tillflow uses this data directory.',
    fix: 'Stop the other one, or set TILLFLOW_DATA_DIR to another directory.',
  },
  'store-failed': {
    disposition: 'retry',
    status: 503,
    message: 'The database could not be read or written.',
    fix: 'Try again shortly. If it goes on, check the database and the disk space.',
  },
  'config-invalid': {
    disposition: 'stop',
    status: 500,
    message: 'A setting is not valid.',
    fix: 'Correct the environment variable named in the message.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

export type ErrorCode = keyof typeof ERROR_CODES
