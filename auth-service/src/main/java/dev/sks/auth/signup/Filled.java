package dev.sks.auth.signup;

/** The form of a newcomer as it was filled in. */
record Filled(String ticket, String name, String invitation) {

  Applicant applicant() {
    var applicant = Applicant.of(name, null, invitation);
    applicant.check().done();
    return applicant;
  }
}
