import { z } from 'zod';
import { parseInstant } from '../../shared/booking/index.ts';

const example = '2026-06-15T03:30:00Z';

/** A zod field that holds an instant, read as the API reads `appointment_date`; its value is epoch ms. */
export const instantField = z.string().transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  context.addIssue({ code: 'custom', message: `expected an ISO 8601 instant such as ${example}` });
  return z.NEVER;
});
