#!/usr/bin/env node
// The oldest Node that anyone still has must be able to read this file: no modules, no modern syntax, no `node:` names.
'use strict';

var tooOld = require('./node-version.cjs')(process.versions.node, process.execPath);

function tell(lines, code) {
  process.stderr.write(lines.join('\n') + '\n');
  process.exitCode = code;
}

function start() {
  var bundle = require('path').join(__dirname, '..', '..', 'dist', 'hoist.js');
  if (!require('fs').existsSync(bundle)) {
    tell(
      [
        'hoist is not built yet: ' + bundle + ' is missing. Run "npm run build" in the checkout first.',
        'hoist はまだビルドされていません。まずチェックアウトした場所で "npm run build" を実行してください。'
      ],
      2
    );
    return;
  }
  // Compiled code is kept between starts where this Node can (22.1 and newer).
  var enableCompileCache = require('module').enableCompileCache;
  if (enableCompileCache) enableCompileCache();
  // Not a plain `import()`: an old Node could not parse the line.
  new Function('url', 'return import(url)')(require('url').pathToFileURL(bundle).href).catch(function (error) {
    tell(
      [
        'hoist could not start. Build it once more with "npm run build", or install it anew. What Node says:',
        'hoist を起動できません。"npm run build" でもう一度ビルドするか、入れ直してください。Node の報告:',
        String((error && error.stack) || error)
      ],
      1
    );
  });
}

if (tooOld) tell(tooOld, 2);
else start();
