import type { TaskName } from "../enqueue.ts";

const taskWords: Record<TaskName, string> = {
  "turn-day": "What follows from the calendar",
  "bring-duties-up-to-date": "Assignments follow the directory and the rules",
  "announce-version": "A version is announced",
  "read-import": "A file of the directory is read",
  "merge-import": "A file of the directory is merged",
  "send-notices": "Notices are sent",
  "make-viewing-copy": "Copies of pictures to look at",
};

/** What a job of a kind does, also of one that a later portal added. */
export const wordsOfTask = (task: string) =>
  Object.hasOwn(taskWords, task) ? taskWords[task as TaskName] : task;
