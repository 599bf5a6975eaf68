import { playSchedules } from "./schedules.ts";

playSchedules(10_001, 500);
