import type { CompiledRule } from '../rules/compiled-rule.ts';
import type { Mistake } from '../rules/mistakes.ts';
import type { RuleFile } from './gather.ts';
import { matchesAny } from './globs.ts';
import type { Policy } from './policy.ts';

/** Rules of one's own: so many files, each so large, as nobody writes by hand. */
const most = 200;
const largest = 64 * 1024;

/** The rule files of the repository that its policy names, by their paths. */
export function customRulePaths(
  { customRules }: Policy,
  inherited: ReadonlySet<string>,
  paths: readonly string[],
): string[] {
  const globs = customRules.filter(({ source }) => !inherited.has(source)).map(({ glob }) => glob);
  return globs.length === 0
    ? []
    : paths.filter((path) => path.endsWith('.toml') && matchesAny(path, globs)).slice(0, most + 1);
}

/** Loads rules beside those that ship. They have families of their own, so that no rule that ships can be replaced by one of the same name. */
export async function loadCustomRules(
  files: readonly RuleFile[],
  shipped: readonly string[],
): Promise<{ rules: CompiledRule[] } | { mistakes: Mistake[] }> {
  if (files.length === 0) return { rules: [] };
  const { loadRule } = await import('../rules/load.ts');
  const rules: CompiledRule[] = [];
  const mistakes: Mistake[] = [];
  const taken = new Map<string, string>();
  const families = new Set(['policy', ...shipped.map(familyOf)]);
  for (const { source, text } of files.slice(0, most)) {
    if (text.length > largest) {
      mistakes.push({ path: source, line: 1, message: `a rule file has at most ${largest / 1024} KB` });
      continue;
    }
    const loaded = loadRule(source, text);
    if ('mistakes' in loaded) {
      mistakes.push(...loaded.mistakes);
      continue;
    }
    const { id } = loaded.rule.rule;
    const other = taken.get(id);
    if (families.has(familyOf(id)))
      mistakes.push({
        path: source,
        line: 1,
        message: `rule ${id}: the family ${familyOf(id)} is that of rules that ship. Choose another, for example custom/${id.slice(id.indexOf('/') + 1)}`,
      });
    else if (other !== undefined)
      mistakes.push({ path: source, line: 1, message: `rule ${id} is in ${other} already` });
    taken.set(id, source);
    rules.push(loaded.rule);
  }
  if (files.length > most)
    mistakes.push({ path: files[most]?.source ?? '', line: 1, message: `more than ${most} rule files` });
  return mistakes.length > 0 ? { mistakes } : { rules };
}

function familyOf(rule: string): string {
  return rule.split('/', 1)[0] ?? rule;
}
