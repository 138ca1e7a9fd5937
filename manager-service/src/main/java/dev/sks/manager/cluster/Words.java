package dev.sks.manager.cluster;

/** Labels of our objects, their values, and names that more than one room gives or asks for. */
public final class Words {

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  public static final String SKS = "sks";

  /** The installation, by its namespace: two in one cluster leave each other's pods alone. */
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /** What keys of labels and annotations that only we set begin with. */
  public static final String OURS = "sks.dev/";

  public static final String TENANT = OURS + "tenant";
  public static final String JOB = OURS + "job";
  public static final String ATTEMPT = OURS + "attempt";

  public static final String ROLE = OURS + "role";
  public static final String DRIVER = "driver";
  public static final String EXECUTOR = "executor";

  /** ServiceAccount that may do nothing. */
  public static final String ATTEMPT_ACCOUNT = "sks-attempt";

  /** ServiceAccount that may make executors. */
  public static final String DRIVER_ACCOUNT = "sks-driver";

  private Words() {}
}
