import { expect } from './desk.ts';

let people = 0;

/** As the voice agent does; of each caller only the number has to be their own. */
export async function bookElsewhere(
  url: string,
  time: string,
  service: string,
  caller: { readonly name: string; readonly phone: string } = {
    name: 'Arvind Pillai',
    phone: String(9_840_000_000 + (people += 1)),
  },
): Promise<void> {
  const reply = await fetch(`${url}/sandbox/book`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      appointment_type: service,
      appointment_date: `2026-06-15T${time}:00+05:30`,
      patient_name: caller.name,
      parent_phone: `+91${caller.phone}`,
      branch_id: 'b-tnagar',
    }),
  });
  expect(reply.status).toBe(201);
}
