// A picture beside the word, as weather: no face to copy and no scale to be on. The word says it; this is decoration.

const SHAPES: { readonly [feeling: string]: readonly string[] } = {
  // Sun.
  good: [
    "M24 15a9 9 0 1 1 0 18a9 9 0 1 1 0-18",
    "M24 4v5M24 39v5M4 24h5M39 24h5M10 10l3.5 3.5M34.5 34.5L38 38M38 10l-3.5 3.5M13.5 34.5L10 38",
  ],
  // Sun behind a cloud.
  ok: [
    "M16 20a7 7 0 0 1 13-3",
    "M22 4v4M8 10l3 3M36 10l-3 3",
    "M14 40a7 7 0 0 1 1-14a9 9 0 0 1 17-1a7.500 7.500 0 0 1 2 15z",
  ],
  // Wind.
  wobbly: ["M5 18h24a5 5 0 1 0-5-5", "M5 26h32a5 5 0 1 1-5 5", "M5 34h14a4 4 0 1 1-4 4"],
  // Rain.
  hard: ["M14 28a7 7 0 0 1 1-14a9 9 0 0 1 17-1a7.500 7.500 0 0 1 2 15z", "M15 34l-2 7M24 34l-2 7M33 34l-2 7"],
  // Mist.
  "not-sure": ["M8 14h14M28 14h12", "M5 22h26M37 22h6", "M9 30h8M23 30h18", "M12 38h24"],
};

export function FeelingPicture({ feeling }: { readonly feeling: string }) {
  return (
    <svg
      viewBox="0 0 48 48"
      width="56"
      height="56"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      aria-hidden="true"
    >
      {(SHAPES[feeling] ?? []).map((shape) => (
        <path key={shape} d={shape} strokeLinecap="round" strokeLinejoin="round" />
      ))}
    </svg>
  );
}
