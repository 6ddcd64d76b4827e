/** Commands that run the command after them, with those of their options that take a value of its own. */
const runners: Readonly<Record<string, string>> = {
  sudo: 'ugpChrtTUDR',
  doas: 'uC',
  exec: 'a',
  env: 'uCS',
  time: 'fo',
  command: '',
  builtin: '',
  nohup: '',
  nice: 'n',
  ionice: 'cn',
  stdbuf: 'ioe',
};

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

const assignment = /^([A-Za-z_]\w*)\+?=/;

/** Takes the assignments and the runners (`sudo`, `exec`, `env` …) off the front of a command's words. */
export function readPrefixes(words: readonly { readonly text: string; readonly quoted: boolean }[]): {
  argv: string[];
  prefixes: string[];
  environment: Record<string, string>;
} {
  const environment = Object.create(null) as Record<string, string>;
  const prefixes: string[] = [];
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at]?.text ?? '';
    const assigned = assignment.exec(word.slice(0, 256));
    if (assigned) {
      environment[assigned[1] ?? ''] = word.slice(assigned[0].length);
      continue;
    }
    const name = commandNameOf(word);
    if (!Object.hasOwn(runners, name) || !runs(words, at, name)) break;
    prefixes.push(name);
    const valued = runners[name] ?? '';
    while (/^-./.test(words[at + 1]?.text ?? '')) {
      const option = words[++at]?.text ?? '';
      if (option === '--') break;
      if (/^-[^-]/.test(option) && valued.includes(option.at(-1) ?? '-')) at++;
    }
  }
  return { argv: words.slice(at).map((word) => word.text), prefixes, environment };
}

/** `/usr/bin/node` → `node`, `C:\x\node.exe` → `node.exe`. */
export function commandNameOf(word: string): string {
  return word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
}

/** `env`, `time` and `exec` alone, `command -v x` and `sudo -v` run nothing: they are the command. */
function runs(words: readonly { readonly text: string }[], at: number, name: string): boolean {
  const next = words[at + 1]?.text;
  if (next === undefined) return false;
  return !(name === 'command' && /^-[vV]/.test(next)) && !(name === 'sudo' && /^(?:-[vkKlV]|--version)$/.test(next));
}

/** The script of `sh -c 'script'`: what it runs is what counts. */
export function innerScript(argv: readonly string[]): string | undefined {
  if (!shells.has(commandNameOf(argv[0] ?? ''))) return undefined;
  for (let at = 1, found = false; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (!/^[-+]/.test(word)) return found ? word : undefined;
    found ||= /^-[a-z]*c[a-z]*$/.test(word);
    if (/^[-+][a-z]*[oO]$/.test(word)) at++;
  }
  return undefined;
}
