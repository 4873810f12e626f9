// German for the form of a connector that a partner makes without code.
export const customConnectorsFields = {
  'Of the system, as the palette shows it.': 'Des Systems, wie die Palette ihn zeigt.',
  'One sentence for your colleagues.': 'Ein Satz für Ihre Kollegen.',
  'All paths are below it. A connection may have another one.': 'Alle Pfade liegen darunter. Eine Verbindung darf eine andere haben.',
  'In a header': 'In einem Header',
  'In the address': 'In der Adresse',
  Place: 'Stelle',
  'Of the header or query parameter, such as X-Api-Key.': 'Des Headers oder Abfrageparameters, zum Beispiel X-Api-Key.',
  'How requests prove who they come from. Keys and passwords are entered in each connection.':
    'Wie Anfragen nachweisen, von wem sie kommen. Schlüssel und Passwörter werden in jeder Verbindung eingetragen.',
  'Read with GET to test a connection, such as /me. Default: the base URL itself.':
    'Wird mit GET gelesen, um eine Verbindung zu testen, zum Beispiel /me. Standard: die Basisadresse selbst.',
  'Cursor in the answer': 'Cursor in der Antwort',
  'Divided by': 'Aufgeteilt nach',
  'Query parameter of the page number (default page), of the items to leave out (offset) or the cursor (cursor).':
    'Abfrageparameter der Seitennummer (Standard page), der auszulassenden Einträge (offset) oder des Cursors (cursor).',
  'Where the list stands in the answer, such as data.items. Empty: the answer is the list.':
    'Wo die Liste in der Antwort steht, zum Beispiel data.items. Leer: Die Antwort ist die Liste.',
  'Where the next cursor stands in the answer. Default: next.': 'Wo der nächste Cursor in der Antwort steht. Standard: next.',
  'Empty: none is sent.': 'Leer: Es wird keine gesendet.',
  'How the API divides long lists into pages; for operations that read one.':
    'Wie die API lange Listen in Seiten aufteilt; für Operationen, die eine lesen.',
  'As the palette shows it.': 'Wie die Palette ihn zeigt.',
  GET: 'GET',
  POST: 'POST',
  PUT: 'PUT',
  PATCH: 'PATCH',
  DELETE: 'DELETE',
  HEAD: 'HEAD',
  'Below the base URL, with {name} for parts that differ, such as /orders/{id}.':
    'Unterhalb der Basisadresse, mit {name} für wechselnde Teile, zum Beispiel /orders/{id}.',
  Reads: 'Liest',
  'Changes something': 'Ändert etwas',
  Effect: 'Wirkung',
  'No: a person decides after a lost answer': 'Nein: Nach einer verlorenen Antwort entscheidet ein Mensch',
  'Yes: it replaces, so twice is the same as once': 'Ja: Sie ersetzt, zweimal ist also wie einmal',
  'Yes: the API knows a repeated key': 'Ja: Die API erkennt einen wiederholten Schlüssel',
  'Safe to repeat': 'Gefahrlos wiederholbar',
  'What the API’s documentation promises. When in doubt: no.': 'Was die Dokumentation der API zusagt. Im Zweifel: nein.',
  'Key header': 'Header des Schlüssels',
  'Of the key. Default: Idempotency-Key.': 'Des Schlüssels. Standard: Idempotency-Key.',
  Header: 'Header',
  'GraphQL document': 'GraphQL-Dokument',
}
