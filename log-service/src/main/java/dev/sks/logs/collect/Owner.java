package dev.sks.logs.collect;

/** Whose attempt it is, and where its pods are. */
record Owner(String tenant, String namespace) {}
