import { phoneKey } from '../../shared/booking/index.ts';
import { readPhone } from '../../shared/phone/phone.ts';
import type { ClinicId } from '../../shared/model/clinic-id.ts';
import type { DeskStore } from '../db/store.ts';
import type { KnownPatient } from './contract.ts';

/** Digits typed before patients of that beginning are offered. */
const digitsBeforeSearch = 5;
const patientLimit = 6;

/** Patients whose number begins with what was typed, latest visit first; none before five digits. */
export async function findKnownPatients(
  phone: string,
  store: DeskStore,
  clinicId: ClinicId,
): Promise<readonly KnownPatient[]> {
  if (readPhone(phone).digits.length < digitsBeforeSearch) return [];
  const matches = await store.searchPatients(phoneKey(phone), patientLimit, clinicId);
  return matches.map(({ name, phone: number, lastDate, lastServiceId }) => ({
    name,
    phone: number,
    lastDate,
    lastServiceId,
  }));
}
