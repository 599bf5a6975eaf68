// What a school sets up before its room can work, each with where it stands. Read from what is there, never ticked.

import { SCHOOL_SCOPE } from "#ledger/names.ts";
import { textIn, useDirectory } from "../../directory.ts";
import { useOpen, useWatch } from "../../binding.ts";
import { valueOf } from "#ledger/view.ts";
import { clockWords } from "../../text/dates.ts";
import { count } from "../../text/words.ts";
import { Loading } from "../../ui/empty-state.tsx";
import { RowLink, RowList } from "../../ui/list-row.tsx";
import { Page, Section } from "../../ui/page.tsx";
import { TaskList, TaskRow, type TaskState } from "../../ui/task-list.tsx";
import { useWords } from "../../use-words.ts";
import styles from "./school-part.module.css";
import { TabletCode } from "./tablet-code.tsx";

export function SchoolTasks() {
  const { ready, rooms, periods, categories, adults, pupils, settings } = useDirectory();
  const { schoolName } = useOpen();
  const words = useWords();
  const templates = useWatch({ kind: "records", scope: SCHOOL_SCOPE, types: ["milestone-template"] });
  if (!ready || templates === undefined) return <Loading />;
  const templatesInUse = templates.filter((one) => valueOf(one, "retired") !== true).length;
  const working = [...adults.values()].filter((adult) => adult.fields["active"] !== false).length;
  const contacts = pupils.filter((entry) => entry.slims.some((slim) => slim.type === "contact")).length;
  const first = periods[0];
  const last = periods.reduce((late, period) => (textIn(period, "end") > late ? textIn(period, "end") : late), "");
  return (
    <Page
      title="Your school"
      lead="What the room needs before it can work. All of it can be done without a signal; it is sent when there is one."
      back={{ to: "/more", words: "More" }}
    >
      <Section title={textIn(settings, "name") || schoolName}>
        <TaskList label="What the school sets up">
          <TaskRow
            to="/school/settings"
            title="School and safeguarding lead"
            state={
              settings === undefined ? "not-started" : textIn(settings, "dsl") === "" ? "in-progress" : "completed"
            }
            hint={
              settings === undefined || textIn(settings, "dsl") === ""
                ? "The room’s name, who the DSL is, who is on call"
                : textIn(settings, "roomName") || undefined
            }
          />
          <TaskRow
            to="/school/day"
            title="School day"
            state={first === undefined ? "not-started" : "completed"}
            hint={
              first === undefined
                ? "Periods and their times"
                : `${count(periods.length, "period", "periods")}, ${clockWords(textIn(first, "start"))} to ${clockWords(last)}`
            }
          />
          <TaskRow
            to="/school/rooms"
            title="Rooms"
            state={rooms.length === 0 ? "not-started" : "completed"}
            hint={rooms.length === 0 ? "Where IAP happens, and its buttons" : count(rooms.length, "room", "rooms")}
          />
          <TaskRow
            to="/school/people"
            title="Adults"
            state={working === 0 ? "not-started" : working === 1 ? "in-progress" : "completed"}
            hint={
              working < 2
                ? "Colleagues, their roles, and an invitation for each"
                : count(working, "adult works here", "adults work here")
            }
          />
          <TaskRow
            to="/school/categories"
            title="Behaviour categories"
            state={categories.length === 0 ? "not-started" : "completed"}
            hint={
              categories.length === 0
                ? "The words adults tap to log what they saw"
                : count(categories.length, "category", "categories")
            }
          />
          <TaskRow
            to="/school/templates"
            title="Milestone templates"
            state={templatesInUse === 0 ? "not-started" : "completed"}
            hint={
              templatesInUse === 0
                ? "Steps you often use on the way back to lessons"
                : count(templatesInUse, "template", "templates")
            }
          />
          <TaskRow
            to="/school/import/pupils"
            title={words.Pupils}
            state={pupils.length === 0 ? "not-started" : "completed"}
            hint={pupils.length === 0 ? "From a CSV file of your MIS" : count(pupils.length, words.pupil, words.pupils)}
          />
          <TaskRow
            to="/school/import/contacts"
            title="Contacts"
            state={contactsState(contacts, pupils.length)}
            hint={
              contacts === 0
                ? `Who to ring about each ${words.pupil}`
                : `${contacts.toLocaleString("en-GB")} of ${pupils.length.toLocaleString("en-GB")} ${words.pupils} have one`
            }
          />
        </TaskList>
      </Section>
      <RowList label="Words and privacy">
        <RowLink to="/school/words">
          <span className={styles.name}>Words</span>
          <span className={styles.quiet}>{words.Pupil}, and the levels of each scale</span>
        </RowLink>
        <RowLink to="/school/privacy">
          <span className={styles.name}>Privacy on tablets</span>
          <span className={styles.quiet}>
            Hidden names, when a tablet locks, how long it shows without a connection
          </span>
        </RowLink>
        <RowLink to="/school/kept">
          <span className={styles.name}>How long records are kept</span>
          <span className={styles.quiet}>What your school has decided, and what is usual</span>
        </RowLink>
      </RowList>
      <RowList label="Days and weeks">
        <RowLink to="/school/changed-days">
          <span className={styles.name}>Closed days and early closures</span>
          <span className={styles.quiet}>Holidays, days on which nobody is expected, or lessons end early</span>
        </RowLink>
        <RowLink to="/school/weeks">
          <span className={styles.name}>Weeks A and B</span>
          <span className={styles.quiet}>From which Monday the weeks of the timetable are counted</span>
        </RowLink>
      </RowList>
      <RowList label="Caseloads">
        <RowLink to="/school/caseloads">
          <span className={styles.name}>Who works with whom</span>
          <span className={styles.quiet}>Which {words.pupils} an adult sees, from the first day to the last</span>
        </RowLink>
      </RowList>
      <Section title="Looking after it" hint="These need the school’s server.">
        <RowList label="Looking after the school">
          <RowLink to="/school/devices">
            <span className={styles.name}>Tablets and other devices</span>
            <span className={styles.quiet}>When each was last here and what it still holds; take one out of use</span>
          </RowLink>
          <RowLink to="/school/accounts">
            <span className={styles.name}>Who can sign in</span>
            <span className={styles.quiet}>Accounts, administrators, and invitations that are out</span>
          </RowLink>
          <RowLink to="/school/set-aside">
            <span className={styles.name}>Set aside</span>
            <span className={styles.quiet}>What arrived and was not filed: somebody reads it and decides</span>
          </RowLink>
          <RowLink to="/school/audit">
            <span className={styles.name}>Who saw and changed what</span>
            <span className={styles.quiet}>Everything that was done, by whom and when, without what was written</span>
          </RowLink>
        </RowList>
      </Section>
      <TabletCode />
    </Page>
  );
}

function contactsState(having: number, pupils: number): TaskState {
  if (pupils === 0) return "cannot-start";
  if (having === 0) return "not-started";
  return having < pupils ? "in-progress" : "completed";
}
