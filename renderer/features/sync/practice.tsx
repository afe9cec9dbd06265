import { useText } from '../../i18n/use-text.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useDesk } from '../../ui/desk-context.tsx';
import { useView } from '../../ui/use-view.ts';
import styles from './sync.module.css';
import { Ticks } from './ticks.tsx';

const c = classNames(styles);

/** In the sample clinic nothing is owed to anybody, so the panel tells what practising is, not what waits. */
export function PracticeWords() {
  const t = useText();
  return (
    <>
      <p>{t('sync.practice.why')}</p>
      <p>
        <b>{t('sync.do')}:</b> {t('sync.practice.do')}
      </p>
      <p>
        <ButtonLink href="#/connect" small>
          {t('set-up.connect')}
        </ButtonLink>
      </p>
    </>
  );
}

/** What practising is good for, and what becomes of it. */
export function PracticeTicks() {
  const t = useText();
  return (
    <>
      <Ticks
        heading={t('sync.practice.works')}
        icon="done"
        tone="green"
        lines={[t('sync.practice.bookings'), t('sync.practice.undo')]}
      />
      <Ticks heading={t('sync.practice.leaves')} icon="wait" tone="amber" lines={[t('sync.practice.gone')]} />
    </>
  );
}

/** In place of the queue. */
export function PracticeCount() {
  const t = useText();
  const { practice } = useView(useDesk().views.sync);
  return (
    <div>
      <h2>{t('sync.practice.queue', { count: practice })}</h2>
      <p className={c('quiet')}>{t('sync.practice.queue.note')}</p>
    </div>
  );
}
