import { useEffect, useRef, type ReactNode } from 'react';

/** What a choice asks for opens under the list: it is brought into view, and again when a fault makes it longer. */
export function InView({ fault, children }: { readonly fault?: string | undefined; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [fault]);
  return <div ref={place}>{children}</div>;
}
