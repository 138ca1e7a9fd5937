package dev.sks.contract;

import java.time.Duration;

/** The bounds of what comes from outside. Bytes, unless the name says otherwise. */
public final class Limits {

  /** A JSON body. Larger ones get 413. */
  public static final int BODY = 2 * 1024 * 1024;

  /** One program source (mapper, reducer, combiner). */
  public static final int SOURCE = 256 * 1024;

  /** All files of a streaming program together. */
  public static final int PROGRAM_FILES = 1024 * 1024;

  public static final int PROGRAM_FILE_COUNT = 32;
  public static final int COMMAND_LINE = 8 * 1024;

  /** RFC 1123 label, for names of jobs, tenants and users. */
  public static final int NAME = 63;

  /** A data object's name, in bytes of UTF-8. */
  public static final int DATA_NAME = 512;

  public static final int INPUTS = 100;
  public static final int LABELS = 32;
  public static final int WORKERS = 64;
  public static final int REDUCERS = 256;
  public static final int ATTEMPTS = 10;
  public static final Duration RUN_TIMEOUT = Duration.ofDays(7);

  /** Jobs a tenant has at one time, with those that are kept until their retention is over. */
  public static final int TENANT_JOBS = 20_000;

  /** Specs of these jobs together: all tenants share one etcd, which holds some GiB. */
  public static final long TENANT_SPECS = 256L * 1024 * 1024;

  public static final int PAGE = 500;
  public static final int IDEMPOTENCY_KEY = 255;

  /** A message or a traceback in a failure; longer ones are cut and say so. */
  public static final int FAILURE_TEXT = 16 * 1024;

  /** Log of one job; what comes after is dropped, and the log says so. */
  public static final long JOB_LOG = 64L * 1024 * 1024;

  /** Text of one log chunk. */
  public static final int LOG_CHUNK = 256 * 1024;

  private Limits() {}
}
