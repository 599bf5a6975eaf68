// The number of the wire. It rises when an old device and a new server could misunderstand each other;
// test/contracts/wire.test.ts pins it to a hash of the shapes in this room.

export const WIRE = 1;

/** A page that answers 200 with something else (a captive portal) never says this. */
export const MARK = "waymark";
