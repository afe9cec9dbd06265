import { useEffect, useRef, type ReactNode } from 'react';

interface InViewProps {
  readonly fault?: string | undefined;
  /** Nobody has chosen anything yet: what is there from the start stays where it is. */
  readonly still?: boolean;
  readonly children: ReactNode;
}

/** What a choice asks for opens under the list: it is brought into view, and again when a fault makes it longer. */
export function InView({ fault, still = false, children }: InViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const wasStill = useRef(still);
  useEffect(() => {
    if (!wasStill.current) place.current?.scrollIntoView({ block: 'nearest' });
    wasStill.current = false;
  }, [fault]);
  return <div ref={place}>{children}</div>;
}
