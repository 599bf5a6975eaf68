import { playSchedules } from "./schedules.ts";

playSchedules(20_001, 500);
