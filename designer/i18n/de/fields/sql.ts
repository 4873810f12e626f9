// German for fields of databases: what they are called, and what is said of them. A text that several systems have stands with the first.
export const sqlFields = {
  Statement: 'Anweisung',
  'Most rows': 'Höchstens Zeilen',
  'When a row is there': 'Wenn eine Zeile da ist',
  'Update it': 'Aktualisieren',
  'Leave it as it is': 'Lassen, wie sie ist',
  'Changed rows': 'Geänderte Zeilen',
  'Table or view': 'Tabelle oder Sicht',
  'Column that grows': 'Wachsende Spalte',
  'It is': 'Sie ist',
  'A time': 'Eine Zeit',
  'A number': 'Eine Zahl',
  'Values never stand in it: write :name, such as SELECT sku, price FROM prices WHERE valid_from >= :day':
    'Werte stehen nie darin: schreiben Sie :name, zum Beispiel SELECT sku, price FROM prices WHERE valid_from >= :day',
  'Values by name. Money and long numbers as texts: they become the type of their column.':
    'Werte nach Namen. Geld und lange Zahlen als Texte: Sie werden zum Typ ihrer Spalte.',
  'Reading ends after so many. Default 1,000.': 'Nach so vielen endet das Lesen. Standard 1.000.',
  'Exact numbers (decimals, long ids), dates and times are texts; binary values are Base64.':
    'Genaue Zahlen (Dezimalzahlen, lange Ids), Daten und Zeiten sind Texte; binäre Werte sind Base64.',
  'False when there are more rows than were read.': 'Falsch, wenn es mehr Zeilen gibt, als gelesen wurden.',
  'With its schema where it has one, such as sales.orders.': 'Mit ihrem Schema, wo sie eins hat, zum Beispiel sales.orders.',
  'The columns that make a row unique; the table must have a unique index on exactly these.':
    'Die Spalten, die eine Zeile eindeutig machen; die Tabelle muss einen eindeutigen Index auf genau diesen haben.',
  'Of two rows with one key the later counts.': 'Von zwei Zeilen mit einem Schlüssel zählt die spätere.',
  'Values by column.': 'Werte nach Spalte.',
  'Default: update it with the given columns.': 'Standard: mit den angegebenen Spalten aktualisieren.',
  'How many were written, each key once.': 'Wie viele geschrieben wurden, jeder Schlüssel einmal.',
  'The key of each row to remove, such as { "sku": "HF-MUG-NAVY" }.':
    'Der Schlüssel jeder Zeile, die entfernt werden soll, zum Beispiel { "sku": "HF-MUG-NAVY" }.',
  'Of how many keys no row is there any more.': 'Von wie vielen Schlüsseln es keine Zeile mehr gibt.',
  'As the database counts them.': 'Wie die Datenbank sie zählt.',
  'What the statement gives back, at most 1,000.': 'Was die Anweisung zurückgibt, höchstens 1.000.',
  'The columns that make a row unique.': 'Die Spalten, die eine Zeile eindeutig machen.',
  'Every new or changed row has a larger value there: a time of change, or a number such as an identity or a row version. It needs an index.':
    'Jede neue oder geänderte Zeile hat dort einen größeren Wert: eine Änderungszeit, oder eine Zahl wie eine Identität oder Zeilenversion. Sie braucht einen Index.',
  'Those of the record. Empty: all.': 'Jene des Datensatzes. Leer: alle.',
  'Seconds (of a time) or numbers that are read again at each look, for transactions that end later than others that began after them. Default: 60 seconds, 1,000 numbers.':
    'Sekunden (einer Zeit) oder Zahlen, die bei jedem Nachsehen noch einmal gelesen werden, für Transaktionen, die später enden als andere, die nach ihnen begannen. Standard: 60 Sekunden, 1.000 Zahlen.',
  'Values by column; exact numbers, dates and times are texts.': 'Werte nach Spalte; genaue Zahlen, Daten und Zeiten sind Texte.',
}
