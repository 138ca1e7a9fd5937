package dev.sks.logs.read;

/** A job's log as one tenant may see it. */
record LogKey(String tenant, String job) {}
