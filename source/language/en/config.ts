/** The configuration file. */
export const config = {
  'config.wrong': '{path}, line {line}: {why}',
  'config.wrong.hint':
    'Nothing of the file counts until that is mended. "hoist config" prints what can be said there.',
  'config.unreadable': '{path} cannot be read: {words}',
  'config.yaml': 'this is not YAML ({words})',
  'config.not-map': 'a file of names and values is wanted',
  'config.unknown': '{name} is not known; known are: {known}',
  'config.one-of': '{name} is one of: {known}',
  'config.boolean': '{name} is true or false',
  'config.map': '{name} is a list of names with a value each',
  'config.key': '{name} is a key, or a list of keys: a letter, a sign, or a name such as ctrl-x, tab, pgdn',
  'config.key-kept': '{key} keeps its meaning, so that there is always a way out',
  'config.key-typed':
    '{id} works while a line is typed, where {key} is a letter of it; a key such as ctrl-x can be given',
  'config.command': 'there is no command {id}; ":" on the screen shows what they are called',
  'config.from': 'From {path}',
  'config.none': 'There is no {path}; all is as it comes.',
  'config.can': 'What can be said:',
} as const;
