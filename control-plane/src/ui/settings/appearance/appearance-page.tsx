'use client';
import { Radio, Switch, useMantineColorScheme } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { THEME_CHOICES } from '../../frame/theme-choices.ts';
import { useNarrowNavigation } from '../../frame/use-narrow-navigation.ts';
import { PageBody, PageHead } from '../../parts/page-body.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from '../settings.module.css';
import { SettingsBar } from '../settings-bar.tsx';

/** How pages look in this browser. */
export function AppearancePage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [narrow, setNarrow] = useNarrowNavigation();
  // What this browser has chosen is known to it alone, not to the server that made the page.
  const mounted = useMounted();
  return (
    <PageBody>
      <SettingsBar />
      <PageHead title="Appearance" answer="How pages look in this browser; nobody else sees it." />
      <Panel title="Theme">
        <Radio.Group
          aria-label="Theme"
          value={mounted ? colorScheme : ''}
          onChange={(value) => {
            const choice = THEME_CHOICES.find((each) => each.value === value);
            if (choice !== undefined) setColorScheme(choice.value);
          }}
        >
          <div className={classes.choices}>
            {THEME_CHOICES.map(({ value, word }) => (
              <Radio key={value} value={value} label={word} />
            ))}
          </div>
        </Radio.Group>
      </Panel>
      <Panel title="Navigation">
        <Switch
          label="Narrow: pictures without words"
          checked={narrow}
          onChange={(event) => setNarrow(event.currentTarget.checked)}
        />
      </Panel>
    </PageBody>
  );
}
