// What can go wrong with a device's own storage, in words an adult can act on. Nothing was half-written when it is
// thrown: the transaction it ended was rolled back whole.

export type StoreTroubleKind = "full" | "broken" | "replaced" | "damaged" | "emptied";

const SENTENCES: { readonly [kind in StoreTroubleKind]: string } = {
  full: "This tablet has no room left, so nothing more can be saved here. Free some space, then try again.",
  broken: "This tablet’s storage does not work at the moment, so this was not saved. Reload the page and try again.",
  replaced: "Waymark was updated or removed in another tab. Reload this page to go on.",
  damaged: "Something kept on this tablet was damaged or altered and cannot be read. Connect to fetch it again.",
  emptied:
    "This tablet’s storage was emptied, so this was not saved. What you wrote is still on the screen: copy it, then reload the page.",
};

export class StoreTrouble extends Error {
  readonly kind: StoreTroubleKind;
  /** For the person at the screen. */
  readonly sentence: string;

  constructor(kind: StoreTroubleKind, options?: ErrorOptions) {
    super(`storage: ${kind}`, options);
    this.name = "StoreTrouble";
    this.kind = kind;
    this.sentence = SENTENCES[kind];
  }
}
