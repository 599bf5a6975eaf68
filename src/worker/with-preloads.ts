// The page as the worker gives it to a tablet that was here before: it names at once what the lock is made of beside what
// every page begins with. So it is fetched and read beside that, and not when that has run. What stands behind the lock
// is fetched while somebody is at it: everything that is named here holds the lock up. A first visit gets the page as it
// was built: it begins with a screen that needs none of this.

/** By the names that vite.config.ts gives them, in the order in which they are wanted. */
const WANTED = ["lock"];

/** `kept`: the addresses of what the worker keeps, from the root and without a slash. */
export function withPreloads(page: string, kept: readonly string[]): string {
  const links = WANTED.flatMap((name) => {
    const file = new RegExp(`^assets/${name}-[\\w-]{8}\\.(?:js|css)$`);
    return kept.filter((url) => file.test(url) && !page.includes(url)).map(linkTo);
  });
  return page.replace("</head>", () => `${links.join("")}</head>`);
}

const linkTo = (url: string): string =>
  url.endsWith(".css")
    ? `<link rel="preload" as="style" crossorigin href="/${url}">`
    : `<link rel="modulepreload" crossorigin href="/${url}">`;
