import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync } from "node:fs";
import { dirname } from "node:path";

/**
 * An append-only file of JSON lines. One line holds everything that happened since the last flush, so that the changes
 * of one request are found again together or not at all.
 */
export interface Journal<Entry> {
  append(entry: Entry): void;
  /** Hands what was appended to the operating system, from where it survives the death of this process. */
  flush(): void;
  /** May be called again. */
  close(): void;
}

/** For books that live in memory only. */
export const noJournal: Journal<unknown> = { append() {}, flush() {}, close() {} };

/** What a journal file holds, oldest first; a last line that was torn by a crash is cut off the file. */
export function readJournal<Entry>(path: string): Entry[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(path, end);
  const lines = bytes.toString("utf8", 0, end).split("\n").slice(0, -1);
  return lines.flatMap((line, index) => {
    try {
      return JSON.parse(line) as Entry[];
    } catch (cause) {
      throw new Error(`${path} line ${index + 1} is not JSON; remove the file to start with a fresh world`, { cause });
    }
  });
}

export function openJournal<Entry>(path: string): Journal<Entry> {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, "a", 0o600);
  let waiting: Entry[] = [];
  let isOpen = true;

  const flush = (): void => {
    if (waiting.length === 0 || !isOpen) return;
    appendFileSync(file, `${JSON.stringify(waiting)}\n`);
    waiting = [];
  };
  return {
    append(entry) {
      // Answers flush before they leave; this is for changes that no request makes.
      if (waiting.length === 0) setImmediate(flush);
      waiting.push(entry);
    },
    flush,
    close() {
      if (!isOpen) return;
      flush();
      isOpen = false;
      closeSync(file);
    },
  };
}
