// German for fields of REST interfaces: what they are called, and what is said of them. A text that several systems have stands with the first.
export const httpFields = {
  'Send the body as': 'Inhalt senden als',
  JSON: 'JSON',
  'Form with files': 'Formular mit Dateien',
  'Read an XML answer as': 'XML-Antwort lesen als',
  'Most pages': 'Höchstens Seiten',
  Complete: 'Vollständig',
  'Time of change': 'Änderungszeit',
  'Format of the time': 'Format der Zeit',
  '2026-03-01T10:00:00Z': '2026-03-01T10:00:00Z',
  Overlap: 'Überlappung',
  'Below the base URL, such as /orders/17.': 'Unterhalb der Basisadresse, zum Beispiel /orders/17.',
  'Parameters behind the question mark.': 'Parameter hinter dem Fragezeichen.',
  'Besides those of the connection.': 'Neben denen der Verbindung.',
  'Sent as JSON, unless another way is chosen.': 'Wird als JSON gesendet, wenn nichts anderes gewählt ist.',
  'JSON unless you choose. A form is an object of texts and numbers; a list repeats its name. A file in a form is { fileName, text } or { fileName, base64 }, with contentType where it matters. XML is an object with one member, the root element.':
    'JSON, wenn Sie nichts wählen. Ein Formular ist ein Objekt aus Texten und Zahlen; eine Liste wiederholt ihren Namen. Eine Datei im Formular ist { fileName, text } oder { fileName, base64 }, mit contentType, wo es darauf ankommt. XML ist ein Objekt mit einem Feld, dem Wurzelelement.',
  'Text unless you choose. Fields: an element is a member, @name an attribute, everything is text, and what repeats is a list (one alone is none).':
    'Text, wenn Sie nichts wählen. Felder: Ein Element ist ein Feld, @name ein Attribut, alles ist Text, und was sich wiederholt, ist eine Liste (eines allein ist keine).',
  'HTTP status, 200 to 299.': 'HTTP-Status, 200 bis 299.',
  'Names in lower case.': 'Namen in Kleinbuchstaben.',
  'JSON, or text when it is not JSON; the fields of XML where that is chosen.':
    'JSON, oder Text, wenn es kein JSON ist; die Felder von XML, wo das gewählt ist.',
  'Reading ends after so many. Default 10.': 'Nach so vielen endet das Lesen. Standard 10.',
  'Of all pages, in their order.': 'Aller Seiten, in ihrer Reihenfolge.',
  'How many were read.': 'Wie viele gelesen wurden.',
  'False when there are more pages than were read.': 'Falsch, wenn es mehr Seiten gibt, als gelesen wurden.',
  'What to do with the resource.': 'Was mit der Ressource zu tun ist.',
  'The JSON that was sent.': 'Das JSON, das gesendet wurde.',
  'Where the id stands in an item, such as order.id. Default: id.':
    'Wo in einem Eintrag die Id steht, zum Beispiel order.id. Standard: id.',
  'Where an item says when it was changed, such as updated_at. Empty: any difference counts as a change.':
    'Wo ein Eintrag sagt, wann er geändert wurde, zum Beispiel updated_at. Leer: Jeder Unterschied gilt als Änderung.',
  'Query parameter by which the API gives only what changed since a time, such as updated_since. Empty: the whole list is read each time.':
    'Abfrageparameter, mit dem die API nur gibt, was sich seit einer Zeit geändert hat, zum Beispiel updated_since. Leer: Jedes Mal wird die ganze Liste gelesen.',
  'Seconds that are read again each time, for clocks that differ and changes that appear late. Default 300.':
    'Sekunden, die jedes Mal noch einmal gelesen werden, für abweichende Uhren und spät erscheinende Änderungen. Standard 300.',
  'As the list has it.': 'Wie die Liste ihn hat.',
}
