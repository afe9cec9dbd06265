import { useEffect, useState } from 'react';

/** What is quicker than this is not told of, milliseconds. */
const QUICK_MS = 1000;

/** Whether something has been going on for more than a moment, so that a person wants to know how far it is. */
export function useSlow(going: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!going) return undefined;
    const timer = setTimeout(() => {
      setSlow(true);
    }, QUICK_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [going]);
  return slow;
}
