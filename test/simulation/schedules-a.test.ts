import { playSchedules } from "./schedules.ts";

playSchedules(1, 500);
