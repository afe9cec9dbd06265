import type { Booking } from '../../../shared/model/booking.ts';
import { slipLanguages } from '../../../shared/ipc/slip-style.ts';
import { slipFacts } from '../../desk/slip-facts.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import { Slip } from './slip.tsx';

/** The family's slip of a booking on the screen, as it would be printed now. */
export function BookingSlip({ booking }: { readonly booking: Booking }) {
  const { views } = useDesk();
  const settings = useView(views.settings);
  const { condition } = useView(views.sync);
  const { now } = useView(views.clock);
  const facts = slipFacts(booking, { clinic: useView(views.clinic), settings, condition, now }, false);
  return <Slip slip={facts} languages={slipLanguages(settings.settings)} paperWidth={settings.settings.paperWidth} />;
}
