import type { ReportView } from '../../desk/contract.ts';
import { useServiceWords } from '../../i18n/use-service-words.ts';
import { useText } from '../../i18n/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { OwnPlaces, usedShare } from './windows-card.tsx';
import styles from './report.module.css';

const c = classNames(styles);

/** How the places of each service were used, all windows together. */
export function ServicesCard({ report }: { readonly report: ReportView }) {
  const t = useText();
  const serviceWords = useServiceWords();
  return (
    <Card labelledBy="report-services" scroll={false} header={<h2 id="report-services">{t('report.services')}</h2>}>
      <table className={c('table')} aria-labelledby="report-services">
        <thead>
          <tr>
            <th scope="col">{t('report.column.service')}</th>
            <th scope="col" className={c('picture')}>
              {t('report.column.places')}
            </th>
            <th scope="col" className={c('number')}>
              {t('report.column.used')}
            </th>
            <th scope="col" className={c('number')}>
              {t('report.column.booked')}
            </th>
          </tr>
        </thead>
        <tbody>
          {report.services.map((service) => (
            <tr key={service.serviceId}>
              <th scope="row">
                {serviceWords(service.name)}
                <span className={c('barBelow')} aria-hidden="true">
                  <TakenBar taken={service.taken} capacity={service.capacity} />
                </span>
              </th>
              <td className={c('picture')}>
                <TakenBar taken={service.taken} capacity={service.capacity} />
              </td>
              <td className={c('number')}>{usedShare(t, service)}</td>
              <td className={c('number')}>
                {service.capacity === 0
                  ? t('report.number', { count: service.booked })
                  : t('common.places.count', { taken: service.taken, capacity: service.capacity })}
                <OwnPlaces places={service} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function TakenBar({ taken, capacity }: { readonly taken: number; readonly capacity: number }) {
  const t = useText();
  return (
    <span className={c('bar')} role="img" aria-label={t('common.places.taken-of', { taken, capacity })}>
      {taken === 0 ? null : <i className={c('done')} style={{ flexGrow: taken }} />}
      {capacity > taken ? <i className={c('unused')} style={{ flexGrow: capacity - taken }} /> : null}
    </span>
  );
}
