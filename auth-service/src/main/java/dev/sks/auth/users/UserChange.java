package dev.sks.auth.users;

/** What a PATCH may change. */
public record UserChange(Boolean disabled) {}
