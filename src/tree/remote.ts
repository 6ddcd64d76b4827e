import type { Tree, Wants } from '../model/tree.ts';
import { type Entry, linksToRead, select, treeOf } from './entries.ts';

/** What a server can tell of a repository; src/github asks GitHub's API for it. */
export interface RemoteRepository {
  /** One directory of a commit or tree, all below it if `recursive`. `complete` is false where the server has cut the listing short. */
  list(tree: string, recursive: boolean): Promise<{ entries: readonly ListedEntry[]; complete: boolean }>;
  /** Contents by object name, many in one request; what is missing in the answer must be asked for one by one. */
  contents(objects: readonly string[]): Promise<ReadonlyMap<string, Buffer>>;
  content(object: string): Promise<Buffer>;
}

export interface ListedEntry extends Entry {
  readonly type: 'blob' | 'tree' | 'commit';
}

/** The repository is too large to be read over the network within the budget of requests. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
}

/** One batch stays far below what GitHub's GraphQL bears in nodes and in seconds. */
const batchFiles = 100;
const batchBytes = 2 * 1024 * 1024;
/** Longer texts come cut off. */
const longestInBatch = 500 * 1024;
/** A workflow's token may make 1,000 requests an hour for its whole repository. */
const mostRequests = 300;
const atOnce = 4;

/** The files of a commit that only a server has: a listing, then the contents that readers want and nothing else. */
export async function remoteTree(repository: RemoteRepository, commit: string, wants: Wants): Promise<Tree> {
  const requests = budget();
  const entries = (await listAll(repository, commit, '', requests)).filter(({ type }) => type !== 'tree');
  const links = linksToRead(entries, wants);
  const linked = await load(repository, links, requests);
  const targets = new Map(links.map(({ path, object }) => [path, linked.get(object)?.toString('utf8') ?? '']));
  const selection = select(entries, wants, targets);
  return treeOf(selection, await load(repository, [...selection.wanted.values()], requests));
}

/** All file paths of a commit that only a server has. */
export async function remotePaths(repository: RemoteRepository, commit: string): Promise<string[]> {
  const entries = await listAll(repository, commit, '', budget());
  return entries.filter(({ type }) => type === 'blob').map(({ path }) => path);
}

function budget(): () => void {
  let made = 0;
  return () => {
    made += 1;
    if (made > mostRequests) throw new TooManyRequests(`reading it takes more than ${mostRequests} requests`);
  };
}

/** A listing that the server cuts short is asked for directory by directory, each again as a whole first. */
async function listAll(
  repository: RemoteRepository,
  tree: string,
  prefix: string,
  request: () => void,
): Promise<ListedEntry[]> {
  request();
  const whole = await repository.list(tree, true);
  const below = (entries: readonly ListedEntry[]): ListedEntry[] =>
    entries.map((entry) => ({ ...entry, path: `${prefix}${entry.path}` }));
  if (whole.complete) return below(whole.entries);
  request();
  const own = await repository.list(tree, false);
  if (!own.complete) throw new TooManyRequests('one of its directories is too long to be listed');
  const found = below(own.entries.filter(({ type }) => type !== 'tree'));
  for (const { object, path } of own.entries.filter(({ type }) => type === 'tree'))
    found.push(...(await listAll(repository, object, `${prefix}${path}/`, request)));
  return found;
}

async function load(
  repository: RemoteRepository,
  entries: readonly Entry[],
  request: () => void,
): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const unique = [...new Map(entries.map((entry) => [entry.object, entry])).values()];
  const small = unique.filter(({ size }) => (size ?? 0) <= longestInBatch);
  await inTurns(batches(small), async (batch) => {
    request();
    for (const [object, bytes] of await repository.contents(batch)) contents.set(object, bytes);
  });
  const alone = unique.filter(({ object }) => !contents.has(object));
  await inTurns(alone, async ({ object }) => {
    request();
    contents.set(object, await repository.content(object));
  });
  return contents;
}

async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += atOnce) await Promise.all(items.slice(at, at + atOnce).map(work));
}

function batches(entries: readonly Entry[]): string[][] {
  const made: string[][] = [];
  let bytes = 0;
  for (const { object, size = 0 } of entries) {
    const last = made.at(-1);
    if (last === undefined || last.length >= batchFiles || bytes + size > batchBytes) {
      made.push([object]);
      bytes = size;
    } else {
      last.push(object);
      bytes += size;
    }
  }
  return made;
}
