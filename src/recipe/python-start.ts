import type { Ground } from './ground.ts';
import type { NoRecipe } from './recipe.ts';

interface PythonStart {
  readonly words: readonly string[];
  readonly environment: readonly string[];
}

const asgi = ['fastapi', 'starlette', 'litestar', 'quart', 'blacksheep', 'falcon'];
const files = ['main', 'app', 'server', 'api', 'asgi', 'wsgi', 'application', 'run'];

/** The server and the application that it serves: as the Procfile says, else Django's module, else the file that makes the application. */
export function pythonStart(ground: Ground): PythonStart | NoRecipe {
  const said = procfile(ground);
  if (said !== undefined) return { words: said, environment: [] };
  if (ground.uses('django')) return django(ground);
  if (!ground.uses(...asgi, 'flask', 'apiflask', 'bottle', 'pyramid', 'cherrypy', 'dash'))
    return { cannot: 'how its framework is started is not known here. A Procfile with a line `web:` would tell.' };
  const found = application(ground);
  if (found === undefined)
    return { cannot: 'the module of its application cannot be told. A Procfile with a line `web:` would tell.' };
  return ground.uses('fastapi', 'starlette', 'litestar', 'quart', 'blacksheep')
    ? { words: asgiServer(ground, found.name, found.factory), environment: sourceRoot(found.file) }
    : {
        words: wsgiServer(ground, found.factory ? `${found.name}()` : found.name),
        environment: sourceRoot(found.file),
      };
}

function procfile(ground: Ground): string[] | undefined {
  const argv = ground.component.commands.find(({ origin, name }) => origin === 'procfile' && name === 'web')?.argv;
  if (argv === undefined || !/^(?:gunicorn|uvicorn|hypercorn|granian|daphne|waitress-serve)$/.test(argv[0] ?? ''))
    return undefined;
  const words = argv
    .filter((word) => word !== '--reload')
    .map((word) => word.replace(/\$\{?PORT(?::-\d+)?\}?/g, '8000'));
  if (words.some((word) => /[$`<>|&;]/.test(word))) return undefined;
  const bound = words.some((word) => /^(?:--bind|-b|--host|--port|-p)(?:=|$)|^0\.0\.0\.0/.test(word));
  const [program = ''] = words;
  const bind = {
    gunicorn: ['--bind', '0.0.0.0:8000'],
    uvicorn: ['--host', '0.0.0.0', '--port', '8000'],
    hypercorn: ['--bind', '0.0.0.0:8000'],
  }[program];
  return bound || bind === undefined ? words : [program, ...bind, ...words.slice(1)];
}

function django(ground: Ground): PythonStart | NoRecipe {
  // Modules are found from the directory of manage.py.
  const manage = ground.files
    .filter((path) => /^(?:[\w-]+\/){0,2}manage\.py$/.test(path))
    .sort((one, other) => one.length - other.length)[0];
  const root = manage?.slice(0, -'manage.py'.length) ?? '';
  const below = ground.files.filter((path) => path.startsWith(root)).map((path) => path.slice(root.length));
  const [wsgi, asgiFile] = ['wsgi', 'asgi'].map((name) =>
    below.find((path) => /^[\w-]+(?:\/[\w-]+)?\/[aw]sgi\.py$/.test(path) && path.endsWith(`/${name}.py`)),
  );
  const modern = asgiFile !== undefined && (wsgi === undefined || ground.depends('uvicorn', 'daphne', 'hypercorn'));
  const chosen = modern ? asgiFile : wsgi;
  if (chosen === undefined) return { cannot: "Django's wsgi.py or asgi.py is not where `startproject` puts it." };
  ground.note('Migrations and `collectstatic` are not part of the image: run them as a job before the roll-out.');
  const name = `${moduleOf(chosen)}:application`;
  const words = modern ? asgiServer(ground, name, false) : wsgiServer(ground, name);
  return { words, environment: root === '' ? sourceRoot(chosen) : [`ENV PYTHONPATH=/app/${root.slice(0, -1)}`] };
}

function asgiServer(ground: Ground, application: string, factory: boolean): string[] {
  if (ground.depends('hypercorn') && !ground.depends('uvicorn'))
    return ['hypercorn', '--bind', '0.0.0.0:8000', application];
  if (ground.depends('granian') && !ground.depends('uvicorn'))
    return ['granian', '--interface', 'asgi', '--host', '0.0.0.0', '--port', '8000', application];
  if (ground.depends('daphne') && !ground.depends('uvicorn'))
    return ['daphne', '-b', '0.0.0.0', '-p', '8000', application];
  const standard = ground.component.dependencies.some(
    ({ name, extras }) =>
      (name === 'fastapi' && extras?.some((extra) => extra === 'standard' || extra === 'all')) ||
      (name === 'litestar' && extras?.includes('standard')),
  );
  if (!ground.depends('uvicorn') && !standard)
    ground.note('uvicorn is not among the dependencies: add it, or the container cannot start.');
  return ['uvicorn', application, ...(factory ? ['--factory'] : []), '--host', '0.0.0.0', '--port', '8000'];
}

function wsgiServer(ground: Ground, application: string): string[] {
  if (ground.depends('waitress') && !ground.depends('gunicorn'))
    return ['waitress-serve', '--listen=0.0.0.0:8000', application];
  if (!ground.depends('gunicorn'))
    ground.note('gunicorn is not among the dependencies: add it, or the container cannot start.');
  return ['gunicorn', '--bind', '0.0.0.0:8000', application];
}

/** The variable, or the function, that the usual files make the application with. */
function application(ground: Ground): { name: string; factory: boolean; file: string } | undefined {
  const candidates = ground.files.filter((path) => {
    const parts = path.split('/');
    const name = parts.at(-1)?.replace(/\.py$/, '') ?? '';
    return (
      path.endsWith('.py') &&
      parts.length <= 3 &&
      files.includes(name) &&
      !/(?:^|\/)(?:tests?|scripts|examples?|docs)\//.test(path)
    );
  });
  candidates.sort((one, other) => one.split('/').length - other.split('/').length || rank(one) - rank(other));
  for (const file of candidates) {
    const text = ground.text(file).slice(0, 200_000);
    const made =
      /^(\w{1,60})(?::\s*[\w.]{1,60})?\s*=\s*(?:\w{1,60}\.)?(?:FastAPI|Starlette|Litestar|Flask|APIFlask|Quart|Application|Bottle|Dash|Falcon|App|create_app|make_app)\(/m.exec(
        text,
      )?.[1];
    if (made !== undefined) return { name: `${moduleOf(file)}:${made}`, factory: false, file };
    const factory = /^def ((?:create|make|build|get)_app(?:lication)?)\(/m.exec(text)?.[1];
    if (factory !== undefined) return { name: `${moduleOf(file)}:${factory}`, factory: true, file };
  }
  const [file] = candidates;
  if (file === undefined) return undefined;
  ground.note(`That ${file} holds the application in a variable \`app\` is a guess.`);
  return { name: `${moduleOf(file)}:app`, factory: false, file };
}

function rank(path: string): number {
  return files.indexOf(path.split('/').at(-1)?.replace(/\.py$/, '') ?? '');
}

function moduleOf(path: string): string {
  return path
    .replace(/^src\/(?=.*\/)/, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
}

/** Packages below `src` are found from there. */
function sourceRoot(path: string): string[] {
  return /^src\/.*\//.test(path) ? ['ENV PYTHONPATH=/app/src'] : [];
}
