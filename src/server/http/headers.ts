// The headers every answer carries. Tried with the app: each line is as narrow as it can be and still work.

/** trusted-types app-sw: the one policy, under which the app names its worker files. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types app-sw",
].join("; ");

/** The worker that derives keys runs WebAssembly; it alone may, and it may reach nothing. */
const SLOW_HASH_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const PERMISSIONS = [
  ...["camera", "microphone", "geolocation", "payment", "usb", "serial", "bluetooth", "display-capture"].map(
    (name) => `${name}=()`,
  ),
  "publickey-credentials-get=(self)",
  "publickey-credentials-create=(self)",
].join(", ");

const TWO_YEARS = 63_072_000;

/** `path` decides which policy; `tls` whether browsers are told to come back by HTTPS only. */
export function securityHeaders(path: string, tls: boolean): { readonly [name: string]: string } {
  return {
    "content-security-policy": isSlowHash(path) ? SLOW_HASH_POLICY : PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": PERMISSIONS,
    ...(tls ? { "strict-transport-security": `max-age=${TWO_YEARS}` } : {}),
  };
}

function isSlowHash(path: string): boolean {
  return /\/[^/]*slow-hash[^/]*\.js$/.test(path);
}

/**
 * How long a browser may keep a file of the app. Names under assets/ carry a hash of what is in them; everything else
 * is asked for again, so that an update is seen at the next visit.
 */
export function cacheControl(path: string): string {
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}
