import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--hide-scrollbars',
].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-device-scale-factor=2',
]);

/** Writes a picture of a whole page; it is as high as the page says in `data-height`. Needs the program chromium. */
export function screenshot(html: string, file: string, width: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'render-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, html);
    const run = (height: number, ...more: string[]) => {
      const options = [
        ...quiet,
        `--user-data-dir=${join(folder, 'profile')}`,
        `--window-size=${width},${height}`,
        ...more,
      ];
      return execFileSync('chromium', [...options, pathToFileURL(page).href], {
        stdio: ['ignore', 'pipe', 'ignore'],
      }).toString();
    };
    const height = /data-height="(\d+)"/.exec(run(800, '--dump-dom'))?.[1];
    if (!height) throw new Error('the page does not tell its height');
    run(Number(height), `--screenshot=${resolve(file)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
