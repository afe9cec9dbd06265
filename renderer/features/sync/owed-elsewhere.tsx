import { useText } from '../../i18n/use-text.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { Message } from '../../ui/message.tsx';
import { useView } from '../../ui/use-view.ts';

/** Bookings made for another address: why they are not sent to this one, and when they will be. */
export function OwedElsewhereNotice() {
  const t = useText();
  const { elsewhere } = useView(useDesk().views.sync);
  return elsewhere.map(({ address, count }) => (
    <Message key={address} tone="warn" heading={t('sync.elsewhere.title', { count })}>
      {t('sync.elsewhere.body', { address })}
    </Message>
  ));
}
