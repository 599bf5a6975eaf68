import { playSchedules } from "./schedules.ts";

playSchedules(30_001, 500);
