// The one Trusted Types policy of the app. The page's policy lets no plain text become the address of a script: a
// service worker or a worker starts only from an address made here, and only from our own build.

/** Texts that may be handed to `serviceWorker.register` and `new Worker`. */
export interface ScriptUrls {
  /** Throws for an address that is not one of our own scripts. */
  trusted(path: string): string;
}

interface PolicyMaker {
  createPolicy(
    name: string,
    rules: { createScriptURL(path: string): string },
  ): { createScriptURL(path: string): string };
}

/** Once a page: the header allows one policy, named app-sw, and a second of that name is refused by the browser. */
export function createScriptUrls(): ScriptUrls {
  const rules = { createScriptURL: ownScript };
  const maker = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes;
  const policy = maker === undefined ? rules : maker.createPolicy("app-sw", rules);
  return { trusted: (path) => policy.createScriptURL(path) };
}

/** The service worker, or a script the build made (in development: a source file). */
function ownScript(path: string): string {
  const url = new URL(path, location.origin);
  const built = url.pathname === "/sw.js" || /^\/assets\/[\w.-]+\.js$/.test(url.pathname);
  const source = import.meta.env.DEV && url.pathname.startsWith("/src/");
  if (url.origin !== location.origin || !(built || source)) throw new TypeError(`not a script of ours: ${path}`);
  return url.href;
}
