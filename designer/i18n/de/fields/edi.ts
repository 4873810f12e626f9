// German for fields of EDI: what they are called, and what is said of them. A text that several systems have stands with the first.
export const ediFields = {
  'Control number': 'Kontrollnummer',
  'Sent at': 'Gesendet am',
  'Rejected messages': 'Abgelehnte Nachrichten',
  Acknowledgement: 'Empfangsbestätigung',
  '850, 855, 856, 810, 846; ORDERS, ORDRSP, DESADV, INVOIC.': '850, 855, 856, 810, 846; ORDERS, ORDRSP, DESADV, INVOIC.',
  'Its members are those of the message; see the README of the connector.':
    'Seine Felder sind die der Nachricht; siehe die README des Konnektors.',
  'The interchange. Write it to a file with "Write file".': 'Die Austauschdatei. Schreiben Sie sie mit „Datei schreiben“ in eine Datei.',
  'A proposal, unlike that of any other interchange of the connection.':
    'Ein Vorschlag, anders als der jeder anderen Austauschdatei der Verbindung.',
  'The whole interchange, such as a file that was read.': 'Die ganze Austauschdatei, zum Beispiel eine Datei, die gelesen wurde.',
  "By the sender's clock.": 'Nach der Uhr des Absenders.',
  'An interchange with this control number was taken before: then there are no messages.':
    'Eine Austauschdatei mit dieser Kontrollnummer wurde schon angenommen: Dann gibt es keine Nachrichten.',
  'Those that are right.': 'Die richtigen.',
  'With what is wrong; the acknowledgement says so too.': 'Mit dem, was nicht stimmt; die Empfangsbestätigung sagt es auch.',
  'A 997 or CONTRL for the partner; empty where none is due. Write it to a file.':
    'Eine 997 oder CONTRL für den Partner; leer, wo keine fällig ist. Schreiben Sie sie mit „Datei schreiben“ in eine Datei.',
}
