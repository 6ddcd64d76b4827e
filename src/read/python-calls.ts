import { type PythonValue, isScalar, scalar, truth, unknown } from './python-values.ts';

export interface PythonArguments {
  readonly positional: readonly PythonValue[];
  readonly keywords: readonly (readonly [string, PythonValue])[];
  /** There may be more of them (`*args`, `**kwargs`). */
  readonly open: boolean;
}

/** The functions by which settings ask the environment: os.environ.get, django-environ's env.bool, decouple's config, and home-made ones. */
const getter =
  /^(?:(?:\w+\.)*environ\.(?:get|pop|setdefault)|(?:os\.)?getenv|(?:decouple\.)?config|(?:\w+\.)*_?env(?:\.\w+)?|\w*(?:from_env|get_env|getenv|env_var|environ)\w*|env_?(?:bool|int|str|list|float|var|get)|get_(?:bool|int|str|list|float|setting)_?(?:env|variable)\w*)$/i;
const longest = 2000;
const yes = new Set(['1', 'true', 'yes', 'on', 'y', 't', 'ok']);

/** What a call comes to where that is sure: a look-up in the environment comes to its default, a conversion to what it makes of a literal. */
export function pythonCall(
  target: PythonValue,
  method: string | undefined,
  given: PythonArguments,
  line: number,
): PythonValue {
  const name = target.kind === 'name' ? (method === undefined ? target.text : `${target.text}.${method}`) : undefined;
  if (name !== undefined && name.length < 100 && getter.test(name)) return fromEnvironment(name, given, line);
  if (name === undefined && method !== undefined) return ofMethod(target, method, given, line);
  const [first] = given.positional;
  const environment = first?.environment === true;
  if (name === undefined || first === undefined || given.positional.length > 1)
    return unknown(
      line,
      given.positional.some((one) => one.environment),
    );
  switch (name.split('.').at(-1)) {
    case 'bool': {
      const holds = truth(first);
      return holds === undefined
        ? unknown(line, environment)
        : scalar('boolean', holds ? 'True' : 'False', line, environment);
    }
    case 'int':
      if (first.kind === 'boolean') return scalar('number', first.text === 'True' ? '1' : '0', line, environment);
      return isScalar(first) && /^[-+]?\d+$/.test(first.text.trim())
        ? scalar('number', first.text.trim(), line, environment)
        : unknown(line, environment);
    case 'str':
      return isScalar(first) ? scalar('text', first.text, line, environment) : unknown(line, environment);
    case 'strtobool':
    case 'str2bool':
    case 'to_bool':
    case 'parse_bool':
    case 'parse_boolean':
      return isScalar(first)
        ? scalar('boolean', yes.has(first.text.toLowerCase()) ? 'True' : 'False', line, environment)
        : unknown(line, environment);
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return first.kind === 'list' ? first : unknown(line, environment);
    default:
      return unknown(line, environment);
  }
}

function fromEnvironment(name: string, { positional, keywords }: PythonArguments, line: number): PythonValue {
  const fallback =
    keywords.find(([key]) => key === 'default' || key === 'default_value' || key === 'fallback')?.[1] ?? positional[1];
  const cast = keywords.find(([key]) => key === 'cast')?.[1];
  if (fallback === undefined)
    return /environ\.get|getenv/.test(name) ? scalar('none', 'None', line, true) : unknown(line, true);
  const bool = /bool/i.test(name) || (cast?.kind === 'name' && cast.text === 'bool');
  if (bool && fallback.kind === 'text')
    return scalar('boolean', yes.has(fallback.text.toLowerCase()) ? 'True' : 'False', fallback.line, true);
  return { ...fallback, line: fallback.line, environment: true };
}

function ofMethod(target: PythonValue, method: string, { positional }: PythonArguments, line: number): PythonValue {
  const environment = target.environment === true;
  if (target.kind !== 'text' || target.text.length > longest) return unknown(line, environment);
  switch (method) {
    case 'lower':
    case 'casefold':
      return scalar('text', target.text.toLowerCase(), target.line, environment);
    case 'upper':
      return scalar('text', target.text.toUpperCase(), target.line, environment);
    case 'title':
    case 'capitalize':
      return scalar(
        'text',
        target.text.charAt(0).toUpperCase() + target.text.slice(1).toLowerCase(),
        target.line,
        environment,
      );
    case 'strip':
      return scalar('text', target.text.trim(), target.line, environment);
    case 'split': {
      const separator = positional[0]?.kind === 'text' && positional[0].text !== '' ? positional[0].text : undefined;
      const parts =
        separator === undefined ? target.text.split(/\s+/).filter((part) => part !== '') : target.text.split(separator);
      const items = parts.map((part) => scalar('text', part, target.line, environment));
      return { kind: 'list', items, open: false, line: target.line, ...(environment && { environment }) };
    }
    default:
      return unknown(line, environment);
  }
}
