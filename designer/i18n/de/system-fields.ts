// German: fields that the connected system tells of.
export const systemFields = {
  '{{count}} fields, {{leftOut}} more left out.': '{{count}} Felder, {{leftOut}} weitere ausgelassen.',
  'Connection to read fields from': 'Verbindung, aus der Felder gelesen werden',
  'Fields of {{part}} in the connected system': 'Felder von {{part}} im angebundenen System',
  'From your system': 'Aus Ihrem System',
  'Give {{field}} a fixed value first: it decides which fields there are.':
    'Geben Sie {{field}} zuerst einen festen Wert: davon hängt ab, welche Felder es gibt.',
  'Last read': 'Zuletzt gelesen',
  'Not everything could be checked': 'Nicht alles konnte geprüft werden',
  'Not read yet.': 'Noch nicht gelesen.',
  'Read fields': 'Felder lesen',
  'Read fields from {{connection}}': 'Felder aus {{connection}} lesen',
  'The fields known before are used meanwhile.': 'Bis dahin gelten die Felder, die vorher bekannt waren.',
  'The system has no further fields.': 'Das System hat keine weiteren Felder.',
  'The system is asked…': 'Das System wird gefragt…',
  'There is no connection to this system yet.': 'Zu diesem System gibt es noch keine Verbindung.',
  'The system is asked what it has…': 'Das System wird gefragt, was es hat…',
  'Nothing is suggested while you write: {{reason}}': 'Beim Schreiben wird nichts vorgeschlagen: {{reason}}',
  'What the system has is suggested while you write.': 'Beim Schreiben wird vorgeschlagen, was das System hat.',
} as const
