/** As many links in a row as Linux follows. */
const mostLinks = 40;

/**
 * The path that a symbolic link of a repository leads to in the end, links to directories on the way included. Undefined if it leaves the repository,
 * goes round in circles, or is absolute. `targetOf` gives the text of a link, undefined for anything that is none.
 */
export function followLink(link: string, targetOf: (path: string) => string | undefined): string | undefined {
  let left = link.split('/').reverse();
  let followed = 0;
  const done: string[] = [];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (done.pop() === undefined) return undefined;
      continue;
    }
    done.push(part);
    const target = targetOf(done.join('/'));
    if (target === undefined) continue;
    followed += 1;
    if (followed > mostLinks || target.startsWith('/')) return undefined;
    done.pop();
    left = [...left, ...target.split('/').reverse()];
  }
  return done.join('/');
}
