package dev.sks.auth.signup;

/** Who may sign up. */
enum SignUpMode {
  OFF,
  INVITE,
  OPEN
}
