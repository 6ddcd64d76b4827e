import type { Image } from '../../model/image.ts';

/** Why the server cannot be reached from outside of the container: it listens on the loopback address only. */
export function loopbackOnly(process: string, image: Image, paths: ReadonlySet<string>): string | undefined {
  const given = /(?:--host[= ]|-h[= ]|--bind[= ]|-b[= ]|--address[= ]|runserver )(?:127\.0\.0\.1|localhost)\b/.exec(
    process,
  );
  if (given) return `it is told to listen on ${given[0].replace(/^.*[= ]/, '')}`;
  const variable = (name: string): string | undefined => image.environment.get(name)?.value;
  const words = process.split(' ');
  if (
    /(?:^|\/| )uvicorn /.test(`${process} `) &&
    !/ --(?:host|uds|fd)/.test(process) &&
    variable('UVICORN_HOST') === undefined
  )
    return 'uvicorn listens on 127.0.0.1 unless told otherwise';
  if (/(?:^|\/| )hypercorn /.test(`${process} `) && !/ (?:-b|--bind|-c|--config)/.test(process))
    return 'hypercorn listens on 127.0.0.1 unless told otherwise';
  if (
    /(?:^|\/| )flask .*run/.test(process) &&
    !/ (?:--host|-h)/.test(process) &&
    variable('FLASK_RUN_HOST') === undefined
  )
    return 'flask run listens on 127.0.0.1 unless told otherwise';
  if (words.includes('runserver') && !words.some((word) => /^(?:0\.0\.0\.0|\[?::\]?|0|\*|\$)/.test(word)))
    return 'runserver listens on 127.0.0.1 unless told otherwise';
  const gunicorn = /(?:^|\/| )gunicorn /.test(`${process} `) && !/ (?:-b|--bind|-c|--config|--paste)/.test(process);
  if (gunicorn && ['PORT', 'GUNICORN_CMD_ARGS'].every((name) => variable(name) === undefined)) {
    // Only looked for here: it takes a walk over every path.
    const configured = [...paths].some((path) => /(?:^|\/)gunicorn(?:\.conf|_conf|_config|-config)?\.py$/.test(path));
    if (!configured) return 'gunicorn listens on 127.0.0.1:8000 unless told otherwise';
  }
  return undefined;
}
