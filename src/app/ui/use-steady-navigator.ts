// The way to another address for what is not drawn anew at every change of the address: a router's own `useNavigate`
// follows the address it is asked at.

import { use } from "react";
import { UNSAFE_NavigationContext } from "react-router";

/** Addresses are told from the root: "/today/log/…". */
export const useSteadyNavigator = () => use(UNSAFE_NavigationContext).navigator;
