package dev.sks.auth.signup;

import dev.sks.auth.apikeys.KeyView;
import dev.sks.auth.users.Account;

/** A new account, and its first key with the secret. */
record SignedUp(Account account, KeyView key) {}
