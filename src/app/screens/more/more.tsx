// Everything that is not needed every day.

import { Archive, BookLock, HardDrive, KeyRound, School, ScanEye, Siren, UserPlus } from "lucide-react";
import { useDevice, useOpen } from "../../binding.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { usePreferences } from "../../state/preferences.ts";
import { ChipRadios } from "../../ui/choice.tsx";
import { Icon } from "../../ui/icon.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { useMayWrite } from "../../use-may-write.ts";
import { useWords } from "../../use-words.ts";
import styles from "./more.module.css";

/** What stands under "Your school": whoever may change some of it finds the way there. */
const OF_SCHOOL = ["school-settings", "school-period", "category", "scale", "milestone-template", "caseload", "adult"];

/** Whoever answers for what is read in an emergency (A42). */
const HEARS_OF_EMERGENCIES = ["dsl", "school-leader"];

export default function More() {
  const { adult, deviceKind } = useOpen();
  const { adults } = useDirectory();
  const theme = usePreferences((preferences) => preferences.theme);
  const setTheme = usePreferences((preferences) => preferences.setTheme);
  const hand = usePreferences((preferences) => preferences.hand);
  const setHand = usePreferences((preferences) => preferences.setHand);
  const shortcuts = usePreferences((preferences) => preferences.shortcuts);
  const setShortcuts = usePreferences((preferences) => preferences.setShortcuts);
  const { schema } = useDevice();
  const may = useMayWrite();
  const words = useWords();
  const role = textIn(adults.get(adult), "role");
  return (
    <Page title="More" narrow>
      <RowList label="Places">
        <RowLink to="/sync">
          <span className={styles.place}>
            <Icon glyph={HardDrive} /> Sending and saving
          </span>
        </RowLink>
        <RowLink to="/sync/finder">
          <span className={styles.place}>
            <Icon glyph={ScanEye} /> What a finder sees
          </span>
        </RowLink>
        <RowLink to="/pin">
          <span className={styles.place}>
            <Icon glyph={KeyRound} /> Your PIN
          </span>
        </RowLink>
        {deviceKind === "shared" && (
          <RowLink to="/cover">
            <span className={styles.place}>
              <Icon glyph={UserPlus} /> Let a cover adult in
            </span>
          </RowLink>
        )}
        {role === "dsl" && (
          <RowLink to="/school/set-aside">
            <span className={styles.place}>
              <Icon glyph={Archive} /> Set aside: what was not filed
            </span>
          </RowLink>
        )}
        {role === "dsl" && (
          <RowLink to="/school/audit">
            <span className={styles.place}>
              <Icon glyph={BookLock} /> Who saw and changed what
            </span>
          </RowLink>
        )}
        {HEARS_OF_EMERGENCIES.includes(role) && (
          <RowLink to="/school/emergency">
            <span className={styles.place}>
              <Icon glyph={Siren} /> Opened in an emergency
            </span>
          </RowLink>
        )}
        {OF_SCHOOL.some((type) => schema.definitions[type] && may(schema.definitions[type]) === "yes") && (
          <RowLink to="/school">
            <span className={styles.place}>
              <Icon glyph={School} /> Your school: lists, adults, tablets
            </span>
          </RowLink>
        )}
      </RowList>
      <Section title="This tablet">
        <ChipRadios
          label="Light or dark"
          options={[
            { value: "device", label: "As the tablet is set" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
          value={theme}
          onChange={(chosen) => setTheme(chosen === "light" || chosen === "dark" ? chosen : "device")}
        />
        <ChipRadios
          label="Which hand taps"
          hint="What is pressed most stands on that side."
          options={[
            { value: "right", label: "Right" },
            { value: "left", label: "Left" },
          ]}
          value={hand}
          onChange={(chosen) => setHand(chosen === "left" ? "left" : "right")}
        />
        <ChipRadios
          label="Keys that act by themselves"
          hint={`/ finds a ${words.pupil}, N starts a log, 1 to 9 choose a button. They rest while you type.`}
          options={[
            { value: "on", label: "On" },
            { value: "off", label: "Off" },
          ]}
          value={shortcuts ? "on" : "off"}
          onChange={(chosen) => setShortcuts(chosen !== "off")}
        />
      </Section>
    </Page>
  );
}
