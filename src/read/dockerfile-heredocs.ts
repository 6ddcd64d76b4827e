import { shellWords } from './dockerfile-words.ts';

/** A heredoc that an instruction announces: `<<-"EOF"`. */
export interface Announced {
  readonly name: string;
  /** `<<-`: tabs at the start of lines are taken away. */
  readonly tabs: boolean;
  readonly expand: boolean;
}

const withHeredocs = new Set(['RUN', 'COPY', 'ADD']);

/** The heredocs that an instruction announces, in order. Only RUN, COPY and ADD have them, and not in JSON form. https://docs.docker.com/reference/dockerfile/#here-documents */
export function announcedHeredocs(keyword: string, text: string, escape: string): Announced[] {
  if (!text.includes('<<')) return [];
  if (keyword.toUpperCase() === 'ONBUILD') {
    const [, inner = '', rest = ''] = /^([^\t\v\f\r ]+)[\t\v\f\r ]+([^]*)$/.exec(text) ?? [];
    return inner.toUpperCase() === 'ONBUILD' ? [] : announcedHeredocs(inner, rest, escape);
  }
  if (!withHeredocs.has(keyword.toUpperCase())) return [];
  const words = shellWords(text, escape) ?? [];
  const found: Announced[] = [];
  for (let at = 0; at < words.length; at++) {
    const match = /^\d*<<(-?)([^<]*)$/.exec(words[at]?.written ?? '');
    if (!match) continue;
    // A blank after `<<` is allowed, after `<<-` it is not.
    const name = match[2] === '' && match[1] === '' ? words[++at] : { written: match[2] ?? '' };
    const written = name?.written ?? '';
    const [word] = written.includes('<') ? [] : (shellWords(written, escape) ?? []);
    if (word && word.plain !== '')
      found.push({ name: word.plain, tabs: match[1] === '-', expand: !/["']/.test(written) });
  }
  return found;
}
