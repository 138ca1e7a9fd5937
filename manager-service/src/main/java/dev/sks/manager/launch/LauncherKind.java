package dev.sks.manager.launch;

/** Where attempts run: {@code SKS_LAUNCHER}. */
public enum LauncherKind {
  LOCAL,
  KUBERNETES
}
