/** A line on the error output that says what is being done, shown only on a terminal and only once the work has taken a second. */
export interface Progress {
  say(what: string): void;
  stop(): void;
}

/** Begins to count that second. `stop` wipes the line. */
export function startProgress(stream: NodeJS.WriteStream): Progress {
  const started = Date.now();
  let shown = false;
  return {
    say(what) {
      if (stream.isTTY !== true || Date.now() - started < 1000) return;
      shown = true;
      stream.write(`\r\u001B[K${what} …`);
    },
    stop() {
      if (shown) stream.write('\r\u001B[K');
    },
  };
}
