// What the build knows of itself: shown on the lock and sync screens, and stamped on every commit.

declare const __APP_VERSION__: string;
declare const __BUILT_ON__: string;

/** As in package.json, such as "0.1.0". */
export const appVersion: string = __APP_VERSION__;

/** The day the app was built, such as "2026-06-09". */
export const builtOn: string = __BUILT_ON__;
