import type { Permission } from '../../desk/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useActionKey, useShortcutKeys } from '../../ui/use-keys.ts';
import type { ChangeKind } from '../shell/change-route.ts';
import { useChanges } from './use-changes.ts';

interface ChangeButtonsProps {
  readonly appointmentId: string;
  readonly onChange: (change: ChangeKind) => void;
}

/**
 * Reschedule and cancel, for the panel of an appointment. Where a rule forbids it the button stays: its panel says why, and the way
 * out. Where there is nothing left to change it goes.
 */
export function ChangeButtons({ appointmentId, onChange }: ChangeButtonsProps) {
  const t = useText();
  const changes = useChanges(appointmentId);
  const { hintOf } = useShortcutKeys();
  const move = (): void => {
    onChange('move');
  };
  useActionKey('reschedule', move, changes !== null && !isOver(changes.move));
  if (changes === null) return null;
  return (
    <>
      {isOver(changes.move) ? null : (
        <Button onPress={move} {...hintOf('reschedule')}>
          {t('change.move')}
        </Button>
      )}
      {isOver(changes.cancel) ? null : (
        <Button
          tone="risk"
          onPress={() => {
            onChange('cancel');
          }}
        >
          {t('change.cancel')}
        </Button>
      )}
    </>
  );
}

function isOver({ kind }: Permission): boolean {
  return kind === 'over';
}
