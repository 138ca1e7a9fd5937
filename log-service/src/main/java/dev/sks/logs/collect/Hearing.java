package dev.sks.logs.collect;

/** What becomes of an announcement. */
enum Hearing {
  /** The job is another tenant's. */
  REFUSED,
  NOTED,
  /** All lines of the attempt are kept. */
  KEPT
}
