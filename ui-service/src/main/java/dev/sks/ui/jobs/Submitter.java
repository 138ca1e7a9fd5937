package dev.sks.ui.jobs;

import dev.sks.base.token.Caller;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who submits.
 *
 * @param subject stable id
 * @param name for people; the job's {@code submittedBy}
 */
record Submitter(String tenant, String subject, String name) {

  static Submitter of(Caller caller) {
    return new Submitter(caller.tenant(), caller.subject(), caller.name());
  }

  static Submitter of(JsonWebToken token) {
    return new Submitter(token.getClaim(Caller.TENANT_CLAIM), token.getSubject(), token.getName());
  }
}
