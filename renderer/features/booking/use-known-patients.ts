import { useEffect, useState } from 'react';
import type { KnownPatient } from '../../desk/contract.ts';
import { useDesk } from '../../ui/desk-context.tsx';

const none: readonly KnownPatient[] = [];

/**
 * Patients seen on a number; empty until the number is whole. `onFound` is told once for each number.
 * An answer to an earlier number is dropped.
 */
export function useKnownPatients(
  phone: string,
  whole: boolean,
  onFound: (patients: readonly KnownPatient[]) => void,
): readonly KnownPatient[] {
  const desk = useDesk();
  const [found, setFound] = useState<{ readonly phone: string; readonly patients: readonly KnownPatient[] } | null>(
    null,
  );
  useEffect(() => {
    if (!whole) return;
    let wanted = true;
    const keep = (patients: readonly KnownPatient[]): void => {
      if (!wanted) return;
      setFound({ phone, patients });
      onFound(patients);
    };
    // Without an answer the form works as for a number that nobody has used yet.
    desk.intents.knownPatients(phone).then(keep, () => undefined);
    return () => {
      wanted = false;
    };
  }, [desk, phone, whole, onFound]);
  return whole && found?.phone === phone ? found.patients : none;
}
