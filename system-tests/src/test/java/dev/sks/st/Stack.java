package dev.sks.st;

/** A running product. */
interface Stack {

  /** The one that tests share: on the cluster, if there is one, else a standalone. */
  static Stack shared() {
    return ClusterStack.isThere() ? ClusterStack.shared() : StandaloneStack.shared();
  }

  /** Its public door. */
  String url();

  /** The password of the user admin. */
  String adminPassword();
}
