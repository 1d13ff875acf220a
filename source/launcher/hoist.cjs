#!/usr/bin/env node
// The oldest Node that anyone still has must be able to read this file: no modules, no modern syntax, no `node:` names.
'use strict';

var needed = [22, 19];
var found = process.versions.node.split('.').map(Number);

function tell(lines, code) {
  process.stderr.write(lines.join('\n') + '\n');
  process.exitCode = code;
}

function start() {
  var bundle = require('path').join(__dirname, '..', '..', 'dist', 'hoist.js');
  if (!require('fs').existsSync(bundle)) {
    tell(['hoist is not built yet: ' + bundle + ' is missing. Run "npm run build" in the checkout first.'], 2);
    return;
  }
  // Not a plain `import()`: an old Node could not parse the line.
  new Function('url', 'return import(url)')(require('url').pathToFileURL(bundle).href).catch(function (error) {
    tell(['hoist could not start: ' + ((error && error.stack) || error)], 1);
  });
}

if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  tell(
    [
      'hoist needs Node ' + needed.join('.') + ' or newer; this is Node ' + process.versions.node + ' (' + process.execPath + ').',
      'Install a newer Node, or put one first on your PATH, and start hoist again.',
      'hoist には Node ' + needed.join('.') + ' 以上が必要です。新しい Node を入れるか PATH の先頭に置いて、もう一度起動してください。',
    ],
    2
  );
} else {
  start();
}
