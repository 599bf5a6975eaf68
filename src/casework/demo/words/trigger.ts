// What can set things off: the same thought as it stands in a plan, in early signs, and in the logs that bear it out.

export interface Trigger {
  /** As the plan says it. */
  readonly plan: readonly string[];
  readonly signs: readonly string[];
  readonly avoid: readonly string[];
  /** What happened before, in a log. */
  readonly before: readonly string[];
  /** What was seen, by category. */
  readonly seen: readonly { readonly category: SeenCategory; readonly words: readonly string[] }[];
  readonly functions: readonly ("sensory" | "escape" | "attention" | "tangible")[];
  /** Where it tends to happen. */
  readonly place?: string;
}

export type SeenCategory = "unsettled" | "left" | "voice" | "not-started" | "words" | "pushed" | "damage" | "break";
