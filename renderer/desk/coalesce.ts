/** Runs `task` once after any number of requests made in the same turn of the event loop. */
export function coalesce(task: () => void): () => void {
  let requested = false;
  return () => {
    if (requested) return;
    requested = true;
    queueMicrotask(() => {
      requested = false;
      task();
    });
  };
}
