// Adds up the result files of all test projects. Usage: node summary.mjs FOLDER PROJECTS
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, projects] = process.argv.slice(2);
const files = readdirSync(folder).filter(name => name.endsWith('.trx'));
const totals = { passed: 0, failed: 0, skipped: 0 };
const text = xml => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16))).replace(/&amp;/g, '&');

for (const file of files) {
  for (const [, attributes, body = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>(.*?)<\/UnitTestResult>)/gs)) {
    const of = name => text(attributes.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? '');
    const outcome = of('outcome');
    const kind = outcome === 'Passed' ? 'passed' : outcome === 'NotExecuted' ? 'skipped' : 'failed';
    totals[kind]++;
    if (kind === 'passed') continue;
    const why = text(body.match(/<(?:Message|StdOut)>(.*?)<\/(?:Message|StdOut)>/s)?.[1] ?? '').trim().split('\n')[0];
    console.log(`${kind}: ${of('testName')}${why ? ` (${why})` : ''}`);
  }
}

// A project that crashed before it wrote its results must not look like one without failures.
const silent = Number(projects) - files.length;
if (silent > 0) {
  console.log(`failed: ${silent} test project(s) ended without results`);
  totals.failed += silent;
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
