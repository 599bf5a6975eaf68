// Words that guessers try first, in their plain form (lower case, letters for the digits that stand for them).
// Chosen from the heads of published lists of leaked passwords, and from a school's own talk.

export const COMMON_WORDS: readonly string[] = [
  ...["password", "passwort", "passcode", "passphrase", "letmein", "welcome", "qwerty", "qwertyuiop", "asdfgh"],
  ...["zxcvbn", "abcdef", "abc", "iloveyou", "admin", "administrator", "login", "changeme", "secret", "default"],
  ...["master", "monkey", "dragon", "football", "baseball", "liverpool", "chelsea", "arsenal", "manchester", "united"],
  ...["everton", "sunshine", "princess", "superman", "batman", "pokemon", "starwars", "shadow", "michael", "charlie"],
  ...["jessica", "ashley", "jordan", "hunter", "summer", "winter", "spring", "autumn", "january", "february", "march"],
  ...["april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday"],
  ...["wednesday", "thursday", "friday", "saturday", "sunday", "computer", "internet", "whatever", "trustno", "test"],
  ...[
    "temporary",
    "england",
    "london",
    "birmingham",
    "leeds",
    "bradford",
    "sheffield",
    "bristol",
    "newcastle",
    "nottingham",
    "school",
    "academy",
    "college",
    "teacher",
    "pupil",
    "student",
    "classroom",
  ],
  ...["waymark", "inclusion", "reintegration", "safeguarding", "pastoral", "senco", "behaviour", "head", "staff"],
];
