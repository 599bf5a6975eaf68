// The words and the PIN that open the demo with the signal off. Published: nobody there is real [V24].

export const DEMO_WORDS: readonly string[] = ["apple", "candle", "drum", "garden", "river"];
export const DEMO_PIN = "2468";
