// The addresses of the server, in one place for both sides.

export const ROUTES = {
  start: "/api/start",
  setup: "/api/setup",
  enrol: "/api/devices/enrol",
  readmit: "/api/devices/readmit",
  renew: "/api/devices/renew",
  lost: "/api/devices/lost",
  signIn: "/api/sign-in",
  signOut: "/api/sign-out",
  authorKeys: "/api/author-keys",
  deviceCodes: "/api/devices/codes",
  invitations: "/api/invitations",
  push: "/api/sync/push",
  pull: "/api/sync/pull",
  listen: "/api/sync/listen",
  demoEnter: "/api/demo/enter",
  demoLeave: "/api/demo/leave",
} as const;
