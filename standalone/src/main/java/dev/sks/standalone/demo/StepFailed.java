package dev.sks.standalone.demo;

/** A step of the demo did not do what it should; what it printed says why. */
final class StepFailed extends RuntimeException {
  StepFailed(String message) {
    super(message);
  }
}
