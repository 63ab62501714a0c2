'use client';
import { Modal } from '@mantine/core';
import { Keys } from './keys.tsx';
import { SHORTCUT_GROUPS, SHORTCUTS } from './shortcuts.ts';
import classes from './shortcuts-dialog.module.css';

/** Every shortcut there is, by where it works. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={680}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.groups}>
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} className={classes.group} aria-label={group}>
            <h3>{group}</h3>
            <dl className={classes.list}>
              {SHORTCUTS.filter((shortcut) => shortcut.group === group).map(({ keys, words }) => (
                <div key={`${keys} ${words}`} className={classes.row}>
                  <dt>{words}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={classes.foot}>They rest while you type in a field and while a dialog is open.</p>
    </Modal>
  );
}
