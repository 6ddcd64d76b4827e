import type { Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';

/** The command at the end of a start script that runs the service beneath the shell, which keeps signals to itself. */
export interface Unreplaced {
  readonly words: string;
  readonly at: Location;
  /** Where in its line it begins, if nothing is set in front of it. */
  readonly column?: number;
}

/** Programs that keep running, as they are called at the end of start scripts. */
const services =
  /^(?:node|bun|deno|java|dotnet|uvicorn|gunicorn|hypercorn|daphne|granian|uwsgi|celery|puma|unicorn|thin|sidekiq|rackup|php-fpm[\d.]*|apache2-foreground|httpd-foreground|nginx|caddy|frankenphp|rr|supervisord|postgrest|catalina\.sh|npm|yarn|pnpm|npx|bundle|rails|mix|elixir|iex|python[\d.]*|poetry|pipenv|uv|flask|fastapi|streamlit|litestar|perl|ruby|php|next|tsx|pm2-runtime)$/;

/** What they are asked for when they do one thing and end. */
const once =
  /(?:^|[\s:_./-])(?:migrat\w*|seeds?|seed\w*|collectstatic|install|upgrade|setup|init\w*|compile\w*|build|deploy|prisma|alembic|db|create\w*|createsuperuser|makemigrations|loaddata|test|lint|check|--version|-v|--help)(?:$|[\s:_./-])/i;

/** Init programs that hand a signal to every process of the group, not to the shell alone. */
const groupwide = /^(?:dumb-init|catatonit|s6-svscan|init)$/;

/**
 * The end of the script that an image starts with, where it starts the service as a child of the shell: neither with `exec`, nor among other
 * processes that the script looks after itself. Undefined where it is more than a list of commands at its end.
 */
export function unreplacedShell(image: Image, text: string | undefined): Unreplaced | undefined {
  const { script } = image;
  const last = script?.commands.findLast(({ within, argv }) => within === undefined && argv.length > 0);
  if (script === undefined || last === undefined || text === undefined || forwards(image)) return undefined;
  // Who catches signals, waits for others or starts them beside each other keeps the shell on purpose.
  if (
    script.commands.some(({ argv, operator }) => operator === '&' || /^(?:trap|wait|tini|coproc)$/.test(argv[0] ?? ''))
  )
    return undefined;
  const words = last.argv.join(' ');
  if (last.prefixes.length > 0 || last.operator === '|' || last.operator === '||' || !runsService(last))
    return undefined;
  if (!endsWith(text, last.offset) || isFunction(last.argv[0] ?? '', text)) return undefined;
  const column = last.offset - text.lastIndexOf('\n', last.offset - 1) - 1;
  const bare = Object.keys(last.environment).length === 0;
  return { words, at: { path: script.path, line: last.line }, ...(bare && { column }) };
}

/** More words than this are no start command. */
const mostWords = 200;

function runsService({ argv }: ShellCommand): boolean {
  const [program = '', ...rest] = argv;
  const name = commandNameOf(program);
  const given = rest.some((word) => word === '$@' || word === '${@}');
  if (program === '$@' || program === '${@}' || (given && /^(?:gosu|su-exec|setpriv|chpst)$/.test(name))) return true;
  if (
    argv.length > mostWords ||
    (name.endsWith('.sh') && name !== 'catalina.sh') ||
    once.test(rest.join(' ').slice(0, 2000))
  )
    return false;
  if (services.test(name)) return true;
  // A program of the system may do anything; one that the image was made for stays.
  return /^\/(?:usr\/)?bin\//.test(program)
    ? rest.some((word) => /^(?:run|serve|server|start|daemon)$/.test(word))
    : /^\.?\//.test(program) && !once.test(program.slice(0, 200));
}

/** Whether nothing stands behind the command that begins here: no other command, no end of a loop or of a condition. */
function endsWith(text: string, offset: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (!/^\s*(?:\S.*(?:&&|;)\s*)?$/.test(before)) return false;
  const rest = text.slice(offset).replace(/\\\r?\n/g, ' ');
  const [own = '', ...others] = rest.split(/\r?\n/);
  const goesOn = /(?:^|[^&>\d])&$|(?:^|[\s;])(?:fi|done|esac|[{}()]);?$|<</;
  return !goesOn.test(own.trimEnd()) && others.every((line) => /^\s*(?:#|$)/.test(line));
}

function isFunction(name: string, text: string): boolean {
  return /^[\w-]+$/.test(name) && new RegExp(`^[ \\t]*(?:function +${name}\\b|${name} *\\( *\\))`, 'm').test(text);
}

function forwards({ entrypoint, command }: Image): boolean {
  const words = [...(entrypoint?.argv ?? []), ...(command?.argv ?? [])];
  return (
    words.some((word) => groupwide.test(commandNameOf(word))) ||
    (words.some((word) => /^(?:tini|tini-static|docker-init)$/.test(commandNameOf(word))) && words.includes('-g'))
  );
}
